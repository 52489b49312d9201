import type { FieldType, OptionMember, Value } from '../model/value';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import { err, ok } from '../result';
import { canonicalDecimal } from './decimalText';
import { dateOfMidnight, midnightOf } from './dateTimeText';
import { checkLimits } from './checkLimits';
import { normaliseValue } from './normaliseValue';
import { notConvertible } from './transferFailures';
import { readOption } from './parseValue';

/**
 * Converts values of one field's type to another's, exactly or not at all (DESIGN 5.6). Made once per pair of fields and called
 * for every record.
 *
 * - A blank stays as it is for text; every other kind gets null.
 * - Booleans are 1 and 0 as numbers and options, `true` and `false` as text. A dateTime becomes a date only at midnight UTC.
 * - Options become text and numbers by their stored value, which no translation of names changes. Two options fit by stored
 *   value where the destination has every value of the source, otherwise by the members' names.
 * - A source may hand on a stored value that is none of its type (model/value is a promise that files do not always keep);
 *   it fails like any other value that does not fit.
 */
export function makeConverter(
  from: FieldType,
  to: FieldType,
  toFieldName: string,
): (value: Value) => Result<Value, RecordFailure> {
  const reshape = reshaper(from, to);
  const check = checkLimits(to, toFieldName);
  if (to.kind === 'text') {
    return (value) => {
      if (value === null || value === '') return ok(value);
      return check(reshape(value) ?? value);
    };
  }
  return (value) => {
    if (value === null || value === '') return blank;
    const reshaped = reshape(value);
    return reshaped === undefined ? err(notConvertible(value, to, toFieldName)) : check(reshaped);
  };
}

const blank = ok(null);

/** Puts a non-blank value into the destination kind's canonical form; undefined where it has none there. */
type Reshape = (value: string) => string | undefined;

const asItIs: Reshape = (value) => value;
const never: Reshape = () => undefined;

function reshaper(from: FieldType, to: FieldType): Reshape {
  switch (to.kind) {
    case 'text':
      return asItIs;
    case 'integer':
    case 'decimal':
      return numberReshaper(from);
    case 'boolean':
      return booleanReshaper(from, to);
    case 'date':
      if (from.kind === 'dateTime') return (value) => dateOf(normalised(value, from));
      return from.kind === 'date' || from.kind === 'text' ? (value) => normalised(value, to) : never;
    case 'dateTime':
      if (from.kind === 'date') return (value) => instantOf(normalised(value, from));
      return from.kind === 'dateTime' || from.kind === 'text' ? (value) => normalised(value, to) : never;
    case 'guid':
      return from.kind === 'guid' || from.kind === 'text' ? (value) => normalised(value, to) : never;
    case 'option':
      return optionReshaper(from, to.members);
  }
}

function numberReshaper(from: FieldType): Reshape {
  switch (from.kind) {
    case 'text':
    case 'integer':
    case 'decimal':
    case 'option':
      return canonicalDecimal;
    case 'boolean':
      return digitOfBoolean;
    case 'date':
    case 'dateTime':
    case 'guid':
      return never;
  }
}

function booleanReshaper(from: FieldType, to: FieldType): Reshape {
  switch (from.kind) {
    case 'text':
    case 'boolean':
      return (value) => normalised(value, to);
    case 'integer':
    case 'decimal':
    case 'option':
      return (value) => (value === '1' ? 'true' : value === '0' ? 'false' : undefined);
    case 'date':
    case 'dateTime':
    case 'guid':
      return never;
  }
}

function optionReshaper(from: FieldType, members: readonly OptionMember[]): Reshape {
  switch (from.kind) {
    case 'text':
      return (value) => readOption(value, members) ?? undefined;
    case 'integer':
      return canonicalDecimal;
    case 'decimal':
      return (value) => (value.includes('.') ? undefined : canonicalDecimal(value));
    case 'boolean':
      return digitOfBoolean;
    case 'option':
      return optionByMember(from.members, members);
    case 'date':
    case 'dateTime':
    case 'guid':
      return never;
  }
}

function optionByMember(from: readonly OptionMember[], to: readonly OptionMember[]): Reshape {
  const values = new Set(to.map((member) => member.value));
  if (to.length === 0 || from.every((member) => values.has(member.value))) return asItIs;
  const valuesByName = new Map<string, string>();
  for (const member of to) {
    const name = plainName(member);
    if (!valuesByName.has(name)) valuesByName.set(name, member.value);
  }
  const translated = new Map(from.map((member) => [member.value, valuesByName.get(plainName(member))]));
  return (value) => translated.get(value);
}

function plainName(member: OptionMember): string {
  return member.name.trim().toLowerCase();
}

function digitOfBoolean(value: string): string | undefined {
  return value === 'true' ? '1' : value === 'false' ? '0' : undefined;
}

function normalised(value: string, type: FieldType): string | undefined {
  return normaliseValue(value, type) ?? undefined;
}

function dateOf(instant: string | undefined): string | undefined {
  return instant === undefined ? undefined : dateOfMidnight(instant);
}

function instantOf(date: string | undefined): string | undefined {
  return date === undefined ? undefined : midnightOf(date);
}
