import type { FieldDescription, TableDescription } from '../../core/model/schema';
import { findField } from '../../core/model/schema';
import type { FieldType, OptionMember } from '../../core/model/value';

/** A type in a few words, as it stands beside a name: `text(100)`, `decimal(18, 2)`, `option`. */
export function typeWords(type: FieldType): string {
  switch (type.kind) {
    case 'text':
      return type.maxLength === undefined ? 'text' : `text(${type.maxLength})`;
    case 'decimal': {
      if (type.precision === undefined) return type.scale === undefined ? 'decimal' : `decimal(*, ${type.scale})`;
      return `decimal(${[type.precision, ...(type.scale === undefined ? [] : [type.scale])].join(', ')})`;
    }
    case 'integer':
    case 'boolean':
    case 'date':
    case 'guid':
    case 'option':
      return type.kind;
    case 'dateTime':
      return 'date and time';
  }
}

/** What a schema says of a field, one word or phrase each, the type first: `text(100)`, `required`. */
export function fieldFacts(field: FieldDescription): readonly string[] {
  return [
    typeWords(field.type),
    ...(field.required ? ['required'] : []),
    ...(field.readOnly ? ['read-only'] : []),
    ...(field.unique ? ['unique'] : []),
    ...(field.references ? [`refers to ${field.references.table}`] : []),
  ];
}

/** A field in one line: `text(100), required · Account Name`. */
export function fieldDetail(field: FieldDescription): string {
  const facts = fieldFacts(field).join(', ');
  return field.caption === undefined || field.caption === field.name ? facts : `${facts} · ${field.caption}`;
}

/** `0 (Active)`; a member without a name is its value alone. */
export function memberWords({ value, name }: OptionMember): string {
  return name.trim() === '' || name === value ? value : `${value} (${name})`;
}

/** The options of a field; none where it is of another type, or they are not known. */
export function optionsOf(table: TableDescription | undefined, field: string | undefined): readonly OptionMember[] {
  const type = table && field !== undefined ? findField(table, field)?.type : undefined;
  return type?.kind === 'option' ? type.members : [];
}

/** The name of the member that stores a value; undefined where none does, or where it has no name. */
export function memberNameOf(members: readonly OptionMember[], value: string | null | undefined): string | undefined {
  const name = members.find((member) => member.value === (value ?? undefined))?.name.trim();
  return name === '' ? undefined : name;
}
