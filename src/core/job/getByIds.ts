import type { Connector, ConnectorError, GetRequest } from '../ports/connector';
import type { RecordId, TableRecord } from '../model/record';
import { ok } from '../result';
import type { Result } from '../result';
import type { AskContext } from './askAgain';
import { askAgain } from './askAgain';

/** Reads records by id, however many: in pieces the system takes, each asked again after a passing fault. */
export async function getByIds(
  context: AskContext,
  connector: Connector,
  request: GetRequest,
): Promise<Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError>> {
  const { ids } = request;
  const { batchSize } = connector.capabilities;
  const records = new Map<RecordId, TableRecord>();
  for (let at = 0; at < ids.length; at += batchSize) {
    const piece = { ...request, ids: ids.slice(at, at + batchSize) };
    const found = await askAgain(context, () => connector.get(piece, context.cancel));
    if (!found.ok || ids.length <= batchSize) return found;
    for (const [id, record] of found.value) records.set(id, record);
  }
  return ok(records);
}
