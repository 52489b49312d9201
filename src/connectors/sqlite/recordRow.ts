import type { BoundTable } from './boundTable';
import type { SqliteColumn } from './sqliteTable';
import type { StoredValue } from './sqliteDatabase';
import type { TableRecord } from '../../core/model/record';
import type { Value } from '../../core/model/value';
import { quoted } from './sqliteTable';

/** The select list whose rows `recordFromRow` understands: the columns, then id and stamp. */
export function selectList(bound: BoundTable, columns: readonly SqliteColumn[]): string {
  return [...columns, bound.id, bound.modifiedOn].map((column) => quoted(column.name)).join(', ');
}

/** Makes a record of a row, using the row's own array for the values; undefined for a row without an id. */
export function recordFromRow(
  bound: BoundTable,
  columns: readonly SqliteColumn[],
  row: StoredValue[],
): TableRecord | undefined {
  const modifiedOn = bound.stamps.decode(row.pop() ?? null);
  const id = bound.id.codec.decode(row.pop() ?? null);
  if (id === null) return undefined;
  for (let index = 0; index < columns.length; index++) {
    const stored = row[index];
    if (stored === null || stored === undefined) continue;
    const column = columns[index] as SqliteColumn;
    // Most values are texts in text columns, and those are canonical as they stand.
    if (typeof stored !== 'string' || column.type.kind !== 'text') row[index] = column.codec.decode(stored);
  }
  return { id, modifiedOn, values: row as Value[] };
}
