import type { FieldKind, FieldType } from '../model/value';
import { compareDecimals } from './numberText';

/** What can be said of a conversion before any value is known. */
export type Convertibility = 'always' | 'perhaps' | 'never';

const perhaps: { readonly [K in FieldKind]: readonly FieldKind[] } = {
  text: ['integer', 'decimal', 'boolean', 'date', 'dateTime', 'guid', 'option'],
  integer: ['boolean', 'option'],
  decimal: ['integer', 'option'],
  boolean: ['option'],
  date: [],
  dateTime: ['date'],
  guid: [],
  option: ['integer', 'decimal', 'boolean', 'date', 'dateTime', 'guid', 'option'],
};

/** Whether values of one type fit another: always, only some of them, or never. Agrees with `makeConverter`. */
export function convertibility(from: FieldType, to: FieldType): Convertibility {
  if (to.kind === 'text') return textFits(from, to) ? 'always' : 'perhaps';
  if (from.kind === to.kind) return sameKindFits(from, to) ? 'always' : 'perhaps';
  if (from.kind === 'integer' && to.kind === 'decimal') return to.precision === undefined && to.significantDigits === undefined ? 'always' : 'perhaps';
  if (from.kind === 'boolean' && (to.kind === 'integer' || to.kind === 'decimal')) return 'always';
  if (from.kind === 'date' && to.kind === 'dateTime') return 'always';
  return perhaps[from.kind].includes(to.kind) ? 'perhaps' : 'never';
}

function textFits(from: FieldType, to: FieldType & { kind: 'text' }): boolean {
  if (to.maxLength === undefined) return true;
  return longestText(from) <= to.maxLength;
}

/** Characters in the longest canonical form of a type. */
function longestText(type: FieldType): number {
  switch (type.kind) {
    case 'text':
      return type.maxLength ?? Infinity;
    case 'integer':
      return Math.max(type.min.length, type.max.length);
    case 'decimal':
      return type.precision === undefined ? Infinity : type.precision + 3;
    case 'boolean':
      return 5;
    case 'date':
      return 10;
    case 'dateTime':
      return 21 + Math.max(type.fractionDigits, 3);
    case 'guid':
      return 36;
    case 'option':
      return type.members.reduce((most, member) => Math.max(most, member.value.length), 0);
  }
}

function sameKindFits(from: FieldType, to: FieldType): boolean {
  if (from.kind === 'integer' && to.kind === 'integer') {
    return compareDecimals(from.min, to.min) >= 0 && compareDecimals(from.max, to.max) <= 0;
  }
  if (from.kind === 'decimal' && to.kind === 'decimal') return decimalFits(from, to);
  if (from.kind === 'dateTime' && to.kind === 'dateTime') return from.fractionDigits <= Math.max(to.fractionDigits, 3);
  if (from.kind === 'option' && to.kind === 'option') {
    const known = new Set(to.members.map((member) => member.value));
    return to.members.length === 0 || (from.members.length > 0 && from.members.every((member) => known.has(member.value)));
  }
  return true;
}

function decimalFits(from: FieldType & { kind: 'decimal' }, to: FieldType & { kind: 'decimal' }): boolean {
  const scaleFits = to.scale === undefined || (from.scale !== undefined && from.scale <= to.scale);
  const whole = (type: FieldType & { kind: 'decimal' }) =>
    type.precision === undefined ? Infinity : type.precision - (type.scale ?? 0);
  const wholeFits = to.precision === undefined || whole(from) <= whole(to);
  const digits = Math.min(from.precision ?? Infinity, from.significantDigits ?? Infinity);
  return scaleFits && wholeFits && (to.significantDigits === undefined || digits <= to.significantDigits);
}
