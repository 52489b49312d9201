import { strict as assert } from 'node:assert';
import { must } from '../../src/core/assert';

suite('must', () => {
  test('returns what is there and names what is missing', () => {
    assert.equal(must(0, 'zero'), 0);
    assert.throws(() => must(undefined, 'the coupling'), /missing: the coupling/);
  });
});
