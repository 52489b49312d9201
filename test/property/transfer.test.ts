import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { FieldType } from '../../src/core/model/value';
import { canonicalDecimal, compareDecimals } from '../../src/core/transfer/decimalText';
import { convertibility } from '../../src/core/transfer/convertibility';
import { fingerprint } from '../../src/core/transfer/fingerprint';
import { makeConverter } from '../../src/core/transfer/makeConverter';
import { normaliseValue } from '../../src/core/transfer/normaliseValue';
import { parseValue } from '../../src/core/transfer/parseValue';
import { roundDecimal } from '../../src/core/transfer/roundDecimal';
import { aDecimal, aType, aValueOf, aWideInteger } from '../unit/transfer/someValues';
import { bigInteger, dateTime, decimal, text } from '../unit/transfer/fieldTypes';

suite('Field transfer', () => {
  test('agrees with what was said before the run: always never fails, never always does', () => {
    fc.assert(
      fc.property(aTypedValue, aType, ({ from, value }, to) => {
        const said = convertibility(from, to);
        const { ok } = makeConverter(from, to, 'Field')(value);
        if (said !== 'perhaps') assert.equal(ok, said === 'always', `${JSON.stringify({ from, to, value })} ${said}`);
      }),
      { numRuns: 3000 },
    );
  });

  test('gives canonical values, which come back unchanged', () => {
    fc.assert(
      fc.property(aTypedValue, aType, ({ from, value }, to) => {
        const there = makeConverter(from, to, 'Field')(value);
        if (!there.ok || there.value === null) return;
        assert.equal(normaliseValue(there.value, to), there.value);
        const again = makeConverter(to, to, 'Field')(there.value);
        assert.deepEqual(again, there);
      }),
      { numRuns: 2000 },
    );
  });

  test('loses nothing on the way through text and back', () => {
    fc.assert(
      fc.property(aTypedValue, ({ from, value }) => {
        const there = makeConverter(from, text, 'Field')(value);
        assert.ok(there.ok);
        assert.deepEqual(makeConverter(text, from, 'Field')(there.value), { ok: true, value });
      }),
    );
  });

  test('carries integers beyond double precision through decimals and back', () => {
    fc.assert(
      fc.property(aWideInteger, (value) => {
        const there = makeConverter(bigInteger, decimal, 'Field')(value);
        assert.deepEqual(there, { ok: true, value });
        assert.deepEqual(makeConverter(decimal, bigInteger, 'Field')(value), { ok: true, value });
      }),
    );
  });

  test('carries text of any script and any code unit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        assert.deepEqual(makeConverter(text, text, 'Field')(value), { ok: true, value });
      }),
    );
  });

  test('reads a canonical value as itself', () => {
    fc.assert(
      fc.property(aTypedValue, ({ from, value }) => {
        assert.equal(normaliseValue(value, from), value);
        assert.deepEqual(parseValue(value, from), { ok: true, value });
      }),
    );
  });

  test('finds one canonical form however a decimal is written', () => {
    fc.assert(
      fc.property(aDecimal, fc.nat(5), fc.integer({ min: -30, max: 30 }), (value, zeros, shift) => {
        const negative = value.startsWith('-');
        const digits = negative ? value.slice(1) : value;
        const padded = `${negative ? '-' : '+'}${'0'.repeat(zeros)}${digits}${digits.includes('.') ? '0'.repeat(zeros) : '.'}`;
        assert.equal(canonicalDecimal(padded), value);
        const shifted = canonicalDecimal(`${value}e${shift}`);
        assert.equal(canonicalDecimal(`${shifted}e${-shift}`), value);
      }),
    );
  });

  test('orders decimals as exact fractions are ordered', () => {
    const units = (value: string) => {
      const [whole = '', fraction = ''] = value.split('.');
      return BigInt(whole + fraction.padEnd(40, '0'));
    };
    fc.assert(
      fc.property(aDecimal, aDecimal, (a, b) => {
        const difference = units(a) - units(b);
        assert.equal(Math.sign(compareDecimals(a, b)), difference > 0n ? 1 : difference < 0n ? -1 : 0);
      }),
    );
  });

  test('rounds to the nearest multiple, and what is rounded stays', () => {
    fc.assert(
      fc.property(aDecimal, fc.constantFrom('0.01', '0.05', '1', '5', '0.003'), (value, precision) => {
        const rounded = roundDecimal(value, precision);
        assert.ok(rounded !== undefined);
        assert.equal(roundDecimal(rounded, precision), rounded);
        const negated = (number: string) => canonicalDecimal(number.startsWith('-') ? number.slice(1) : `-${number}`);
        assert.equal(roundDecimal(negated(value) ?? '', precision), negated(rounded));
      }),
    );
  });

  test('moves an instant with an offset to the same instant in UTC', () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (instant, offset) => {
        const there = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(offset);
        const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        assert.equal(normaliseValue(there + zone, dateTime), instant.toISOString());
      }),
    );
  });

  test('gives every value but blank a fingerprint of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        assert.match(fingerprint(a), /^[A-Za-z0-9_-]{7}$/);
        assert.equal(fingerprint(a) === fingerprint(b), a === b);
      }),
    );
  });
});

const aTypedValue: fc.Arbitrary<{ readonly from: FieldType; readonly value: string }> = aType.chain((from) =>
  aValueOf(from).map((value) => ({ from, value })),
);

const anInstant = fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });

function two(value: number): string {
  return String(value).padStart(2, '0');
}
