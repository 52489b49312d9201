import type { Connector } from '../../core/ports/connector';
import type { ServiceSession } from './serviceSession';
import { bindTable } from './serviceSession';
import { findRecords, getRecords } from './getRecords';
import { neverCancelled } from '../../core/ports/cancelSignal';
import { ok } from '../../core/result';
import { readRecords } from './readRecords';
import { schemaOf } from './describeTables';
import { writeRecords } from './writeRecords';

/**
 * Business Central and NAV over OData as a system to synchronize. The service gives new records their ids, and each write is
 * durable when it is answered.
 */
export function serviceConnector(session: ServiceSession): Connector {
  return {
    capabilities: { durability: 'immediate', batchSize, pageSize: 1_000, writeTimeLimitMs },
    async describe(cancel) {
      const tables = await session.tables(cancel);
      return tables.ok ? ok(schemaOf(tables.value.values())) : tables;
    },
    read: (query, cancel) => readRecords(session, query, cancel),
    get: (request, cancel) => getRecords(session, request, cancel),
    find: (request, cancel) => findRecords(session, request, cancel),
    async newIds(table) {
      const bound = await bindTable(session, table, [], neverCancelled);
      return bound.ok ? ok(undefined) : bound;
    },
    async prepareToWrite() {
      const tables = await session.tables(neverCancelled);
      return tables.ok ? ok(undefined) : tables;
    },
    write: (request, cancel) => writeRecords(session, request, cancel),
    flush: async () => ok(undefined),
    close: async () => undefined,
  };
}

/**
 * Eight minutes in the queue and ten minutes of work, at most (operational limits), after the client may have waited ten minutes
 * for its turn and for the service to have less to do: it sends no create later than that.
 */
const writeTimeLimitMs = 30 * 60_000;

/** As many batches of a hundred as the client sends at a time to begin with. */
const batchSize = 400;
