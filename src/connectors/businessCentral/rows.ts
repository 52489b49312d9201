import type { ExactJson, ExactObject } from '../odata/exactJson';
import type { ServiceField, ServiceTable } from './serviceTable';
import type { ServiceSession } from './serviceSession';
import type { Stamp, TableRecord } from '../../core/model/record';
import { isExactList, isExactObject, textOf } from '../odata/exactJson';

/** A page of rows as an answer holds them. */
export interface RowPage {
  readonly rows: readonly ExactObject[];
  readonly nextLink?: string;
}

/** Undefined where the answer is no collection. */
export function rowPage(body: ExactJson | undefined): RowPage | undefined {
  const rows = isExactObject(body) ? body['value'] : undefined;
  if (!isExactList(rows)) return undefined;
  const nextLink = textOf(body, '@odata.nextLink');
  return { rows: rows.filter(isExactObject), ...(nextLink !== undefined && { nextLink }) };
}

/** One row as a record; its version is remembered for a later write. Undefined for a row without its id. */
export function recordFromRow(
  session: ServiceSession,
  table: ServiceTable,
  fields: readonly ServiceField[],
  row: ExactObject,
): TableRecord | undefined {
  const id = table.identity.idOf(row);
  if (id === undefined) return undefined;
  const modifiedOn = stampOf(table, row);
  const etag = textOf(row, '@odata.etag');
  if (etag !== undefined) session.etags.remember(table.description.name, id, { etag, modifiedOn });
  const values = fields.map(({ description, codec, composed }) =>
    composed ? id : codec.decode(row[description.name]),
  );
  return { id, modifiedOn, values };
}

/** The properties to ask for, each once: the id, the stamp, and the fields. */
export function selectText(table: ServiceTable, fields: readonly ServiceField[]): string {
  const names = new Set(table.identity.properties);
  if (table.stamp !== undefined) names.add(table.stamp);
  for (const { description, composed } of fields) if (!composed) names.add(description.name);
  return `$select=${[...names].join(',')}`;
}

/** Cut to milliseconds, so that stamps sort as text. */
function stampOf(table: ServiceTable, row: ExactObject): Stamp | null {
  if (table.stamp === undefined) return null;
  const stamp = table.fields.get(table.stamp)?.codec.decode(row[table.stamp]) ?? null;
  return stamp === null || stamp.length === 24 ? stamp : `${stamp.slice(0, 23)}Z`;
}
