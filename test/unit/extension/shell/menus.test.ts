import assert from 'node:assert/strict';
import { environmentItems } from '../../../../src/extension/shell/environmentItems';
import { inEnglish } from '../../../support/translations';
import { statusMenuItems } from '../../../../src/extension/shell/statusMenuItems';

suite('The environments to pick from', () => {
  test('name both systems, and say in words which one is current and which is in production', () => {
    const environments = [
      {
        name: 'sample',
        names: { local: 'a', integration: 'b' },
        local: 'sqlite a',
        integration: 'sqlite b',
        production: false,
      },
      {
        name: 'eu',
        names: { local: 'Business Central', integration: 'Dataverse' },
        local: 'businessCentral Production',
        integration: 'dataverse contoso',
        production: true,
      },
    ];
    assert.deepEqual(environmentItems(environments, 'sample', inEnglish), [
      { label: 'sample', description: 'sqlite a ↔ sqlite b', detail: 'Current environment', environment: 'sample' },
      {
        label: 'eu',
        description: 'businessCentral Production ↔ dataverse contoso',
        detail: 'Production system',
        environment: 'eu',
      },
    ]);
  });
});

suite('The status bar’s menu', () => {
  const idle = {
    running: false,
    lockedElsewhere: false,
    filesHaveErrors: false,
    trusted: true,
    environment: 'sample',
    workspace: undefined,
  };
  const offered = (changes: Partial<typeof idle>): readonly string[] =>
    statusMenuItems({ ...idle, ...changes }, inEnglish).map(({ command }) => command);

  test('offers what can be done while nothing runs', () => {
    assert.deepEqual(offered({}), [
      'tandem.synchronizeModified',
      'tandem.fullSynchronization',
      'tandem.preview',
      'tandem.showSynchronizationJobs',
      'tandem.switchEnvironment',
      'tandem.showLog',
    ]);
  });

  test('offers to cancel first while a run goes on, and no second run', () => {
    assert.deepEqual(offered({ running: true }), ['tandem.cancel', 'tandem.showSynchronizationJobs', 'tandem.showLog']);
  });

  for (const [why, changes, first] of [
    ['the files have errors', { filesHaveErrors: true }, 'workbench.actions.view.problems'],
    ['the window is not trusted', { trusted: false }, 'workbench.trust.manage'],
    ['the state is in use elsewhere', { lockedElsewhere: true }, 'tandem.showSynchronizationJobs'],
  ] as const) {
    test(`offers no run where ${why}`, () => {
      const commands = offered(changes);
      assert.equal(commands[0], first);
      assert.ok(!commands.includes('tandem.fullSynchronization'));
    });
  }
});
