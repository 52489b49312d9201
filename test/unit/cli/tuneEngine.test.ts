import assert from 'node:assert/strict';
import { engineUse } from '../../../src/cli/tuneEngine';

suite('The SQLite engine', () => {
  test('is optimized for commands that may go through all records, and for no other', () => {
    assert.deepEqual(
      ['sync', 'plan', 'watch', 'couple', 'jobs', 'explain'].map((name) => engineUse(`tandem ${name}`)),
      ['long', 'long', 'long', 'long', 'short', 'short'],
    );
  });
});
