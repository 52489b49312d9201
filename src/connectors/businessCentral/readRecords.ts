import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError, ReadQuery } from '../../core/ports/connector';
import type { FilterPredicate } from '../../core/filter/filterExpression';
import type { Result } from '../../core/result';
import type { RowPage } from './rows';
import type { BoundTable, ServiceSession } from './serviceSession';
import type { ServiceCall } from '../odata/serviceCall';
import type { TableRecord } from '../../core/model/record';
import { bindTable, cancelled } from './serviceSession';
import { compileFilter } from '../../core/filter/compileFilter';
import { connectorErrorFrom } from '../odata/connectorErrorFrom';
import { err, ok } from '../../core/result';
import { parseExactJson } from '../odata/exactJson';
import { pushedFilter } from './pushedFilter';
import { recordFromRow, rowPage, selectText } from './rows';

/** The most that Business Central gives in one page (operational limits). */
const largestPage = 20_000;

/**
 * Reads a table page by page (port `Connector.read`), by the service's own next links. The service leaves out what it can; the
 * filter itself is asked about every record that comes.
 */
export async function* readRecords(
  session: ServiceSession,
  query: ReadQuery,
  cancel: CancelSignal,
): AsyncGenerator<Result<readonly TableRecord[], ConnectorError>> {
  const fields = [...query.fields, ...query.filter.map((part) => part.field)];
  const bound = await bindTable(session, query.table, fields, cancel);
  if (!bound.ok) {
    yield bound;
    return;
  }
  const passes = filterOf(query);
  const sized = { Prefer: `odata.maxpagesize=${Math.min(query.pageSize, largestPage)}` };
  let page = await firstPage(session, bound.value, query, sized, cancel);
  for (;;) {
    if (!page.ok) {
      yield page;
      return;
    }
    const records = page.value.rows
      .flatMap((row) => recordFromRow(session, bound.value.table, bound.value.fields, row) ?? [])
      .filter(passes)
      .map((record) => ({ ...record, values: record.values.slice(0, query.fields.length) }));
    // Services may give more in a page than was asked for.
    for (let at = 0; at < records.length; at += query.pageSize) yield ok(records.slice(at, at + query.pageSize));
    if (page.value.nextLink === undefined) return;
    if (cancel.aborted) {
      yield err(cancelled);
      return;
    }
    page = await readPage(session, { method: 'GET', url: page.value.nextLink, headers: sized, safety: 'read' }, cancel);
  }
}

/** A filter that the service refuses is left to us, and not sent again. */
async function firstPage(
  session: ServiceSession,
  { table, fields }: BoundTable,
  query: ReadQuery,
  headers: Readonly<Record<string, string>>,
  cancel: CancelSignal,
): Promise<Result<RowPage, ConnectorError>> {
  const since = sinceCondition(query, table.stamp);
  const pushed = pushedFilter(query.filter, table);
  const attempts = [[...since, ...pushed], since, []].map((conditions) => conditions.join(' and '));
  const stampFirst = query.order.by === 'modifiedOn' && table.stamp !== undefined ? [table.stamp] : [];
  const order = `$orderby=${[...stampFirst, ...table.identity.properties].join(',')}`;
  let refusal: ConnectorError | undefined;
  for (const [index, filter] of attempts.entries()) {
    const key = `${table.path} ${filter}`;
    if (index > 0 && filter === attempts[index - 1]) continue;
    if (session.refusedFilters.has(key)) continue;
    const options = [
      selectText(table, fields),
      order,
      ...(filter === '' ? [] : [`$filter=${encodeURIComponent(filter)}`]),
    ];
    const url = `${table.route}/${table.path}?${options.join('&')}`;
    const answer = await session.client.call({ method: 'GET', url, headers, safety: 'read' }, cancel);
    if (answer.ok) return pageIn(session, answer.value.body);
    refusal = connectorErrorFrom(answer.error, session.system);
    const isFilterRefused =
      answer.error.kind === 'refused' && [400, 501].includes(answer.error.status) && filter !== '';
    if (!isFilterRefused) return err(refusal);
    session.refusedFilters.add(key);
  }
  return err(refusal ?? connectorErrorFrom({ kind: 'unreachable', message: 'nothing was asked.' }, session.system));
}

async function readPage(
  session: ServiceSession,
  call: ServiceCall,
  cancel: CancelSignal,
): Promise<Result<RowPage, ConnectorError>> {
  const answer = await session.client.call(call, cancel);
  return answer.ok ? pageIn(session, answer.value.body) : err(connectorErrorFrom(answer.error, session.system));
}

function pageIn(session: ServiceSession, body: string): Result<RowPage, ConnectorError> {
  const page = rowPage(parseExactJson(body));
  if (page) return ok(page);
  const message = `${session.system} answered with something that is no list of records. Check the address in tandem.yaml.`;
  return err({ code: 'SERVICE_ERROR', message });
}

/** Records that the upgrade from an old version left without a stamp have the first moment there is. */
function sinceCondition({ order }: ReadQuery, stamp: string | undefined): readonly string[] {
  if (order.by === 'id' || order.changedSince === null || stamp === undefined) return [];
  return [`(${stamp} ge ${order.changedSince} or ${stamp} eq 0001-01-01T00:00:00Z)`];
}

function filterOf(query: ReadQuery): (record: TableRecord) => boolean {
  const first = query.fields.length;
  const predicates: readonly FilterPredicate[] = query.filter.map((part) => compileFilter(part.expression, part.type));
  const since = query.order.by === 'modifiedOn' ? query.order.changedSince : null;
  return ({ values, modifiedOn }) =>
    (since === null || modifiedOn === null || modifiedOn >= since) &&
    predicates.every((passes, index) => passes(values[first + index] ?? null));
}
