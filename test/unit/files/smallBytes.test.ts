import assert from 'node:assert/strict';
import { smallBytes } from '../../../src/files/smallBytes';

suite('Room for a few bytes', () => {
  test('is nobody else’s, and empty', () => {
    const all = Array.from({ length: 3_000 }, (_, index) => smallBytes(index % 100));
    all.forEach((bytes, index) => {
      assert.ok(bytes.every((byte) => byte === 0));
      bytes.fill(index % 251);
    });
    all.forEach((bytes, index) => assert.ok(bytes.every((byte) => byte === index % 251)));
    assert.equal(smallBytes(1_000_000).length, 1_000_000);
  });
});
