import type { FieldType, Value } from '../model/value';
import { compareDecimals, countDigits } from './numberText';
import { err, ok } from '../result';
import type { FailureCode, RecordFailure } from '../model/failure';
import type { Result } from '../result';
import { isBlank } from '../model/value';
import { kindNames } from './parseValue';
import { normaliseValue } from './normaliseValue';
import { unreachable } from '../assert';

/** Converts one canonical value to another type's canonical form, exactly or not at all (DESIGN 5.6). */
export type Converter = (value: Value) => Result<Value, RecordFailure>;

type Step = (value: string) => Result<Value, RecordFailure>;

/**
 * The conversion from one field type to another. Nothing is lost silently: too long a text, a decimal that would be rounded,
 * a time of day on its way to a date make it fail with the field, the value and the limit. Blank stays blank.
 */
export function makeConverter(from: FieldType, to: FieldType, toFieldName: string): Converter {
  const change = changeKind(from, to, toFieldName);
  const limit = checkLimits(to, toFieldName);
  const step: Step = (value) => {
    const changed = change === null ? value : change(value);
    if (changed === undefined) return err(notConvertible(value, to, toFieldName));
    return limit === null ? ok(changed) : limit(changed);
  };
  if (to.kind === 'text') return (value) => (isBlank(value) ? ok(value) : step(value));
  return (value) => (isBlank(value) ? ok(null) : step(value));
}

/** Null where the canonical forms are the same; otherwise undefined marks a value that has no counterpart. */
function changeKind(from: FieldType, to: FieldType, _field: string): ((value: string) => string | undefined) | null {
  if (to.kind === 'text') return null;
  if (from.kind === to.kind && to.kind !== 'option') return null;
  switch (from.kind) {
    case 'text':
    case 'option':
      return (value) => normaliseValue(value, to);
    case 'integer':
      if (to.kind === 'decimal') return null;
      if (to.kind === 'boolean') return (value) => (value === '1' ? 'true' : value === '0' ? 'false' : undefined);
      return to.kind === 'option' ? (value) => normaliseValue(value, to) : () => undefined;
    case 'decimal':
      if (to.kind === 'integer') return (value) => (value.includes('.') ? undefined : value);
      return to.kind === 'option' ? (value) => normaliseValue(value, to) : () => undefined;
    case 'boolean':
      if (to.kind === 'integer' || to.kind === 'decimal' || to.kind === 'option') {
        const member = (value: string) => (to.kind === 'option' ? normaliseValue(value, to) : value);
        return (value) => member(value === 'true' ? '1' : '0');
      }
      return () => undefined;
    case 'date':
      return to.kind === 'dateTime' ? (value) => `${value}T00:00:00.000Z` : () => undefined;
    case 'dateTime':
      return to.kind === 'date'
        ? (value) => (/T00:00:00(?:\.0+)?Z$/.test(value) ? value.slice(0, 10) : undefined)
        : () => undefined;
    case 'guid':
      return () => undefined;
    default:
      return unreachable(from);
  }
}

function checkLimits(to: FieldType, field: string): Step | null {
  switch (to.kind) {
    case 'text':
      return to.maxLength === undefined ? null : checkLength(to.maxLength, field);
    case 'integer':
      return (value) =>
        compareDecimals(value, to.min) < 0 || compareDecimals(value, to.max) > 0
          ? fail('NUMBER_OUT_OF_RANGE', field, `${field} takes ${to.min} to ${to.max}, not ${value}. Correct the value, or map another field.`)
          : ok(value);
    case 'decimal':
      return checkDecimal(to, field);
    case 'dateTime':
      return (value) =>
        value.length - 21 > Math.max(to.fractionDigits, 3)
          ? fail('VALUE_NOT_CONVERTIBLE', field, `${field} keeps ${to.fractionDigits} digits of a second, ${value} has more. Format the value, or map another field.`)
          : ok(value);
    default:
      return null;
  }
}

/** Declared lengths count characters (code points), as the systems' own length functions do. */
function checkLength(maxLength: number, field: string): Step {
  return (value) => {
    if (value.length <= maxLength) return ok(value);
    let length = 0;
    for (const _ of value) length++;
    if (length <= maxLength) return ok(value);
    return fail(
      'TEXT_TOO_LONG',
      field,
      `${field} takes ${maxLength} characters, '${excerpt(value)}' has ${length}. Shorten the text, or add the transformation truncate.`,
    );
  };
}

function checkDecimal(to: FieldType & { kind: 'decimal' }, field: string): Step | null {
  const { precision, scale, significantDigits } = to;
  if (precision === undefined && scale === undefined && significantDigits === undefined) return null;
  // Short numbers fit whatever the digits are: the common case needs no counting.
  const harmless = Math.min(significantDigits ?? 15, precision === undefined ? 15 : precision - (scale ?? 0));
  return (value) => {
    const point = value.indexOf('.');
    if (point < 0 && value.length <= harmless) return ok(value);
    const digits = countDigits(value);
    if (scale !== undefined && digits.fraction > scale) {
      return fail('DECIMAL_ROUNDED', field, `${field} keeps ${scale} decimals, ${value} has ${digits.fraction}. Add the transformation round, or map another field.`);
    }
    if (precision !== undefined && digits.whole > precision - (scale ?? 0)) {
      return fail('NUMBER_OUT_OF_RANGE', field, `${field} takes ${precision - (scale ?? 0)} digits before the point, ${value} has ${digits.whole}. Correct the value, or map another field.`);
    }
    if (significantDigits !== undefined && digits.significant > significantDigits) {
      return fail('DECIMAL_ROUNDED', field, `${field} keeps ${significantDigits} significant digits, ${value} has ${digits.significant}. Add the transformation round, or store the field as text.`);
    }
    return ok(value);
  };
}

function notConvertible(value: string, to: FieldType, field: string): RecordFailure {
  return {
    code: 'VALUE_NOT_CONVERTIBLE',
    field,
    message: `${field} takes a ${kindNames[to.kind]}, and '${excerpt(value)}' is none. Correct the value, or transform it.`,
  };
}

function fail(code: FailureCode, field: string, message: string): Result<never, RecordFailure> {
  return err({ code, field, message });
}

/** The beginning of a long value, for messages. */
export function excerpt(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
