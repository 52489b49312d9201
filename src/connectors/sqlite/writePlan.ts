import type { BoundTable } from './boundTable';
import type { RecordFailure } from '../../core/model/failure';
import type { RecordId } from '../../core/model/record';
import type { SqliteColumn } from './sqliteTable';
import type { StoredValue } from '../../files/sqlEngine';
import type { Value } from '../../core/model/value';
import { must } from '../../core/assert';
import { quoted } from './sqliteTable';
import { refusedValue } from './refusedValue';

/** Everything about writing one list of fields that is the same for each record. */
export interface WritePlan {
  /** Why no record can be written with these fields. */
  readonly refusal: RecordFailure | undefined;
  /** Where the id stands among the fields; -1 where it does not. */
  readonly idAt: number;
  /** The columns to be set, and where their values stand among the fields. The id column is not among them. */
  readonly columns: readonly SqliteColumn[];
  readonly positions: readonly number[];
  /** Parameters: id, stamp, values. */
  readonly insertSql: string;
  /** So many records in one statement, with the same parameters for each; undefined where each has to go alone. */
  readonly block: { readonly rows: number; readonly sql: string; readonly parametersEach: number } | undefined;
  /** Parameters: stamp, values, id. */
  readonly updateSql: string;
  /** Parameters: stamp, values, id, the stamp that the row must still have. */
  readonly updateExpectedSql: string;
  /** Where the values to be read back come from without reading; undefined where the row must be read again. */
  readonly inserted: readonly ValueSource[] | undefined;
  readonly modified: readonly ValueSource[] | undefined;
}

/** The parameter with this number after those before the values, the id, or null. */
export type ValueSource = number | 'id' | 'null';

export function writePlan(bound: BoundTable, fields: readonly string[], readBack: readonly SqliteColumn[]): WritePlan {
  const all = fields.map((field) => must(bound.table.columns.get(field), `column ${field}`));
  const positions = all.flatMap((column, index) => (column === bound.id ? [] : [index]));
  const columns = positions.map((index) => must(all[index], 'column'));
  const table = quoted(bound.table.name);
  const stamp = quoted(bound.modifiedOn.name);
  const names = columns.map((column) => quoted(column.name));
  const settings = columns.map((column, index) => `, ${quoted(column.name)} = ${parameter(column, index + 2)}`);
  const idParameter = columns.length + 2;
  // OR ABORT: a constraint declared ON CONFLICT REPLACE would delete other records to make room.
  const insertInto = `INSERT OR ABORT INTO ${table} (${[quoted(bound.id.name), stamp, ...names].join(', ')}) VALUES`;
  const rowFrom = (first: number) =>
    `(?${first}, ?${first + 1}${columns.map((column, index) => `, ${parameter(column, first + 2 + index)}`).join('')})`;
  const inserted = valueSources(bound, columns, readBack, 'insert');
  const parametersEach = columns.length + 2;
  const rows = Math.min(rowsAtOnce, Math.floor(mostParameters / parametersEach));
  const updateSql = `UPDATE OR ABORT ${table} SET ${stamp} = ?1${settings.join('')} WHERE ${bound.idEquals(idParameter)}`;
  return {
    refusal: refusal(bound, columns),
    idAt: all.indexOf(bound.id),
    columns,
    positions,
    insertSql: `${insertInto} ${rowFrom(1)}`,
    block: inserted && {
      rows,
      sql: `${insertInto} ${Array.from({ length: rows }, (_, row) => rowFrom(1 + row * parametersEach)).join(', ')}`,
      parametersEach,
    },
    updateSql,
    updateExpectedSql: `${updateSql} AND ${stamp} IS ?${idParameter + 1}`,
    inserted,
    modified: valueSources(bound, columns, readBack, 'modify'),
  };
}

/** Beyond this, more rows a statement gain nothing. */
const rowsAtOnce = 100;
/** SQLite takes 32,766 (sqlite.org/limits.html, maximum number of host parameters). */
const mostParameters = 32_000;

/** Appends the values to the parameters, or says which value the table cannot keep. */
export function encodeWrite(
  plan: WritePlan,
  values: readonly Value[],
  parameters: StoredValue[],
): RecordFailure | undefined {
  const { columns, positions } = plan;
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index] as SqliteColumn;
    const value = values[positions[index] as number] ?? null;
    if (value === null || value === '') {
      // Only text has an empty value; elsewhere blank is null.
      parameters.push(value !== null && column.type.kind === 'text' ? value : null);
      continue;
    }
    const encoded = column.codec.encode(value);
    if (encoded === undefined) return refusedValue(column, value);
    parameters.push(encoded);
  }
  return undefined;
}

/** The values read back, taken from what was bound; undefined where a null may have become something else. */
export function writtenValues(
  sources: readonly ValueSource[],
  columns: readonly SqliteColumn[],
  parameters: readonly StoredValue[],
  from: number,
  id: RecordId,
): readonly Value[] | undefined {
  const values: Value[] = [];
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index];
    const column = columns[index] as SqliteColumn;
    if (typeof source !== 'number') {
      values.push(source === 'id' ? id : null);
      continue;
    }
    const bound = parameters[from + source] ?? null;
    if (bound === null && column.standIn !== undefined) return undefined;
    values.push(column.codec.decode(bound));
  }
  return values;
}

function parameter(column: SqliteColumn, number: number): string {
  return column.standIn === undefined ? `?${number}` : `coalesce(?${number}, ${column.standIn})`;
}

function valueSources(
  { table, id }: BoundTable,
  columns: readonly SqliteColumn[],
  readBack: readonly SqliteColumn[],
  kind: 'insert' | 'modify',
): readonly ValueSource[] | undefined {
  if (table.hasTriggers) return undefined;
  const sources: ValueSource[] = [];
  for (const column of readBack) {
    const index = columns.indexOf(column);
    if (index >= 0) sources.push(index);
    else if (column === id) sources.push('id');
    else if (kind === 'insert' && !column.hasDefault && !column.readOnly) sources.push('null');
    else return undefined;
  }
  return sources;
}

function refusal({ table, id, modifiedOn }: BoundTable, columns: readonly SqliteColumn[]): RecordFailure | undefined {
  if (table.isView) return refused(`${table.name} is a view and cannot be written. Map the table behind it.`);
  const readOnly = [id, modifiedOn, ...columns].find((column) => column.readOnly);
  if (readOnly) {
    const message = `${readOnly.name} of ${table.name} cannot be written: it is computed, or holds bytes. Take the field out of the mapping.`;
    return refused(message, readOnly.name);
  }
  if (columns.includes(modifiedOn)) {
    const message = `${modifiedOn.name} of ${table.name} is set by Tandem on every write. Take the field out of the mapping.`;
    return refused(message, modifiedOn.name);
  }
  return undefined;
}

function refused(message: string, field?: string): RecordFailure {
  return { code: 'WRITE_REFUSED', message, ...(field === undefined ? {} : { field }) };
}
