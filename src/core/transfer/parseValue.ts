import type { FieldType, OptionMember, Value } from '../model/value';
import type { Result } from '../result';
import { err, ok } from '../result';
import { excerpt } from './excerpt';
import { normaliseValue } from './normaliseValue';

/** Why a written value cannot be read: a sentence that ends with how to write it. */
export interface ValueProblem {
  readonly message: string;
}

/**
 * Reads a value that a person wrote (in a filter, a constant, a value map, `onCreate`) into canonical form. Options take the
 * stored value or a member's name, whatever its case. Blank is empty text for text and null for every other kind, except an
 * option that has a member with a blank name, as in Business Central: blank is that member. Limits (length, range) do not
 * apply: a filter may well compare with what the field cannot hold.
 */
export function parseValue(text: string, type: FieldType): Result<Value, ValueProblem> {
  const value = type.kind === 'option' ? readOption(text, type.members) : normaliseValue(text, type);
  if (value !== undefined) return ok(value);
  return err({ message: `${excerpt(text)} is not ${kindInWords(type)}. ${howToWrite(type)}` });
}

/** The stored value of the member that a text means; undefined where no member does. A stored value goes before a name. */
export function readOption(text: string, members: readonly OptionMember[]): Value | undefined {
  const blank = text.trim() === '';
  if (members.length === 0) return blank ? null : (normaliseValue(text, { kind: 'option', members }) ?? undefined);
  const stored = normaliseValue(text, { kind: 'option', members });
  const name = text.trim().toLowerCase();
  const member =
    members.find((candidate) => candidate.value === stored) ??
    members.find((candidate) => candidate.name.trim().toLowerCase() === name);
  if (member) return member.value === '' ? null : member.value;
  return blank ? null : undefined;
}

/** What a value of the type is called in a sentence, with its article. */
export function kindInWords(type: FieldType): string {
  switch (type.kind) {
    case 'text':
      return 'a text';
    case 'integer':
      return 'an integer';
    case 'decimal':
      return 'a decimal';
    case 'boolean':
      return 'a boolean';
    case 'date':
      return 'a date';
    case 'dateTime':
      return 'a date and time';
    case 'guid':
      return 'a GUID';
    case 'option':
      return 'one of the options';
  }
}

function howToWrite(type: FieldType): string {
  switch (type.kind) {
    case 'text':
      return 'Write any text.';
    case 'integer':
      return 'Write digits only, such as 42.';
    case 'decimal':
      return 'Write digits with a point, such as 12.5.';
    case 'boolean':
      return 'Write true or false.';
    case 'date':
      return 'Write it as 2026-01-31.';
    case 'dateTime':
      return 'Write it as 2026-01-31T08:30:00Z.';
    case 'guid':
      return 'Write it as 00000000-0000-0000-0000-000000000000.';
    case 'option':
      return `Write one of ${type.members.slice(0, 5).map(memberInWords).join(', ')}.`;
  }
}

function memberInWords(member: OptionMember): string {
  return member.name.trim() === '' ? member.value : `${member.value} (${member.name})`;
}
