import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import path from 'node:path';
import { safeFileName, stateFiles } from '../../../src/store/stateFiles';

suite('safeFileName', () => {
  test('leaves plain names as they are', () => {
    for (const name of ['sample', 'Production EU', 'test-2_a.b', 'Zürich']) assert.equal(safeFileName(name), name);
  });

  test('encodes what a file system would take for something else', () => {
    assert.equal(safeFileName('../x'), '%2E.%2Fx');
    assert.equal(safeFileName('C:\\x'), 'C%3A%5Cx');
    assert.equal(safeFileName('con'), '%63on');
    assert.equal(safeFileName('nul.txt'), '%6Eul.txt');
    assert.equal(safeFileName('a '), 'a%20');
    assert.equal(safeFileName('a%2Fb'), 'a%252Fb');
    assert.equal(safeFileName(''), '%');
  });

  test('never leaves the folder, and keeps different names apart', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.stringMatching(/^[./\\%: a]{0,6}$/),
      fc.string({ minLength: 150 }),
    );
    fc.assert(
      fc.property(name, name, (a, b) => {
        assert.equal(path.dirname(stateFiles('/w/.tandem', a).snapshot), '/w/.tandem');
        assert.ok(safeFileName(a).length <= 100);
        if (a !== b) assert.notEqual(safeFileName(a), safeFileName(b));
      }),
    );
  });
});
