import type { FieldType, OptionMember } from '../../../src/core/model/value';

/** Field types as tests name them. */
export const text: FieldType = { kind: 'text' };
export const integer: FieldType = { kind: 'integer', min: '-2147483648', max: '2147483647' };
export const bigInteger: FieldType = { kind: 'integer', min: '-9223372036854775808', max: '9223372036854775807' };
export const decimal: FieldType = { kind: 'decimal' };
export const float: FieldType = { kind: 'decimal', significantDigits: 15 };
export const boolean: FieldType = { kind: 'boolean' };
export const date: FieldType = { kind: 'date' };
export const dateTime: FieldType = { kind: 'dateTime', fractionDigits: 3 };
export const guid: FieldType = { kind: 'guid' };

export function textUpTo(maxLength: number): FieldType {
  return { kind: 'text', maxLength };
}

export function integerWithin(min: string, max: string): FieldType {
  return { kind: 'integer', min, max };
}

/** Like DECIMAL(precision, scale). */
export function decimalOf(precision: number, scale: number): FieldType {
  return { kind: 'decimal', precision, scale };
}

/** Members by stored value: `{ 0: 'Active', 1: 'Inactive' }`. */
export function optionOf(names: Readonly<Record<string, string>>): FieldType {
  const members: readonly OptionMember[] = Object.entries(names).map(([value, name]) => ({ value, name }));
  return { kind: 'option', members };
}
