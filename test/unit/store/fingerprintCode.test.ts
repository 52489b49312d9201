import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { fingerprint } from '../../../src/core/transfer/fingerprint';
import { fingerprintsOf, storedFingerprints } from '../../../src/store/fingerprintCode';

suite('storedFingerprints', () => {
  test('takes six bits a character, and gives both records’ fingerprints back', () => {
    const values = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 40 });
    fc.assert(
      fc.property(values, (pairs) => {
        const local = pairs.map(([value]) => fingerprint(value)).join('');
        const integration = pairs.map(([, value]) => fingerprint(value)).join('');
        const stored = storedFingerprints({ shape: 3, local, integration });
        assert.equal(stored.length, 1 + Math.ceil((pairs.length * 14 * 6) / 8));
        assert.deepEqual(fingerprintsOf(3, stored), { shape: 3, local, integration });
      }),
    );
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
    const stored = Buffer.from('abcdefg\u001Fhijklm-', 'latin1');
    assert.deepEqual(fingerprintsOf(1, stored), { shape: 1, local: 'abcdefg', integration: 'hijklm-' });
  });
});
