import type { FieldType, OptionMember } from '../model/value';
import { compareDecimals, wholeLength } from './decimalText';
import { makeConverter } from './makeConverter';

/**
 * Whether values of one type become values of another: all of them, some, or none that is not blank. What a mapping can be
 * told before it runs; `makeConverter` decides about each value and always agrees.
 */
export type Convertibility = 'always' | 'perhaps' | 'never';

export function convertibility(from: FieldType, to: FieldType): Convertibility {
  if (from.kind === 'boolean') return tryAll(['true', 'false'], from, to);
  if (from.kind === 'option' && from.members.length > 0) return tryAll(from.members.map(storedValue), from, to);
  switch (to.kind) {
    case 'text':
      return intoText(from, to.maxLength);
    case 'integer':
    case 'decimal':
      return intoNumber(from, to);
    case 'boolean':
      return intoMembers(from, ['0', '1']);
    case 'date':
      return from.kind === 'date' ? 'always' : from.kind === 'dateTime' || from.kind === 'text' ? 'perhaps' : 'never';
    case 'dateTime':
      if (from.kind === 'dateTime') return from.fractionDigits <= to.fractionDigits ? 'always' : 'perhaps';
      return from.kind === 'date' ? 'always' : from.kind === 'text' ? 'perhaps' : 'never';
    case 'guid':
      return from.kind === 'guid' ? 'always' : from.kind === 'text' ? 'perhaps' : 'never';
    case 'option':
      return to.members.length > 0 ? intoMembers(from, to.members.map(storedValue)) : intoAnyOption(from);
  }
}

/** The most characters a value of the type has as text; Infinity where there is no limit. */
export function longestText(type: FieldType): number {
  switch (type.kind) {
    case 'text':
      return type.maxLength ?? Infinity;
    case 'integer':
      return Math.max(type.min.length, type.max.length);
    case 'decimal':
      // A sign, a point, and the zero before it.
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
      return type.members.length === 0 ? Infinity : Math.max(...type.members.map((member) => member.value.length));
  }
}

/** With so few values, the converter itself answers. */
function tryAll(values: readonly string[], from: FieldType, to: FieldType): Convertibility {
  const convert = makeConverter(from, to, '');
  const fitting = values.filter((value) => convert(value).ok).length;
  return fitting === values.length ? 'always' : fitting === 0 ? 'never' : 'perhaps';
}

function intoText(from: FieldType, maxLength = Infinity): Convertibility {
  if (longestText(from) <= maxLength) return 'always';
  return shortestText(from) > maxLength ? 'never' : 'perhaps';
}

function shortestText(type: FieldType): number {
  switch (type.kind) {
    case 'date':
      return 10;
    case 'dateTime':
      return 24;
    case 'guid':
      return 36;
    case 'text':
    case 'integer':
    case 'decimal':
    case 'boolean':
    case 'option':
      return 1;
  }
}

function intoNumber(from: FieldType, to: FieldType): Convertibility {
  switch (from.kind) {
    case 'integer':
      return to.kind === 'integer' ? rangeFits(from, to) : integerFits(from, to) ? 'always' : 'perhaps';
    case 'decimal':
      return decimalFits(from, to) ? 'always' : 'perhaps';
    case 'text':
    case 'option':
      return 'perhaps';
    case 'boolean':
    case 'date':
    case 'dateTime':
    case 'guid':
      return 'never';
  }
}

type IntegerType = Extract<FieldType, { readonly kind: 'integer' }>;
type DecimalType = Extract<FieldType, { readonly kind: 'decimal' }>;

function rangeFits(from: IntegerType, to: IntegerType): Convertibility {
  if (compareDecimals(from.max, to.min) < 0 || compareDecimals(from.min, to.max) > 0) return 'never';
  return compareDecimals(from.min, to.min) >= 0 && compareDecimals(from.max, to.max) <= 0 ? 'always' : 'perhaps';
}

function integerFits(from: IntegerType, to: FieldType): boolean {
  return to.kind === 'decimal' && digitsFit(Math.max(wholeLength(from.min), wholeLength(from.max)), 0, to);
}

function decimalFits(from: DecimalType, to: FieldType): boolean {
  const { precision = Infinity, scale = precision } = from;
  // Digits before the point: with a scale declared, the rest of the precision.
  const whole = from.scale === undefined ? precision : Math.max(precision - scale, 0);
  if (to.kind === 'decimal') {
    const isSameFloat = from.significantDigits !== undefined && sameDigits(from, to);
    return isSameFloat || digitsFit(whole, scale, to);
  }
  if (to.kind !== 'integer' || scale > 0 || whole === Infinity || whole === 0) return false;
  const largest = '9'.repeat(whole);
  return compareDecimals(`-${largest}`, to.min) >= 0 && compareDecimals(largest, to.max) <= 0;
}

function sameDigits(from: DecimalType, to: DecimalType): boolean {
  return from.precision === to.precision && from.scale === to.scale && from.significantDigits === to.significantDigits;
}

/** Whether every number with so many digits before and after the point fits the limits. */
function digitsFit(whole: number, fraction: number, to: DecimalType): boolean {
  const { precision = Infinity, scale = Infinity, significantDigits = Infinity } = to;
  const wholeLimit = scale === Infinity ? precision : precision - scale;
  if (whole > wholeLimit || fraction > scale || whole + fraction > precision) return false;
  return significantDigits === Infinity || (whole + fraction <= significantDigits && fraction < 300);
}

function intoMembers(from: FieldType, values: readonly string[]): Convertibility {
  switch (from.kind) {
    case 'integer':
      return values.some((value) => isWithin(value, from)) ? 'perhaps' : 'never';
    case 'text':
    case 'decimal':
    case 'option':
      return 'perhaps';
    case 'boolean':
    case 'date':
    case 'dateTime':
    case 'guid':
      return 'never';
  }
}

function isWithin(value: string, range: IntegerType): boolean {
  return compareDecimals(value, range.min) >= 0 && compareDecimals(value, range.max) <= 0;
}

function intoAnyOption(from: FieldType): Convertibility {
  switch (from.kind) {
    case 'integer':
    case 'option':
      return 'always';
    case 'text':
    case 'decimal':
      return 'perhaps';
    case 'boolean':
    case 'date':
    case 'dateTime':
    case 'guid':
      return 'never';
  }
}

function storedValue(member: OptionMember): string {
  return member.value;
}
