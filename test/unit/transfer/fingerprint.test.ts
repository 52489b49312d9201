import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  FingerprintWriter,
  fingerprint,
  fingerprintAt,
  fingerprintFields,
  fingerprintText,
  isFingerprintAt,
} from '../../../src/core/transfer/fingerprint';

suite('fingerprint', () => {
  test('takes both blanks for one, and nothing else for blank', () => {
    assert.equal(fingerprint(null), fingerprint(''));
    assert.notEqual(fingerprint(' '), fingerprint(''));
  });

  test('stays what couplings on disk hold', () => {
    assert.deepEqual(['', 'a', 'Adatum Corporation', '😀'].map(fingerprint), [
      'AAAAAAA',
      'mpoofTF',
      '8I_2GUR',
      'bXvQR7X',
    ]);
  });

  test('tells a million similar values apart', () => {
    const seen = new Set<string>();
    for (let number = 0; number < 1_000_000; number++) seen.add(fingerprint(`C${number}`));
    assert.ok(seen.size > 999_995, `${1_000_000 - seen.size} values share a fingerprint with another`);
  });

  test('uses all of its bits: each character is any of the alphabet, about equally often', () => {
    const total = 64_000;
    const counts = Array.from({ length: 7 }, () => new Map<string, number>());
    for (let number = 0; number < total; number++) {
      [...fingerprint(String(number))].forEach((character, place) => {
        counts[place]?.set(character, (counts[place]?.get(character) ?? 0) + 1);
      });
    }
    for (const places of counts) {
      assert.equal(places.size, 64);
      for (const count of places.values()) assert.ok(count > 800 && count < 1200, `${count} of 1000`);
    }
  });
});

suite('fingerprintFields', () => {
  test('finds each field again', () => {
    const all = fingerprintFields(['a', null, 'b']);
    assert.deepEqual(
      [0, 1, 2].map((index) => fingerprintAt(all, index)),
      ['a', null, 'b'].map(fingerprint),
    );
    assert.equal(fingerprintAt(all, 3), '');
  });
});

suite('FingerprintWriter', () => {
  test('puts together what fingerprints of their own would be, and those it is told to keep', () => {
    const writer = new FingerprintWriter();
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.option(fc.string()), fc.boolean())), (values) => {
        const known = values.map(([value]) => fingerprint(value)).join('');
        writer.begin();
        values.forEach(([value, kept], index) => (kept ? writer.keep(known, index) : writer.add(value)));
        assert.equal(writer.text(), known);
      }),
    );
  });
});

suite('fingerprintText', () => {
  test('gives 14 characters that one changed character changes', () => {
    assert.match(fingerprintText('["toIntegrationTable"]'), /^[\w-]{14}$/);
    assert.notEqual(fingerprintText('abc'), fingerprintText('abd'));
    assert.notEqual(fingerprintText('').slice(0, 7), fingerprintText('').slice(7));
  });
});

suite('isFingerprintAt', () => {
  test('says what comparing the fingerprints would say, at every position', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string())), fc.option(fc.string()), (values, other) => {
        const all = fingerprintFields(values);
        values.forEach((value, index) => {
          assert.ok(isFingerprintAt(all, index, value));
          assert.equal(isFingerprintAt(all, index, other), fingerprint(other) === fingerprintAt(all, index));
        });
      }),
    );
  });
});
