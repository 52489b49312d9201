import type { BoundTable } from './boundTable';
import type { RecordId } from '../../core/model/record';
import type { SqliteSession } from './sqliteSession';
import { quoted } from './sqliteTable';

/**
 * Ids for records to come: consecutive numbers where the id column holds numbers, otherwise lower-case GUIDs (DESIGN 2). Numbers
 * go on after the largest id in the table, the largest that SQLite itself ever gave there, and those handed out before.
 * Undefined where the largest possible number is taken.
 */
export function newRecordIds(
  session: SqliteSession,
  bound: BoundTable,
  count: number,
): readonly RecordId[] | undefined {
  const { kind } = bound.id.type;
  if (kind !== 'integer' && kind !== 'decimal') return Array.from({ length: count }, () => session.ids.guid());
  const { handedOut } = session;
  const key = bound.table.name;
  const last = largest(handedOut.get(key) ?? 0n, largestStored(session, bound), largestGiven(session, key));
  if (last + BigInt(count) > 2n ** 63n - 1n) return undefined;
  handedOut.set(key, last + BigInt(count));
  return Array.from({ length: count }, (_, index) => String(last + BigInt(index + 1)));
}

function largestStored({ db }: SqliteSession, { table, id }: BoundTable): bigint {
  const name = quoted(id.name);
  const sql = `SELECT CAST(max(${name}) AS INTEGER) FROM ${quoted(table.name)} WHERE typeof(${name}) IN ('integer', 'real')`;
  return number(db.prepare(id.isRowId ? `SELECT max(${name}) FROM ${quoted(table.name)}` : sql).first([])?.[0]);
}

// AUTOINCREMENT promises never to give an id twice, also after its record is gone.
function largestGiven({ db }: SqliteSession, table: string): bigint {
  const exists = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'`).first([]);
  return exists ? number(db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').first([table])?.[0]) : 0n;
}

function number(value: unknown): bigint {
  return typeof value === 'bigint' || typeof value === 'number' ? BigInt(value) : 0n;
}

function largest(...values: readonly bigint[]): bigint {
  return values.reduce((most, value) => (value > most ? value : most), 0n);
}
