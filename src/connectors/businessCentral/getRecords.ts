import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError, FindRequest, GetRequest, ReadQuery } from '../../core/ports/connector';
import type { ExactObject } from '../odata/exactJson';
import type { RecordId, TableRecord } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { BoundTable, ServiceSession } from './serviceSession';
import { bindTable } from './serviceSession';
import { err, ok } from '../../core/result';
import { isBlank } from '../../core/model/value';
import { must } from '../../core/assert';
import { readRecords } from './readRecords';
import { recordFromRow } from './rows';
import { rowsAt, rowsMeeting } from './lookUpRows';

/** Port `Connector.get`. */
export async function getRecords(
  session: ServiceSession,
  request: GetRequest,
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError>> {
  const bound = await bindTable(session, request.table, request.fields, cancel);
  if (!bound.ok) return bound;
  const { table, fields } = bound.value;
  const conditions = request.ids.map((id) => table.identity.condition(id));
  const alone = request.ids.filter((_, index) => conditions[index] === undefined);
  const met = await rowsMeeting(
    session,
    table,
    fields,
    conditions.flatMap((each) => each ?? []),
    cancel,
  );
  if (!met.ok)
    return met.error === 'filterRefused' ? getAlone(session, bound.value, request.ids, cancel) : err(met.error);
  const others = await getAlone(session, bound.value, alone, cancel);
  return others.ok ? ok(new Map([...records(session, bound.value, met.value), ...others.value])) : others;
}

/** Port `Connector.find`. A field that the service cannot filter by is looked through here. */
export async function findRecords(
  session: ServiceSession,
  request: FindRequest,
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<string, readonly TableRecord[]>, ConnectorError>> {
  const bound = await bindTable(session, request.table, [...request.fields, request.field], cancel);
  if (!bound.ok) return bound;
  const { table, fields } = bound.value;
  const field = must(fields.at(-1), 'the field to find by');
  const wanted = new Set(request.values.filter((value) => !isBlank(value)));
  const found = new Map<string, TableRecord[]>();
  const take = (record: TableRecord) => {
    const value = record.values[request.fields.length] ?? '';
    if (!wanted.has(value)) return;
    const matches = found.get(value) ?? [];
    if (matches.length < 2) matches.push({ ...record, values: record.values.slice(0, request.fields.length) });
    found.set(value, matches);
  };
  const conditions = [...wanted].flatMap((value) => {
    const literal = field.composed ? undefined : field.codec.literal(value);
    return literal === undefined ? [] : [`${request.field} eq ${literal}`];
  });
  const met = field.composed
    ? err('filterRefused' as const)
    : await rowsMeeting(session, table, fields, conditions, cancel);
  if (met.ok) {
    for (const record of records(session, bound.value, met.value).values()) take(record);
    return ok(found);
  }
  if (met.error !== 'filterRefused') return err(met.error);
  const all: ReadQuery = {
    table: request.table,
    fields: [...request.fields, request.field],
    filter: [],
    order: { by: 'id' },
    pageSize: 1_000,
  };
  for await (const page of readRecords(session, all, cancel)) {
    if (!page.ok) return page;
    page.value.forEach(take);
  }
  return ok(found);
}

async function getAlone(
  session: ServiceSession,
  bound: BoundTable,
  ids: readonly RecordId[],
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError>> {
  const addresses = ids.flatMap((id) => bound.table.identity.address(id) ?? []);
  const rows = await rowsAt(session, bound.table, bound.fields, addresses, cancel);
  return rows.ok ? ok(records(session, bound, rows.value)) : rows;
}

function records(
  session: ServiceSession,
  { table, fields }: BoundTable,
  rows: readonly ExactObject[],
): ReadonlyMap<RecordId, TableRecord> {
  const read = rows.flatMap((row) => recordFromRow(session, table, fields, row) ?? []);
  return new Map(read.map((record) => [record.id, record]));
}
