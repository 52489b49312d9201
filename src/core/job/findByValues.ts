import type { AskContext } from './askAgain';
import type { Connector, ConnectorError, FindRequest } from '../ports/connector';
import type { Result } from '../result';
import type { TableRecord } from '../model/record';
import { askInPieces } from './askInPieces';

/** Finds records by values of one field, however many. */
export function findByValues(
  context: AskContext,
  connector: Connector,
  request: FindRequest,
): Promise<Result<ReadonlyMap<string, readonly TableRecord[]>, ConnectorError>> {
  return askInPieces(context, connector, request.values, (values) =>
    connector.find({ ...request, values }, context.cancel),
  );
}
