import type { Clock } from '../../core/ports/clock';
import type { ConnectorError } from '../../core/ports/connector';
import type { Ids } from '../../core/ports/ids';
import type { Result } from '../../core/result';
import type { SqliteColumn, SqliteTable } from './sqliteTable';
import type { SqlDatabase } from '../../files/sqlDatabase';
import type { TableSpec } from '../../core/model/schema';
import { boundTable, type BoundTable } from './boundTable';
import { err, ok } from '../../core/result';

/** What the operations on one open file share. */
export interface SqliteSession {
  readonly db: SqlDatabase;
  /** The file as the user wrote it, for messages. */
  readonly displayName: string;
  readonly tables: ReadonlyMap<string, SqliteTable>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Prepared once per table and the fields it is used with; see `bindTable`. */
  readonly bound: Map<string, BoundTable>;
  /** The last number that `newIds` gave, per table. */
  readonly handedOut: Map<string, bigint>;
  /** Something was written since the file was last saved. */
  dirty: boolean;
}

/** The table with its id and modified-on columns, or why it cannot be used. */
export function bindTable(session: SqliteSession, spec: TableSpec): Result<BoundTable, ConnectorError> {
  const key = JSON.stringify([spec.name, spec.id, spec.modifiedOn]);
  const known = session.bound.get(key);
  if (known) return ok(known);
  const table = session.tables.get(spec.name);
  if (!table) return err(tableNotFound(session, spec.name));
  const columns = findColumns(session, table, [spec.id, spec.modifiedOn]);
  if (!columns.ok) return columns;
  const [id, modifiedOn] = columns.value as readonly [SqliteColumn, SqliteColumn];
  const bound = boundTable(session.db, table, id, modifiedOn);
  session.bound.set(key, bound);
  return ok(bound);
}

/** The columns with these names, in this order, or the first that does not exist. */
export function findColumns(
  session: SqliteSession,
  table: SqliteTable,
  names: readonly string[],
): Result<readonly SqliteColumn[], ConnectorError> {
  const found: SqliteColumn[] = [];
  for (const name of names) {
    const column = table.columns.get(name);
    if (!column) return err(fieldNotFound(session, table.name, name));
    found.push(column);
  }
  return ok(found);
}

/** What an operation answers that was asked to stop before it began. */
export function cancelled({ displayName }: SqliteSession): Result<never, ConnectorError> {
  return err({ code: 'CANCELLED', message: `Work on ${displayName} was cancelled. Run it again.` });
}

function tableNotFound(session: SqliteSession, table: string): ConnectorError {
  return {
    code: 'TABLE_NOT_FOUND',
    message: `${session.displayName} has no table ${table}. Correct the table's name in the mapping, or refresh the schema.`,
  };
}

function fieldNotFound(session: SqliteSession, table: string, field: string): ConnectorError {
  return {
    code: 'FIELD_NOT_FOUND',
    message: `Table ${table} in ${session.displayName} has no column ${field}. Correct the field's name in the mapping, or refresh the schema.`,
  };
}
