import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { ServiceClient } from '../odata/serviceCall';
import type { ServiceTable } from './serviceTable';
import { connectorErrorFrom } from '../odata/connectorErrorFrom';
import { err, ok } from '../../core/result';
import { withoutCorrelation } from './failures';

/** A table whose records the account is not given. */
export interface UnreadableTable {
  readonly name: string;
  /** What the service says of it. */
  readonly said: string;
}

/**
 * Which of the tables the account cannot read: the service has no list of rights, so each is asked for one record. Whether one may
 * be written only a write can tell.
 */
export async function unreadableTables(
  client: ServiceClient,
  system: string,
  tables: readonly ServiceTable[],
  cancel: CancelSignal,
): Promise<Result<readonly UnreadableTable[], ConnectorError>> {
  const asked = await Promise.all(
    tables.map(async ({ description, route, path, identity }) => {
      const url = `${route}/${path}?$top=1&$select=${identity.properties.join(',')}`;
      return { name: description.name, answer: await client.call({ method: 'GET', url, safety: 'read' }, cancel) };
    }),
  );
  const unreadable: UnreadableTable[] = [];
  for (const { name, answer } of asked) {
    if (answer.ok) continue;
    if (answer.error.kind !== 'forbidden' && answer.error.kind !== 'refused') {
      return err(connectorErrorFrom(answer.error, system));
    }
    unreadable.push({ name, said: withoutCorrelation(answer.error.message) });
  }
  return ok(unreadable);
}
