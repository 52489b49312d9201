import type { RecordId } from '../../core/model/record';
import type { SqliteColumn, SqliteTable } from './sqliteTable';
import type { StoredValue } from '../../files/sqlEngine';
import type { SqlDatabase } from '../../files/sqlDatabase';
import type { StampCodec } from './stampCodec';
import { quoted } from './sqliteTable';
import { stampCodec } from './stampCodec';

/** A table together with the columns that hold its records' ids and stamps. */
export interface BoundTable {
  readonly table: SqliteTable;
  readonly id: SqliteColumn;
  readonly modifiedOn: SqliteColumn;
  readonly stamps: StampCodec;
  /** The condition that picks one record by its stored id, which is the parameter with this number. */
  idEquals(parameter: number): string;
  /**
   * Tries `probe` with each stored form that the id may have, the likeliest first, and returns the first result that is not
   * undefined.
   */
  lookUp<T>(id: RecordId, probe: (stored: StoredValue) => T | undefined): T | undefined;
  /** Whether the stamps' stored order is their order in time. Looked at once; `forget` asks for a new look. */
  stampsInOrder(): boolean;
  /** To be called when something other than the connector's own statements may have changed rows. */
  forget(): void;
}

export function boundTable(
  db: SqlDatabase,
  table: SqliteTable,
  id: SqliteColumn,
  modifiedOn: SqliteColumn,
): BoundTable {
  const stamps = stampCodec(modifiedOn);
  const name = quoted(id.name);
  const from = `FROM ${quoted(table.name)} WHERE`;
  let inOrder: boolean | undefined;
  let unusualIds: ReadonlyMap<RecordId, StoredValue> | undefined;

  // The second comparison keeps a column that ignores case from answering for another record; the first may use its index.
  const idEquals = (parameter: number): string =>
    id.affinity === 'integer'
      ? `${name} = ?${parameter}`
      : `(${name} = ?${parameter} AND ${name} COLLATE BINARY = ?${parameter})`;

  return {
    table,
    id,
    modifiedOn,
    stamps,
    idEquals,
    lookUp(recordId, probe) {
      const usual = recordId === '' ? '' : id.codec.encode(recordId);
      const found = usual === undefined ? undefined : probe(usual);
      if (found !== undefined || (usual !== undefined && isExact(id))) return found;
      unusualIds ??= readUnusualIds(db, table, id);
      const unusual = unusualIds.get(recordId);
      return unusual === undefined ? undefined : probe(unusual);
    },
    stampsInOrder: () =>
      (inOrder ??= db.prepare(`SELECT 1 ${from} ${stamps.irregular} LIMIT 1`).first([]) === undefined),
    forget() {
      inOrder = undefined;
      unusualIds = undefined;
    },
  };
}

// For these, equality in SQL with the encoded id finds every stored form that decodes to it.
function isExact(column: SqliteColumn): boolean {
  const { kind } = column.type;
  return (kind === 'text' || kind === 'integer' || kind === 'decimal') && column.affinity !== 'none';
}

// Ids that are not stored as they would be written: {6F9619FF-…}, or text in a column for numbers. Usually there are none.
function readUnusualIds(db: SqlDatabase, table: SqliteTable, id: SqliteColumn): ReadonlyMap<RecordId, StoredValue> {
  const found = new Map<RecordId, StoredValue>();
  const name = quoted(id.name);
  const where = id.type.kind === 'guid' ? ` WHERE typeof(${name}) <> 'text' OR ${name} GLOB '*[A-Z{]*'` : '';
  for (const [stored = null] of db.prepare(`SELECT ${name} FROM ${quoted(table.name)}${where}`).all([])) {
    const canonical = id.codec.decode(stored);
    if (canonical !== null && id.codec.encode(canonical) !== stored) found.set(canonical, stored);
  }
  return found;
}
