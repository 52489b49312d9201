import fc from 'fast-check';
import type { FieldType } from '../../../src/core/model/value';
import { decimalOf, integerWithin, optionOf } from './fieldTypes';

/** Generates field types and non-blank canonical values within them, for properties. */

const largest = 2n ** 63n - 1n;

/** An integer of up to 64 bits; most have more digits than a double holds. */
export const aWideInteger: fc.Arbitrary<string> = fc.bigInt({ min: -largest - 1n, max: largest }).map(String);

/** A decimal of up to 30 digits. */
export const aDecimal: fc.Arbitrary<string> = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(30))
  .map(([units, scale]) => decimalText(units, scale));

export const aType: fc.Arbitrary<FieldType> = fc.oneof(
  fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }).map((maxLength): FieldType => {
    return maxLength === undefined ? { kind: 'text' } : { kind: 'text', maxLength };
  }),
  fc
    .tuple(aWideInteger, aWideInteger)
    .map(([a, b]) => (BigInt(a) < BigInt(b) ? integerWithin(a, b) : integerWithin(b, a))),
  fc
    .tuple(fc.integer({ min: -3, max: 3 }), fc.nat(300))
    .map(([min, size]) => integerWithin(String(min), String(min + size))),
  fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.nat(30))
    .map(([precision, scale]) => decimalOf(precision, Math.min(precision, scale))),
  fc.constantFrom<FieldType>(
    { kind: 'decimal' },
    { kind: 'decimal', scale: 2 },
    { kind: 'decimal', precision: 12 },
    { kind: 'decimal', significantDigits: 15 },
    { kind: 'boolean' },
    { kind: 'date' },
    { kind: 'guid' },
    { kind: 'option', members: [] },
    optionOf({ 0: 'No', 1: 'Yes' }),
    optionOf({ 1: 'Low', 2: 'High' }),
    optionOf({ 100: 'High', A: 'Other' }),
  ),
  fc.nat(7).map((fractionDigits): FieldType => ({ kind: 'dateTime', fractionDigits })),
);

export function aValueOf(type: FieldType): fc.Arbitrary<string> {
  switch (type.kind) {
    case 'text':
      return fc
        .oneof(
          fc.string({ unit: 'grapheme' }),
          fc.string({ unit: 'binary' }),
          aDecimal,
          fc.constantFrom('yes', '2026-01-31', 'low', ' '),
        )
        .map((value) => [...value].slice(0, type.maxLength).join(''))
        .filter((value) => value !== '');
    case 'integer':
      return fc.bigInt({ min: BigInt(type.min), max: BigInt(type.max) }).map(String);
    case 'decimal':
      return aDecimalOf(type);
    case 'boolean':
      return fc.constantFrom('true', 'false');
    case 'date':
      return anInstant.map((instant) => instant.toISOString().slice(0, 10));
    case 'dateTime':
      return fc.tuple(anInstant, fc.boolean(), fc.nat(9_999_999)).map(([instant, midnight, fraction]) => {
        const digits = String(fraction)
          .padStart(7, '0')
          .slice(0, type.fractionDigits)
          .replace(/0+$/, '')
          .padEnd(3, '0');
        return midnight
          ? `${instant.toISOString().slice(0, 10)}T00:00:00.000Z`
          : instant.toISOString().slice(0, 20) + digits + 'Z';
      });
    case 'guid':
      return fc.uuid();
    case 'option':
      return type.members.length === 0 ? aWideInteger : fc.constantFrom(...type.members.map((member) => member.value));
  }
}

const anInstant = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

function aDecimalOf({
  precision = 30,
  scale,
  significantDigits = 30,
}: Extract<FieldType, { readonly kind: 'decimal' }>): fc.Arbitrary<string> {
  const digits = Math.min(precision, significantDigits);
  // A scale leaves the rest of the precision for the digits before the point; a small number may have all of them after it.
  const fraction = scale === undefined ? fc.nat(digits) : fc.nat(Math.min(scale, digits));
  return fraction.chain((places) => {
    const whole = scale === undefined ? digits - places : Math.max(Math.min(precision - scale, digits - places), 0);
    const limit = 10n ** BigInt(whole + places) - 1n;
    return fc.bigInt({ min: -limit, max: limit }).map((units) => decimalText(units, places));
  });
}

function decimalText(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return (units < 0n ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`);
}
