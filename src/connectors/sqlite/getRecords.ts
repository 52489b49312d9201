import type { ConnectorError, GetRequest } from '../../core/ports/connector';
import type { RecordId, TableRecord } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { SqliteSession } from './sqliteSession';
import { bindTable, findColumns } from './sqliteSession';
import { ok } from '../../core/result';
import { quoted } from './sqliteTable';
import { recordOfKnown, selectListOfKnown } from './recordRow';

/** The records with these ids, each by one look into the id's index (port `Connector.get`). */
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
  for (const id of request.ids) {
    const row = bound.lookUp(id, (stored) => statement.first([stored]));
    if (row) records.set(id, recordOfKnown(bound, columns.value, id, row));
  }
  return ok(records);
}
