import type { ConnectorError, GetRequest } from '../../core/ports/connector';
import type { RecordId, TableRecord } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { BoundTable } from './boundTable';
import type { SqliteColumn } from './sqliteTable';
import type { SqliteSession } from './sqliteSession';
import { bindTable, findColumns } from './sqliteSession';
import { ok } from '../../core/result';
import { quoted } from './sqliteTable';
import { recordOfKnown, selectListOfKnown } from './recordRow';

/**
 * The records with these ids (port `Connector.get`): in one go where they lie together, else each by one look into the id's
 * index.
 */
export function getRecords(
  session: SqliteSession,
  request: GetRequest,
): Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError> {
  const found = bindTable(session, request.table);
  if (!found.ok) return found;
  const bound = found.value;
  const columns = findColumns(session, bound.table, request.fields);
  if (!columns.ok) return columns;
  const statement = session.db.prepare(
    `SELECT ${selectListOfKnown(bound, columns.value)} FROM ${quoted(bound.table.name)} WHERE ${bound.idEquals(1)}`,
  );
  const records = new Map<RecordId, TableRecord>();
  readRange(session, bound, columns.value, request.ids, records);
  if (records.size === request.ids.length) return ok(records);
  for (const id of request.ids) {
    if (records.has(id)) continue;
    const row = bound.lookUp(id, (stored) => statement.first([stored]));
    if (row) records.set(id, recordOfKnown(bound, columns.value, id, row));
  }
  return ok(records);
}

/**
 * Records that were created one after the other have ids that follow each other in the index, and pages ask for them in that
 * order: stepping through a range costs a third of looking each up. Given up where it holds many that nobody asked for.
 */
function readRange(
  { db }: SqliteSession,
  bound: BoundTable,
  columns: readonly SqliteColumn[],
  ids: readonly RecordId[],
  records: Map<RecordId, TableRecord>,
): void {
  const name = quoted(bound.id.name);
  if (ids.length < fewest || bound.id.affinity !== 'text' || !bound.id.indexed || !isAscendingAscii(ids)) return;
  const list = selectListOfKnown(bound, columns);
  const rows = db.prepare(
    `SELECT ${list}, ${name} FROM ${quoted(bound.table.name)} WHERE ${name} BETWEEN ? AND ? ORDER BY ${name}`,
  );
  try {
    rows.start([ids[0] ?? '', ids.at(-1) ?? '']);
    let at = 0;
    let unasked = 0;
    for (let row = rows.next(); row && unasked <= 2 * at + fewest; row = rows.next()) {
      const id = row.pop() as RecordId;
      while (ids[at] !== id && at < ids.length && (ids[at] as RecordId) < id) at++;
      if (ids[at] !== id) unasked++;
      else records.set(id, recordOfKnown(bound, columns, ids[at++] as RecordId, row));
    }
  } finally {
    rows.reset();
  }
}

const fewest = 16;
const beyondAscii = /[^\x20-\x7e]/;

/** In the order SQLite has them, too: beyond ASCII it is another one. */
function isAscendingAscii(ids: readonly RecordId[]): boolean {
  return ids.every((id, index) => index === 0 || id > (ids[index - 1] as RecordId)) && !beyondAscii.test(ids.join(''));
}
