import type { FieldType, OptionMember, Value } from '../model/value';
import { canonicalDecimal, compareDecimals, fractionLength, significantLength, wholeLength } from './decimalText';
import { decimalRounded, notConvertible, numberOutOfRange, textTooLong } from './transferFailures';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import { err, ok } from '../result';
import { fractionDigitsOf } from './dateTimeText';

type DecimalType = Extract<FieldType, { readonly kind: 'decimal' }>;

/**
 * Whether a non-blank value in canonical form fits a field's declared limits; where it does not, the failure names field, value
 * and limit (DESIGN 5.6). A text's length counts characters (code points), as SQLite's `length()` does. Made once per field.
 */
export function checkLimits(type: FieldType, field: string): (value: string) => Result<Value, RecordFailure> {
  switch (type.kind) {
    case 'text':
      return type.maxLength === undefined ? ok : checkText(type.maxLength, field);
    case 'integer':
      return checkInteger(type.min, type.max, field);
    case 'decimal':
      return checkDecimal(type, field);
    case 'dateTime':
      return (value) =>
        fractionDigitsOf(value) <= type.fractionDigits ? ok(value) : err(notConvertible(value, type, field));
    case 'option':
      return type.members.length === 0 ? ok : checkMember(type.members, type, field);
    case 'boolean':
    case 'date':
    case 'guid':
      return ok;
  }
}

/** Characters of a text: code points, so that an emoji outside the basic plane counts once. */
export function textLength(text: string): number {
  let length = text.length;
  for (let index = 1; index < text.length; index++) {
    if (isLowSurrogate(text.charCodeAt(index)) && isHighSurrogate(text.charCodeAt(index - 1))) length--;
  }
  return length;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

function checkText(maxLength: number, field: string): (value: string) => Result<Value, RecordFailure> {
  return (value) => {
    // Never fewer code units than characters: most values need no counting.
    if (value.length <= maxLength) return ok(value);
    const length = textLength(value);
    return length <= maxLength ? ok(value) : err(textTooLong(value, length, maxLength, field));
  };
}

function checkInteger(min: string, max: string, field: string): (value: string) => Result<Value, RecordFailure> {
  return (value) => {
    if (value.includes('.')) return err(decimalRounded(value, `${field} takes whole numbers only`, field));
    if (compareDecimals(value, min) >= 0 && compareDecimals(value, max) <= 0) return ok(value);
    return err(numberOutOfRange(value, `${field} takes ${min} to ${max}`, field));
  };
}

// Beyond these a double overflows, or loses digits although it could hold as many.
const largestDoubleExponent = 308;
const smallestDoubleExponent = -307;

function checkDecimal(type: DecimalType, field: string): (value: string) => Result<Value, RecordFailure> {
  const { precision = Infinity, scale = Infinity, significantDigits = Infinity } = type;
  if (precision === Infinity && scale === Infinity && significantDigits === Infinity) return ok;
  const wholeDigits = scale === Infinity ? precision : Math.max(precision - scale, 0);
  const isFloat = significantDigits !== Infinity;
  return (value) => {
    const whole = wholeLength(value);
    if (whole > wholeDigits || (isFloat && whole > largestDoubleExponent)) {
      const limit = isFloat ? Math.min(wholeDigits, largestDoubleExponent) : wholeDigits;
      return err(numberOutOfRange(value, `${field} takes at most ${counted(limit)} before the point`, field));
    }
    const fraction = fractionLength(value);
    if (fraction > scale) {
      return err(decimalRounded(value, `${field} takes at most ${counted(scale)} after the point`, field));
    }
    if (whole + fraction > precision) {
      return err(decimalRounded(value, `${field} takes at most ${counted(precision)}`, field));
    }
    // What was computed in a double comes with up to 17 digits, and such a field keeps them all.
    const isTooLong = significantLength(value) > significantDigits && !isShortestDouble(value);
    if (isFloat && (isTooLong || isTooSmall(value, fraction))) {
      return err(decimalRounded(value, `${field} keeps ${counted(significantDigits)} exactly`, field));
    }
    return ok(value);
  };
}

function isTooSmall(value: string, fraction: number): boolean {
  return fraction > -smallestDoubleExponent && significantLength(value) - 1 - fraction < smallestDoubleExponent;
}

/** Whether a double stands for exactly this text: it is the shortest one that reads back as the same double. */
function isShortestDouble(value: string): boolean {
  return canonicalDecimal(String(Number(value))) === value;
}

function counted(digits: number): string {
  return digits === 1 ? '1 digit' : `${digits} digits`;
}

function checkMember(
  members: readonly OptionMember[],
  type: FieldType,
  field: string,
): (value: string) => Result<Value, RecordFailure> {
  const values = new Set(members.map((member) => member.value));
  return (value) => (values.has(value) ? ok(value) : err(notConvertible(value, type, field)));
}
