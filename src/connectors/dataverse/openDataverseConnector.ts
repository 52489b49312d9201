import type { Connector, ConnectorError } from '../../core/ports/connector';
import type { DataverseConfiguration } from '../../core/model/workspace';
import type { DataverseSession } from './dataverseSession';
import type { Result } from '../../core/result';
import type { ServiceAccess } from '../odata/serviceAccess';
import { dataverseSession } from './dataverseSession';
import { err, ok } from '../../core/result';
import { findRecords, getRecords } from './getRecords';
import { findService } from './findService';
import { neverCancelled } from '../../core/ports/cancelSignal';
import { readChanges } from './readChanges';
import { readRecords } from './readRecords';
import { writeRecords } from './writeRecords';

/**
 * Dataverse, Dynamics 365 Sales, or Dynamics CRM as a system, over the Web API. We choose the ids of new records, and each write
 * is durable when it is answered.
 */
export async function openDataverseConnector(
  configuration: DataverseConfiguration,
  access: ServiceAccess,
): Promise<Result<Connector, ConnectorError>> {
  const found = await findService(configuration, access, neverCancelled);
  return found.ok ? ok(dataverseConnector(dataverseSession(found.value.service))) : found;
}

function dataverseConnector(session: DataverseSession): Connector {
  const { service } = session;
  return {
    capabilities: { durability: 'immediate', batchSize, pageSize: 1_000 },
    describe: (cancel) => session.describe(undefined, cancel),
    read: (query, cancel) => readRecords(session, query, cancel),
    changes: (query, cancel) => readChanges(session, query, cancel),
    get: (request, cancel) => getRecords(session, request, cancel),
    find: (request, cancel) => findRecords(session, request, cancel),
    async newIds(table, count) {
      const bound = await session.bind(table, []);
      return bound.ok ? ok(Array.from({ length: count }, () => service.access.ids.guid())) : bound;
    },
    async prepareToWrite() {
      const answer = await service.client.call({ method: 'GET', url: 'WhoAmI', safety: 'read' }, neverCancelled);
      return answer.ok ? ok(undefined) : err(service.error(answer.error));
    },
    write: (request, cancel) => writeRecords(session, request, cancel),
    flush: async () => ok(undefined),
    close: async () => undefined,
  };
}

/** As many batches of a hundred as the client sends at a time to begin with. */
const batchSize = 400;
