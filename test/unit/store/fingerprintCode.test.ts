import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { fingerprint } from '../../../src/core/transfer/fingerprint';
import { fingerprintsOf, storedFingerprints } from '../../../src/store/fingerprintCode';

suite('storedFingerprints', () => {
  test('takes six bits a character, once where both sides are the same, and gives both records’ fingerprints back', () => {
    const value = fc.constantFrom('', 'a', 'b', 'Größe', '0.00', 'true');
    const values = fc.array(fc.tuple(value, value), { maxLength: 255 });
    fc.assert(
      fc.property(values, (pairs) => {
        const local = pairs.map(([value]) => fingerprint(value)).join('');
        const integration = pairs.map(([, value]) => fingerprint(value)).join('');
        const stored = storedFingerprints({ shape: 3, local, integration });
        const prints = pairs.length + pairs.filter(([a, b]) => a !== b).length;
        assert.equal(stored.length, 2 + Math.ceil(pairs.length / 8) + Math.ceil((prints * 7 * 6) / 8));
        assert.deepEqual(fingerprintsOf(3, stored), { shape: 3, local, integration });
      }),
    );
  });

  test('knows more fields than any table has', () => {
    const local = fingerprint('a').repeat(256);
    const fingerprints = { shape: 3, local, integration: fingerprint('b').repeat(256) };
    assert.deepEqual(fingerprintsOf(3, storedFingerprints(fingerprints)), fingerprints);
  });

  test('keeps what is no pair of fingerprints as it is', () => {
    for (const [local, integration] of [
      ['aaaaaaa', ''],
      ['', 'aaaaaaa'],
      ['abc', 'abc'],
      ['ab+/cde', 'abcdefg'],
    ] as const) {
      const fingerprints = { shape: 1, local, integration };
      assert.deepEqual(fingerprintsOf(1, storedFingerprints(fingerprints)), fingerprints);
    }
  });

  test('reads those of older versions', () => {
    const fingerprints = { shape: 1, local: 'abcdefg', integration: 'hijklm-' };
    assert.deepEqual(fingerprintsOf(1, Buffer.from('abcdefg\u001Fhijklm-', 'latin1')), fingerprints);
    const version3 = Buffer.concat([Buffer.of(1), Buffer.from('abcdefghijklm-AA', 'base64url')]);
    assert.deepEqual(fingerprintsOf(1, version3), fingerprints);
  });
});
