import type { BoundTable } from './boundTable';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError, ReadQuery } from '../../core/ports/connector';
import type { FilterPredicate } from '../../core/filter/filterExpression';
import type { Result } from '../../core/result';
import type { RowSource } from './rowSource';
import type { SqlCondition } from './filterSql';
import type { SqliteColumn } from './sqliteTable';
import type { SqliteSession } from './sqliteSession';
import type { StoredValue } from '../../files/sqlEngine';
import type { TableRecord } from '../../core/model/record';
import { bindTable, cancelled, findColumns } from './sqliteSession';
import { compileFilter } from '../../core/filter/compileFilter';
import { ok } from '../../core/result';
import { filterSql } from './filterSql';
import { guarded } from './connectorErrors';
import { recordFromRow, selectList, selectPositions } from './recordRow';
import { rowSource } from './rowSource';
import { quoted } from './sqliteTable';
import { sortedIds } from './sortedIds';

/** Reads a table page by page (port `Connector.read`). What is written between two pages does not disturb the rest. */
export async function* readRecords(
  session: SqliteSession,
  query: ReadQuery,
  cancel: CancelSignal,
): AsyncGenerator<Result<readonly TableRecord[], ConnectorError>> {
  const reader = guarded(session.displayName, () => openReader(session, query));
  if (!reader.ok) {
    yield reader;
    return;
  }
  try {
    for (;;) {
      const page = cancel.aborted
        ? cancelled(session)
        : guarded(session.displayName, () => ok(reader.value.nextPage()));
      if (!page.ok || page.value.length > 0) yield page;
      if (!page.ok || page.value.length < query.pageSize) return;
    }
  } finally {
    reader.value.close();
  }
}

interface Reader {
  /** Shorter than a page only at the end. */
  nextPage(): readonly TableRecord[];
  close(): void;
}

function openReader(session: SqliteSession, query: ReadQuery): Result<Reader, ConnectorError> {
  const found = bindTable(session, query.table);
  if (!found.ok) return found;
  const bound = found.value;
  const filterFields = query.filter.map((part) => part.field);
  // A filter reads its own copy of its field, after the values that were asked for.
  const columns = findColumns(session, bound.table, [...query.fields, ...filterFields]);
  if (!columns.ok) return columns;
  const sources = rowSources(session, bound, query, columns.value);
  const passes = filterOf(query);
  return ok({
    nextPage: () => nextPage(sources, query, (row) => recordFromRow(bound, columns.value, row), passes),
    close: () => sources.forEach((source) => source.close()),
  });
}

function nextPage(
  sources: readonly RowSource[],
  query: ReadQuery,
  record: (row: StoredValue[]) => TableRecord | undefined,
  passes: ((record: TableRecord) => boolean) | undefined,
): readonly TableRecord[] {
  const page: TableRecord[] = [];
  for (const source of sources) {
    for (let row = source.next(); row; row = source.next()) {
      const found = record(row);
      if (!found || (passes && !passes(found))) continue;
      page.push(passes ? { ...found, values: found.values.slice(0, query.fields.length) } : found);
      if (page.length === query.pageSize) return page;
    }
  }
  return page;
}

// The filter has the last word, whatever SQL left out before.
function filterOf(query: ReadQuery): ((record: TableRecord) => boolean) | undefined {
  if (query.filter.length === 0) return undefined;
  const first = query.fields.length;
  const predicates: readonly FilterPredicate[] = query.filter.map((part) => compileFilter(part.expression, part.type));
  return (record) => predicates.every((predicate, index) => predicate(record.values[first + index] ?? null));
}

/** Where the rows come from, in the order asked for; records without a stamp first. */
function rowSources(
  session: SqliteSession,
  bound: BoundTable,
  query: ReadQuery,
  columns: readonly SqliteColumn[],
): readonly RowSource[] {
  const { db } = session;
  const id = quoted(bound.id.name);
  const stamp = quoted(bound.modifiedOn.name);
  const base = {
    select: selectList(bound, columns),
    from: quoted(bound.table.name),
    pageSize: query.pageSize,
  };
  const filter: readonly SqlCondition[] = [
    ...(bound.id.notNull ? [] : [{ sql: `${id} IS NOT NULL`, parameters: [] }]),
    ...filterSql(query.filter, bound.table),
  ];
  const positions = selectPositions(bound, columns);
  const byId = [{ sql: id, position: positions.id }];
  if (query.order.by === 'id') return [rowSource(db, { ...base, where: filter, order: byId })];

  const { changedSince } = query.order;
  if (!bound.stampsInOrder()) return [sortedIds(db, bound, { ...base, where: filter, changedSince })];
  const since: SqlCondition =
    changedSince === null
      ? { sql: `${stamp} IS NOT NULL`, parameters: [] }
      : { sql: `${stamp} >= ?`, parameters: [bound.stamps.encode(changedSince)] };
  return [
    rowSource(db, { ...base, where: [{ sql: `${stamp} IS NULL`, parameters: [] }, ...filter], order: byId }),
    rowSource(db, {
      ...base,
      where: [since, ...filter],
      order: [{ sql: stamp, position: positions.modifiedOn }, ...byId],
    }),
  ];
}
