import type { BoundTable, DataverseSession } from './dataverseSession';
import type { DataverseColumn } from './dataverseTable';
import type { ExactObject } from '../odata/exactJson';
import type { TableRecord } from '../../core/model/record';
import type { Value } from '../../core/model/value';
import { lookupTable } from './dataverseTable';
import { textOf } from '../odata/exactJson';
import { valueFromJson } from '../odata/jsonValues';

/** The `$select` that reads a record: id and stamp, and each property once. */
export function selectText({ table, modifiedOn, columns }: BoundTable): string {
  return [...new Set([table.idField, modifiedOn.property, ...columns.map((column) => column.property)])].join(',');
}

/** The `Prefer` that brings along what the columns need beside their properties. */
export function annotationPreference({ columns }: Pick<BoundTable, 'columns'>): string | undefined {
  const needed = columns.some((column) => column.annotation !== undefined);
  return needed ? `odata.include-annotations="${lookupTable}"` : undefined;
}

/** Makes a record of an answer's row and remembers its version; undefined for what is no record. */
export function recordFromRow(session: DataverseSession, bound: BoundTable, row: ExactObject): TableRecord | undefined {
  const id = textOf(row, bound.table.idField)?.toLowerCase();
  if (id === undefined) return undefined;
  const modifiedOn = columnValue(row, bound.modifiedOn);
  const etag = textOf(row, '@odata.etag');
  if (etag !== undefined) session.etags.remember(bound.spec.name, id, { etag, modifiedOn });
  return { id, modifiedOn, values: bound.columns.map((column) => columnValue(row, column)) };
}

function columnValue(row: ExactObject, column: DataverseColumn): Value {
  const name = column.annotation === undefined ? column.property : `${column.property}@${column.annotation}`;
  return valueFromJson(row[name], column.field.type);
}
