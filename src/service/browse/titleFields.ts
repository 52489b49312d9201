import type { TableDescription, TableSpec } from '../../core/model/schema';
import { findField } from '../../core/model/schema';

/** Which fields tell a record apart for people. */
export interface TitleFields {
  /** Undefined where the key is the id and says nothing to people. */
  readonly key: string | undefined;
  /** The first text field that looks like a name; undefined where none does. */
  readonly name: string | undefined;
}

/**
 * Chooses a table's title fields: its key, and the likeliest name. Of two that are called alike, one that the mapping transfers
 * is likelier than one it leaves out; prefixes of publishers (`cdm_name`) do not matter.
 */
export function titleFields(
  table: TableDescription,
  { id, key }: TableSpec,
  mapped: readonly (string | undefined)[],
): TitleFields {
  const candidates = table.fields.filter(({ name, type }) => type.kind === 'text' && name !== key && name !== id);
  const names = candidates.map((field) => field.name);
  const mappedFirst = [...names.filter((each) => mapped.includes(each)), ...names];
  const [name] = nameWords.flatMap((word) => mappedFirst.filter((each) => wordsOf(each).includes(word)));
  const isSpeaking = key !== id || findField(table, id)?.type.kind !== 'guid';
  return { key: isSpeaking ? key : undefined, name };
}

/** A record's title; null where neither field has a value. */
export function titleOf(key: string | null | undefined, name: string | null | undefined): string | null {
  if (!key || !name || key === name) return key || name || null;
  return `${key} ${name}`;
}

/** The likeliest first. */
const nameWords = ['name', 'fullname', 'displayname', 'title', 'subject', 'description', 'lastname', 'companyname'];

/** A field's name as one word without spaces and capitals, and without a publisher's prefix. */
function wordsOf(name: string): readonly string[] {
  const lower = name.toLowerCase();
  const plain = lower.replace(/[^a-z0-9]/g, '');
  return [plain, lower.replace(/^[a-z0-9]+_/, '').replace(/[^a-z0-9]/g, '')];
}
