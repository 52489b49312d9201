import type { BoundTable } from './boundTable';
import type { SqliteColumn } from './sqliteTable';
import type { StoredValue } from './sqliteDatabase';
import type { TableRecord } from '../../core/model/record';
import type { Value } from '../../core/model/value';
import { quoted } from './sqliteTable';

/** The select list whose rows `recordFromRow` understands: the columns, then the id unless it is among them, then the stamp. */
export function selectList(bound: BoundTable, columns: readonly SqliteColumn[]): string {
  const id = columns.includes(bound.id) ? [] : [bound.id];
  return [...columns, ...id, bound.modifiedOn].map((column) => quoted(column.name)).join(', ');
}

/** Where id and stamp stand in such a list. */
export function selectPositions(
  bound: BoundTable,
  columns: readonly SqliteColumn[],
): { readonly id: number; readonly modifiedOn: number } {
  const among = columns.indexOf(bound.id);
  return among < 0 ? { id: columns.length, modifiedOn: columns.length + 1 } : { id: among, modifiedOn: columns.length };
}

/** Makes a record of a row, using the row's own array for the values; undefined for a row without an id. */
export function recordFromRow(
  bound: BoundTable,
  columns: readonly SqliteColumn[],
  row: StoredValue[],
): TableRecord | undefined {
  const modifiedOn = bound.stamps.decode(row.pop() ?? null);
  const idAt = row.length > columns.length ? -1 : columns.indexOf(bound.id);
  const id = bound.id.codec.decode((idAt < 0 ? row.pop() : row[idAt]) ?? null);
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
