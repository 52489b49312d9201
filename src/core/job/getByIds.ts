import type { AskContext } from './askAgain';
import type { Connector, ConnectorError, GetRequest } from '../ports/connector';
import type { RecordId, TableRecord } from '../model/record';
import type { Result } from '../result';
import { askInPieces } from './askInPieces';

/** Reads records by id, however many. */
export function getByIds(
  context: AskContext,
  connector: Connector,
  request: GetRequest,
): Promise<Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError>> {
  return askInPieces(context, connector, request.ids, (ids) => connector.get({ ...request, ids }, context.cancel));
}
