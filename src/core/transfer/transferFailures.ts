import type { FieldType } from '../model/value';
import type { RecordFailure } from '../model/failure';
import { excerpt } from './excerpt';
import { kindInWords } from './parseValue';

/** The failures of a field transfer, in words: field, value, limit and the next step (DESIGN 5.6). */

export function notConvertible(value: string, to: FieldType, field: string): RecordFailure {
  return {
    code: 'VALUE_NOT_CONVERTIBLE',
    field,
    message: `${field}: ${excerpt(value)} ${whyNot(value, to)}. Correct the value in the source, or map it with values or a transformation.`,
  };
}

/** `length` and `limit` count characters. */
export function textTooLong(value: string, length: number, limit: number, field: string): RecordFailure {
  return {
    code: 'TEXT_TOO_LONG',
    field,
    message: `${field} takes at most ${limit} characters, and ${excerpt(value)} has ${length}. Shorten the value in the source, or add the transformation truncate.`,
  };
}

/** `limit` is a clause such as "Amount takes at most 2 digits after the point". */
export function decimalRounded(value: string, limit: string, field: string): RecordFailure {
  return {
    code: 'DECIMAL_ROUNDED',
    field,
    message: `${limit}, and ${excerpt(value)} would be rounded. Correct the value in the source, or add the transformation round.`,
  };
}

/** `limit` is a clause such as "Quantity takes 0 to 255". */
export function numberOutOfRange(value: string, limit: string, field: string): RecordFailure {
  return {
    code: 'NUMBER_OUT_OF_RANGE',
    field,
    message: `${limit}, and ${excerpt(value)} is outside. Correct the value in the source, or map another field.`,
  };
}

/** A transformation rule that cannot be carried out; `why` completes "Name: the rule round …". */
export function ruleFailed(rule: string, why: string, field: string): RecordFailure {
  return {
    code: 'VALUE_NOT_CONVERTIBLE',
    field,
    message: `${field}: the transformation ${rule} ${why}. Correct the value in the source, or the rule in the mapping.`,
  };
}

/** `known` are the values the map has an entry for, in file order. */
export function notMapped(value: string, known: readonly string[], field: string): RecordFailure {
  const named = value === '' ? 'a blank value' : excerpt(value);
  const shown = known.slice(0, 5).map((entry) => (entry === '' ? "''" : entry));
  const list = shown.length === 0 ? 'has no values' : `knows ${shown.join(', ')}${known.length > 5 ? ' and more' : ''}`;
  return {
    code: 'VALUE_NOT_MAPPED',
    field,
    message: `${field}: the value map ${list}, but not ${named}. Add it to values in the mapping, or correct the value in the source.`,
  };
}

function whyNot(value: string, to: FieldType): string {
  if (to.kind === 'date' && value.length > 10 && value.charAt(10) === 'T')
    return 'has a time of day, which a date would lose';
  if (to.kind === 'dateTime' && value.endsWith('Z')) {
    return `has more than the ${to.fractionDigits} digits of a second that the field keeps`;
  }
  return `is not ${kindInWords(to)}`;
}
