import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { fingerprintFields } from '../../../src/core/transfer/fingerprint';
import { fingerprintsOf, storedFingerprints } from '../../../src/store/fingerprintCode';

suite('storedFingerprints', () => {
  test('packs four characters into three bytes', () => {
    const local = fingerprintFields(Array.from({ length: 11 }, (_, index) => `local ${index}`));
    const integration = fingerprintFields(Array.from({ length: 11 }, (_, index) => `integration ${index}`));
    const stored = storedFingerprints({ shape: 1, local, integration });
    assert.equal(stored.length, 117);
    assert.deepEqual(fingerprintsOf(1, stored), { shape: 1, local, integration });
  });

  test('gives back the fingerprints of any number of fields', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.option(fc.string()))), (fields) => {
        const local = fingerprintFields(fields.map(([value]) => value));
        const integration = fingerprintFields(fields.map(([, value]) => value));
        const both = { shape: 1, local, integration };
        assert.deepEqual(fingerprintsOf(1, storedFingerprints(both)), both);
      }),
    );
  });

  test('gives back text that no fingerprint looks like', () => {
    for (const [local, integration] of [
      ['abc', ''],
      ['', ''],
      ['äöüäöüä', 'abcdefg'],
      ['abc+/==', '-_-_-_-'],
    ] as const) {
      const stored = storedFingerprints({ shape: 1, local, integration });
      assert.deepEqual(fingerprintsOf(1, stored), { shape: 1, local, integration });
    }
  });
});
