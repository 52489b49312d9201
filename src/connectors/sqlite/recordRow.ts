import type { BoundTable } from './boundTable';
import type { SqliteColumn } from './sqliteTable';
import type { StoredValue } from '../../files/sqlEngine';
import type { RecordId, TableRecord } from '../../core/model/record';
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

/** The select list for records whose ids are known: the columns, then the stamp. */
export function selectListOfKnown(bound: BoundTable, columns: readonly SqliteColumn[]): string {
  return [...columns, bound.modifiedOn].map((column) => quoted(column.name)).join(', ');
}

/** Makes a record of a row of that list. */
export function recordOfKnown(
  bound: BoundTable,
  columns: readonly SqliteColumn[],
  id: RecordId,
  row: StoredValue[],
): TableRecord {
  const modifiedOn = bound.stamps.decode(row.pop() ?? null);
  return { id, modifiedOn, values: decodeValues(columns, row) };
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
  return { id, modifiedOn, values: decodeValues(columns, row) };
}

/** Decodes in place: the row becomes the record's values. */
function decodeValues(columns: readonly SqliteColumn[], row: StoredValue[]): Value[] {
  for (let index = 0; index < columns.length; index++) {
    const stored = row[index];
    if (stored === null || stored === undefined) continue;
    const column = columns[index] as SqliteColumn;
    // Most values are texts in text columns, and those are canonical as they stand.
    if (typeof stored !== 'string' || column.type.kind !== 'text') row[index] = column.codec.decode(stored);
  }
  return row as Value[];
}
