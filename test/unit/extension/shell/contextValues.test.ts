import assert from 'node:assert/strict';
import { contextValues } from '../../../../src/extension/contextValues';

suite('The context keys', () => {
  const idle = { hasMappings: true, filesHaveErrors: false, running: false, canCancel: false };
  const running = { ...idle, running: true, canCancel: true };
  const broken = { ...idle, hasMappings: false, filesHaveErrors: true };

  test('say nothing of a window without a workspace', () => {
    assert.deepEqual(Object.values(contextValues([])), [false, false, false, false, false]);
  });

  test('say of one workspace what is true of it', () => {
    assert.deepEqual(contextValues([running]), {
      'tandem.hasWorkspace': true,
      'tandem.hasMappings': true,
      'tandem.filesHaveErrors': false,
      'tandem.running': true,
      'tandem.canCancel': true,
    });
  });

  test('keep commands open while one of several workspaces can still be run', () => {
    const values = contextValues([running, idle]);
    assert.equal(values['tandem.running'], false);
    assert.equal(values['tandem.canCancel'], true);
    assert.equal(contextValues([broken, idle])['tandem.filesHaveErrors'], false);
    assert.equal(contextValues([broken, broken])['tandem.filesHaveErrors'], true);
  });
});
