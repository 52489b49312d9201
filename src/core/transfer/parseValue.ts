import type { FieldType, Value } from '../model/value';
import type { Result } from '../result';
import { err, ok } from '../result';
import { normaliseValue } from './normaliseValue';

/** Reads a value that a person wrote, in a filter, a constant or a value map, into canonical form. Blank is null or ''. */
export function parseValue(text: string, type: FieldType): Result<Value, { readonly message: string }> {
  if (text === '') return ok(type.kind === 'text' ? '' : null);
  const value = normaliseValue(text, type);
  if (value !== undefined) return ok(value);
  return err({ message: `'${text}' is no ${kindNames[type.kind]}${optionHint(type)}.` });
}

/** What people call each kind. */
export const kindNames = {
  text: 'text',
  integer: 'whole number',
  decimal: 'number',
  boolean: 'yes or no',
  date: 'date (YYYY-MM-DD)',
  dateTime: 'date and time (ISO 8601)',
  guid: 'GUID',
  option: 'option of this field',
} as const satisfies Record<FieldType['kind'], string>;

function optionHint(type: FieldType): string {
  if (type.kind !== 'option') return '';
  const known = type.members.slice(0, 5).map((member) => `${member.value} (${member.name})`);
  return `; it has ${known.join(', ')}${type.members.length > 5 ? ', …' : ''}`;
}
