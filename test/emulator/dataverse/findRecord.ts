import { columnOf } from '../data/tableDefinition';
import { guidPattern, plainNumber } from '../data/storedValue';
import { DataverseError } from './dataverseError';
import type { KeyPredicate } from '../odata/resourcePath';
import type { StoredValue } from '../data/storedValue';
import type { TableDefinition } from '../data/tableDefinition';
import type { Organization } from './organization';

/**
 * The record that a key names: its id, or an alternate key's columns. Undefined where there is none; throws where the key is
 * none of the table's. Page: use-alternate-key-reference-record.
 */
export function findId(organization: Organization, table: TableDefinition, key: KeyPredicate): string | undefined {
  const rows = organization.data.rows(table.name);
  const id = idIn(table, key);
  if (id !== undefined) return rows.get(id) ? id : undefined;
  const values = alternateKeyValues(table, key);
  return rows.byKey([...values.keys()], [...values.values()]);
}

/** The id where the key names the record by it; undefined for an alternate key. */
export function idIn(table: TableDefinition, key: KeyPredicate): string | undefined {
  const given = key.kind === 'single' ? key.value : key.parts.size === 1 ? key.parts.get(table.id) : undefined;
  if (given === undefined) return undefined;
  const bare = given.replace(/^\{|\}$/g, '');
  if (guidPattern.test(bare)) return bare.toLowerCase();
  throw new DataverseError(400, '0x80060888', `Bad Request - Error in query syntax: '${given}' is not a GUID.`);
}

/** The values of an alternate key, in the key's own order. Lookups are named `_x_value`. */
export function alternateKeyValues(table: TableDefinition, key: KeyPredicate): ReadonlyMap<string, StoredValue> {
  const parts = key.kind === 'named' ? key.parts : new Map<string, string>();
  const given = new Map([...parts].map(([name, value]) => [/^_(.+)_value$/.exec(name)?.[1] ?? name, value]));
  const found = (table.keys ?? []).find(
    ({ columns }) => columns.length === given.size && columns.every((column) => given.has(column)),
  );
  if (!found) {
    throw new DataverseError(
      400,
      '0x80060891',
      `A record with the specified key values does not exist in ${table.name} entity, or the keys ${[...given.keys()].join(', ')} are not defined for it.`,
    );
  }
  return new Map(found.columns.map((column) => [column, keyValue(table, column, given.get(column) ?? '')]));
}

function keyValue(table: TableDefinition, name: string, text: string): StoredValue {
  const kind = columnOf(table, name)?.type.kind;
  if (kind === 'guid' || kind === 'lookup') return text.toLowerCase();
  return kind === 'text' ? text : (plainNumber(text) ?? text);
}
