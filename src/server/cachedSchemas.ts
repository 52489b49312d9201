import type { FieldDescription, SystemSchema, TableDescription } from '../core/model/schema';
import type { FieldType, OptionMember } from '../core/model/value';
import type { CachedSchemas } from './analysis';

/**
 * Reads the text of `.tandem/<environment>.schema.json`, which the command line and the editor write. The file lies in a repository, so
 * nothing is taken on trust: tables and fields that are malformed are left out. No schemas where the text is none of ours.
 */
export function readCachedSchemas(environment: string, text: string): CachedSchemas {
  const content = objectFrom(parsed(text));
  const schema = content && content['version'] === 1 ? objectFrom(content['schema']) : undefined;
  if (!schema) return { environment };
  const local = systemFrom(schema['local']);
  const integration = systemFrom(schema['integration']);
  const readAt = textFrom(schema['readAt']);
  const isTime = readAt !== undefined && !Number.isNaN(Date.parse(readAt));
  return {
    environment,
    ...(local && { local }),
    ...(integration && { integration }),
    ...(isTime && (local || integration) && { readAt }),
  };
}

/**
 * The file's name in `.tandem`. Names that can stand in tandem.yaml are file names, but for those that Windows keeps for devices: the
 * store escapes their first letter.
 */
export function schemaCacheFile(environment: string): string {
  const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
  const escaped = (name: string) => `%${name.charCodeAt(0).toString(16).toUpperCase()}${name.slice(1)}`;
  return `.tandem/${environment.replace(device, escaped)}.schema.json`;
}

function systemFrom(value: unknown): SystemSchema | undefined {
  const tables = objectFrom(value)?.['tables'];
  return Array.isArray(tables) ? { tables: tables.flatMap((each) => tableFrom(each) ?? []) } : undefined;
}

function tableFrom(value: unknown): TableDescription | undefined {
  const table = objectFrom(value);
  const name = textFrom(table?.['name']);
  const fields = table?.['fields'];
  if (name === undefined || !Array.isArray(fields)) return undefined;
  const named = (key: 'caption' | 'idField' | 'keyField' | 'modifiedOnField') => {
    const field = textFrom(table?.[key]);
    return field === undefined ? {} : { [key]: field };
  };
  return {
    name,
    ...captionOf(table),
    fields: fields.flatMap((each) => fieldFrom(each) ?? []),
    ...named('caption'),
    ...named('idField'),
    ...named('keyField'),
    ...named('modifiedOnField'),
  };
}

function fieldFrom(value: unknown): FieldDescription | undefined {
  const field = objectFrom(value);
  const name = textFrom(field?.['name']);
  const type = typeFrom(field?.['type']);
  if (!field || name === undefined || !type) return undefined;
  const references = objectFrom(field['references']);
  const [table, referred] = [textFrom(references?.['table']), textFrom(references?.['field'])];
  const { caption, ...others } = field;
  return {
    // What is added to descriptions later is kept: it says more, and nothing that is checked here depends on it.
    ...others,
    ...(typeof caption === 'string' && { caption }),
    name,
    type,
    required: field['required'] === true,
    ...(typeof field['notNull'] === 'boolean' && { notNull: field['notNull'] }),
    readOnly: field['readOnly'] === true,
    unique: field['unique'] === true,
    ...(table !== undefined && referred !== undefined ? { references: { table, field: referred } } : {}),
  };
}

function captionOf(described: Readonly<Record<string, unknown>> | undefined): { readonly caption?: string } {
  const caption = textFrom(described?.['caption']);
  return caption === undefined ? {} : { caption };
}

function typeFrom(value: unknown): FieldType | undefined {
  const type = objectFrom(value);
  const count = (key: string) => {
    const number = type?.[key];
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? { [key]: number } : {};
  };
  const limit = (key: string, whenAbsent: string) => {
    const text = textFrom(type?.[key]);
    return text !== undefined && /^(0|-?[1-9]\d*)$/.test(text) ? text : whenAbsent;
  };
  switch (type?.['kind']) {
    case 'text':
      return { kind: 'text', ...count('maxLength') };
    case 'integer':
      return { kind: 'integer', min: limit('min', '-9223372036854775808'), max: limit('max', '9223372036854775807') };
    case 'decimal':
      return { kind: 'decimal', ...count('precision'), ...count('scale'), ...count('significantDigits') };
    case 'dateTime':
      return { kind: 'dateTime', fractionDigits: 3, ...count('fractionDigits') };
    case 'boolean':
    case 'date':
    case 'guid':
      return { kind: type['kind'] };
    case 'option':
      return { kind: 'option', members: membersFrom(type['members']) };
    default:
      return undefined;
  }
}

function membersFrom(value: unknown): readonly OptionMember[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each): readonly OptionMember[] => {
    const member = objectFrom(each);
    const [stored, name] = [textFrom(member?.['value']), textFrom(member?.['name'])];
    return stored !== undefined && name !== undefined ? [{ value: stored, name }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut short, or being written just now.
    return undefined;
  }
}

function objectFrom(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function textFrom(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
