import type { BoundTable, DataverseSession } from './dataverseSession';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError, ReadQuery } from '../../core/ports/connector';
import type { FilterDialect } from '../odata/filterText';
import type { ParsedFilter } from '../../core/filter/filterExpression';
import type { Result } from '../../core/result';
import type { TableRecord } from '../../core/model/record';
import { annotationPreference, recordFromRow, selectText } from './recordRow';
import { compileFilter } from '../../core/filter/compileFilter';
import { dateTimeLiteral, queryText } from '../odata/literals';
import { err, ok } from '../../core/result';
import { filterText } from '../odata/filterText';
import { readPages } from '../odata/readPages';

/** The service's own limit (Page results). */
const longestPage = 5_000;

/** Reads a table page by page (port `Connector.read`). The service narrows down; what it cannot say exactly is asked here. */
export async function* readRecords(
  session: DataverseSession,
  query: ReadQuery,
  cancel: CancelSignal,
): AsyncGenerator<Result<readonly TableRecord[], ConnectorError>> {
  const { service } = session;
  const all = await session.bind(query.table, [...query.fields, ...query.filter.map((part) => part.field)]);
  if (!all.ok) {
    yield all;
    return;
  }
  const { pushed, remaining } = filterText(query.filter, filterDialect(all.value));
  const fields = [...query.fields, ...remaining.map((part) => part.field)];
  const bound = await session.bind(query.table, fields);
  if (!bound.ok) {
    yield bound;
    return;
  }
  const passes = recordFilter(query, remaining);
  const request = { url: readUrl(bound.value, query, pushed), headers: pagePreference(bound.value, query.pageSize) };
  for await (const page of readPages(service.client, request, cancel)) {
    if (!page.ok) {
      yield err(service.error(page.error));
      return;
    }
    const records = page.value.rows.flatMap((row) => recordFromRow(session, bound.value, row) ?? []).filter(passes);
    if (records.length > 0) yield ok(remaining.length === 0 ? records : records.map((record) => cut(record, query)));
  }
}

export function pagePreference(bound: BoundTable, pageSize: number, more?: string): Readonly<Record<string, string>> {
  const preferences = [`odata.maxpagesize=${Math.min(pageSize, longestPage)}`, annotationPreference(bound), more];
  return { Prefer: preferences.filter((each) => each !== undefined).join(',') };
}

function readUrl(bound: BoundTable, { order }: ReadQuery, pushed: string | undefined): string {
  const id = bound.table.idField;
  const stamp = bound.modifiedOn.property;
  const since = order.by === 'modifiedOn' ? order.changedSince : null;
  const conditions = [
    ...(pushed === undefined ? [] : [pushed]),
    // Stamps are kept more finely than they are shown.
    ...(since === null ? [] : [`(${stamp} ge ${wholeSecond(since)} or ${stamp} eq null)`]),
  ];
  return `${bound.table.entitySet}?${queryText({
    $select: selectText(bound),
    $filter: conditions.length === 0 ? undefined : conditions.join(' and '),
    $orderby: order.by === 'id' ? `${id} asc` : `${stamp} asc,${id} asc`,
  })}`;
}

function wholeSecond(stamp: string): string {
  return dateTimeLiteral(`${stamp.slice(0, 19)}Z`) ?? stamp;
}

function recordFilter(query: ReadQuery, remaining: ParsedFilter): (record: TableRecord) => boolean {
  const { order, fields } = query;
  const since = order.by === 'modifiedOn' ? order.changedSince : null;
  const predicates = remaining.map((part) => compileFilter(part.expression, part.type));
  return ({ modifiedOn, values }) =>
    (since === null || modifiedOn === null || modifiedOn >= since) &&
    predicates.every((passes, index) => passes(values[fields.length + index] ?? null));
}

function cut(record: TableRecord, { fields }: ReadQuery): TableRecord {
  return { ...record, values: record.values.slice(0, fields.length) };
}

/** Dataverse keeps no empty text, and compares texts without case (its database's collation). */
function filterDialect({ table }: BoundTable): FilterDialect {
  return {
    property(field) {
      const column = table.columns.get(field);
      return column?.annotation === undefined ? column?.property : undefined;
    },
    blanks: () => ['null'],
    ignoresCase: true,
  };
}
