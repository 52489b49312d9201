import type { Connector, ConnectorError, FindRequest } from '../ports/connector';
import type { Result } from '../result';
import type { TableRecord } from '../model/record';
import { ok } from '../result';
import type { AskContext } from './askAgain';
import { askAgain } from './askAgain';

/** Finds records by values of one field, however many: in pieces the system takes, each asked again after a passing fault. */
export async function findByValues(
  context: AskContext,
  connector: Connector,
  request: FindRequest,
): Promise<Result<ReadonlyMap<string, readonly TableRecord[]>, ConnectorError>> {
  const { values } = request;
  const { batchSize } = connector.capabilities;
  const records = new Map<string, readonly TableRecord[]>();
  for (let at = 0; at < values.length; at += batchSize) {
    const piece = { ...request, values: values.slice(at, at + batchSize) };
    const found = await askAgain(context, () => connector.find(piece, context.cancel));
    if (!found.ok || values.length <= batchSize) return found;
    for (const [value, matches] of found.value) records.set(value, matches);
  }
  return ok(records);
}
