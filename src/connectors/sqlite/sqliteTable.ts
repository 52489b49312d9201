import type { FieldType } from '../../core/model/value';
import type { Affinity } from './declaredType';
import type { StoredValue } from '../../files/sqlEngine';
import type { SqlDatabase } from '../../files/sqlDatabase';
import { columnCodec, type ColumnCodec } from './columnCodec';
import { declaredType } from './declaredType';

/** A table or view as the connector works with it. */
export interface SqliteTable {
  readonly name: string;
  /** Views are read, never written. */
  readonly isView: boolean;
  /** In the table's own order. */
  readonly columns: ReadonlyMap<string, SqliteColumn>;
  readonly hasTriggers: boolean;
  /** The only column of the primary key, where it has one column. */
  readonly primaryKey: string | undefined;
}

export interface SqliteColumn {
  readonly name: string;
  /** As written in the table's definition; empty where nothing is. */
  readonly declared: string;
  readonly affinity: Affinity;
  readonly type: FieldType;
  readonly codec: ColumnCodec;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  /** SQL that stands in for a null, where the column refuses null and its default is safe to repeat. */
  readonly standIn: string | undefined;
  /** Generated, binary, or of a view. */
  readonly readOnly: boolean;
  readonly unique: boolean;
  /** A plain text or number comparison with this column can be looked up. */
  readonly indexed: boolean;
  /** Another name for SQLite's row number: always an integer, never null. */
  readonly isRowId: boolean;
  readonly references: { readonly table: string; readonly field: string } | undefined;
}

/** Reads all tables and views of the main database. Leaves out SQLite's own, virtual and shadow tables, and broken views. */
export function readTables(db: SqlDatabase): ReadonlyMap<string, SqliteTable> {
  const tables = new Map<string, SqliteTable>();
  const listed = db.prepare(
    `SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view') ORDER BY name`,
  );
  for (const [name, kind, withoutRowId] of listed.all([])) {
    if (text(name).toLowerCase().startsWith('sqlite_')) continue;
    const table = readTable(db, text(name), kind === 'view', withoutRowId === 1);
    if (table) tables.set(table.name, table);
  }
  return tables;
}

function readTable(db: SqlDatabase, name: string, isView: boolean, withoutRowId: boolean): SqliteTable | undefined {
  let columns: readonly ColumnRow[];
  try {
    columns = readColumns(db, name);
  } catch (error) {
    // A view over a table that is gone is the user's business, as long as no mapping names it.
    if (isView) return undefined;
    throw error;
  }
  const keys = columns.filter((column) => column.keyPosition > 0);
  const primaryKey = keys.length === 1 ? keys[0]?.name : undefined;
  const { unique, indexed } = readIndexes(db, name);
  const references = readReferences(db, name);
  return {
    name,
    isView,
    primaryKey,
    hasTriggers: hasTriggers(db, name),
    columns: new Map(
      columns.map((column) => {
        const isKey = column.name === primaryKey;
        const isRowId = isKey && !withoutRowId && column.declared.toUpperCase() === 'INTEGER';
        const { type, affinity, binary } = declaredType(column.declared);
        return [
          column.name,
          {
            name: column.name,
            declared: column.declared,
            affinity,
            type,
            codec: columnCodec(type, affinity),
            notNull: column.notNull || isRowId,
            hasDefault: column.defaultSql !== null || isRowId,
            standIn: column.notNull ? standIn(column.defaultSql) : undefined,
            readOnly: isView || column.generated || binary,
            unique: isKey || unique.has(column.name),
            indexed: isRowId || indexed.has(column.name),
            isRowId,
            references: references.get(column.name),
          } satisfies SqliteColumn,
        ] as const;
      }),
    ),
  };
}

interface ColumnRow {
  readonly name: string;
  readonly declared: string;
  readonly notNull: boolean;
  readonly defaultSql: string | null;
  readonly keyPosition: number;
  readonly generated: boolean;
}

function readColumns(db: SqlDatabase, table: string): readonly ColumnRow[] {
  const rows = db
    .prepare('SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)')
    .all([table]);
  return rows.map(([name, declared, notNull, defaultSql, keyPosition, hidden]) => ({
    name: text(name),
    declared: text(declared ?? ''),
    notNull: notNull === 1,
    defaultSql: defaultSql === null || defaultSql === undefined ? null : text(defaultSql),
    keyPosition: Number(keyPosition),
    generated: hidden !== 0,
  }));
}

function readIndexes(db: SqlDatabase, table: string): { unique: Set<string>; indexed: Set<string> } {
  const unique = new Set<string>();
  const indexed = new Set<string>();
  const indexes = db.prepare('SELECT name, "unique" FROM pragma_index_list(?) WHERE partial = 0').all([table]);
  for (const [index, isUnique] of indexes) {
    const terms = db
      .prepare('SELECT name, coll FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno')
      .all([index ?? null]);
    const [column, collation] = terms[0] ?? [];
    // An expression has no column name.
    if (typeof column !== 'string') continue;
    if (isUnique === 1 && terms.length === 1) unique.add(column);
    if (collation === 'BINARY') indexed.add(column);
  }
  return { unique, indexed };
}

function readReferences(db: SqlDatabase, table: string): Map<string, { table: string; field: string }> {
  const found = new Map<string, { table: string; field: string }>();
  const rows = db
    .prepare('SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq')
    .all([table]);
  for (const [id, target, from, to] of rows) {
    if (rows.filter((row) => row[0] === id).length > 1) continue;
    const field = to ?? soleKey(db, text(target));
    if (field !== undefined) found.set(text(from), { table: text(target), field: text(field) });
  }
  return found;
}

function soleKey(db: SqlDatabase, table: string): StoredValue | undefined {
  const keys = db.prepare('SELECT name FROM pragma_table_xinfo(?) WHERE pk > 0').all([table]);
  return keys.length === 1 ? keys[0]?.[0] : undefined;
}

function hasTriggers(db: SqlDatabase, table: string): boolean {
  const sql = `SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE LIMIT 1`;
  return db.prepare(sql).first([table]) !== undefined;
}

// Only what is clearly a literal or an expression: a bare or double-quoted word would become a column's name.
function standIn(defaultSql: string | null): string | undefined {
  if (defaultSql === null) return undefined;
  return /^([-+]?[\d.]|'|CURRENT_|TRUE$|FALSE$)|\(/i.test(defaultSql) ? `(${defaultSql})` : undefined;
}

/** A name as SQL wants it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function text(value: StoredValue | undefined): string {
  return typeof value === 'string' ? value : String(value);
}
