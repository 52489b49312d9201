import type { BoundTable, DataverseSession } from './dataverseSession';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError, FindRequest, GetRequest } from '../../core/ports/connector';
import type { DataverseColumn } from './dataverseTable';
import type { RecordId, TableRecord } from '../../core/model/record';
import type { Result } from '../../core/result';
import { err, ok } from '../../core/result';
import { guidLiteral, literal, queryText } from '../odata/literals';
import { isBlank } from '../../core/model/value';
import { pagePreference } from './readRecords';
import { readPages } from '../odata/readPages';
import { recordFromRow, selectText } from './recordRow';

/** Conditions in one request, and how long they may be: an address may have 32 KB (Compose HTTP requests), proxies bear less. */
const mostConditions = 100;
const longestFilter = 6_000;
const pageSize = 5_000;

/** The records with these ids (port `Connector.get`), a hundred a request. */
export async function getRecords(
  session: DataverseSession,
  request: GetRequest,
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError>> {
  const bound = await session.bind(request.table, request.fields);
  return bound.ok ? getBound(session, bound.value, request.ids, cancel) : bound;
}

export async function getBound(
  session: DataverseSession,
  bound: BoundTable,
  ids: readonly RecordId[],
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError>> {
  const wanted = new Map(ids.map((id) => [id.toLowerCase(), id]));
  const conditions = [...wanted.keys()].flatMap((id) => {
    const written = guidLiteral(id);
    return written === undefined ? [] : [`${bound.table.idField} eq ${written}`];
  });
  const found = new Map<RecordId, TableRecord>();
  const read = await readMatching(session, bound, conditions, cancel, (record) => {
    const id = wanted.get(record.id);
    if (id !== undefined) found.set(id, { ...record, id });
  });
  return read.ok ? ok(found) : read;
}

/**
 * The records whose field holds exactly one of the values (port `Connector.find`). The service compares more generously than we
 * do, so each answer is looked at.
 */
export async function findRecords(
  session: DataverseSession,
  request: FindRequest,
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<string, readonly TableRecord[]>, ConnectorError>> {
  const bound = await session.bind(request.table, [request.field, ...request.fields]);
  if (!bound.ok) return bound;
  const [searched] = bound.value.columns;
  const values = new Set(request.values.filter((value) => !isBlank(value)));
  const found = new Map<string, TableRecord[]>();
  const conditions = searched ? [...values].flatMap((value) => equals(searched, value)) : [];
  const read = await readMatching(session, bound.value, conditions, cancel, (record) => {
    const [value = null, ...wanted] = record.values;
    if (value === null || !values.has(value)) return;
    const known = found.get(value) ?? [];
    // Two tell that a value is ambiguous; more say nothing new.
    if (known.length < 2) found.set(value, [...known, { ...record, values: wanted }]);
  });
  return read.ok ? ok(found) : read;
}

function equals({ property, annotation, field }: DataverseColumn, value: string): readonly string[] {
  const written = annotation === undefined ? literal(value, field.type) : undefined;
  return written === undefined ? [] : [`${property} eq ${written}`];
}

async function readMatching(
  session: DataverseSession,
  bound: BoundTable,
  conditions: readonly string[],
  cancel: CancelSignal,
  take: (record: TableRecord) => void,
): Promise<Result<void, ConnectorError>> {
  const read = await Promise.all(inPortions(conditions).map((portion) => readPortion(session, bound, portion, cancel)));
  for (const portion of read) {
    if (!portion.ok) return portion;
    portion.value.forEach(take);
  }
  return ok(undefined);
}

async function readPortion(
  session: DataverseSession,
  bound: BoundTable,
  conditions: readonly string[],
  cancel: CancelSignal,
): Promise<Result<readonly TableRecord[], ConnectorError>> {
  const query = queryText({ $select: selectText(bound), $filter: conditions.join(' or ') });
  const request = { url: `${bound.table.entitySet}?${query}`, headers: pagePreference(bound, pageSize) };
  const records: TableRecord[] = [];
  for await (const page of readPages(session.service.client, request, cancel)) {
    if (!page.ok) return err(session.service.error(page.error));
    for (const row of page.value.rows) {
      const record = recordFromRow(session, bound, row);
      if (record) records.push(record);
    }
  }
  return ok(records);
}

function inPortions(conditions: readonly string[]): readonly (readonly string[])[] {
  const portions: string[][] = [];
  let length = Infinity;
  for (const condition of conditions) {
    length += condition.length;
    const last = portions[portions.length - 1];
    if (last && length <= longestFilter && last.length < mostConditions) {
      last.push(condition);
    } else {
      portions.push([condition]);
      length = condition.length;
    }
  }
  return portions;
}
