import assert from 'node:assert/strict';
import type { ConnectorError } from '../../src/core/ports/connector';
import type { Emulator } from '../emulator/startEmulator';
import type { FaultProxy } from '../support/faultProxy/startFaultProxy';
import type { FieldType } from '../../src/core/model/value';
import type { Job } from '../../src/core/model/job';
import type { JobFailure } from '../../src/core/job/jobFailure';
import type { PlainRow } from '../emulator/tableAccess';
import type { Result } from '../../src/core/result';
import type { ServiceAccess } from '../../src/connectors/odata/serviceAccess';
import type { TableDescription } from '../../src/core/model/schema';
import { BusinessCentralError } from '../emulator/businessCentral/businessCentralError';
import { DataverseError } from '../emulator/dataverse/dataverseError';
import { MemoryStore } from '../support/memoryStore';
import { businessCentralTables } from '../emulator/sample/businessCentralTables';
import { compileMapping } from '../../src/core/plan/compileMapping';
import type { ServiceName } from './dialects';
import { dataverseTables } from '../emulator/sample/dataverseTables';
import { dialects } from './dialects';
import { err, ok } from '../../src/core/result';
import { fakeClock } from '../support/fakeClock';
import type { MemoryConnector } from '../support/memoryConnector';
import { memoryConnector } from '../support/memoryConnector';
import { fullRun } from '../support/fullRun';
import { navTables } from '../emulator/sample/navTables';
import { must } from '../../src/core/assert';
import { neverCancelled } from '../../src/core/ports/cancelSignal';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import { runMappings } from '../../src/core/job/runMappings';
import { sequentialIds } from '../support/sequentialIds';
import { settleIntents } from '../../src/core/job/settleIntents';
import { settleOutcomes } from '../../src/core/job/settleOutcomes';
import { startEmulator } from '../emulator/startEmulator';
import { startFaultProxy } from '../support/faultProxy/startFaultProxy';

/** Records in memory on one side, an emulated service behind a proxy that can misbehave on the other. */
export interface FaultRig {
  readonly proxy: FaultProxy;
  readonly emulator: Emulator;
  /** The records on the other side. */
  readonly memory: MemoryConnector;
  /** One run, a full one unless said. An error is what kept it from beginning: no connection, or nothing known of an earlier run's end. */
  synchronize(mode?: 'full' | 'modified'): Promise<Result<readonly Job[], ConnectorError | JobFailure>>;
  /** The records that stand in the service. */
  rows(): readonly PlainRow[];
  numberOf(row: PlainRow): string;
  nameOf(row: PlainRow): string;
  cityOf(row: PlainRow): string;
  /** Somebody else changes the record's name there. */
  rename(row: PlainRow, name: string): void;
  idOf(row: PlainRow): string;
  /** The service's ids that couplings name. */
  coupledIds(): readonly string[];
  /** What jobs told of single records. */
  recordErrors(): readonly { readonly code: string; readonly message: string }[];
  stop(): Promise<void>;
}

export interface FaultRigOptions {
  /** The number of a record that the service's own logic refuses to create. */
  readonly refused?: string;
  /** NAV before 2019. */
  readonly withoutBatch?: boolean;
}

export async function startFaultRig(
  service: ServiceName,
  records: number,
  options: FaultRigOptions = {},
): Promise<FaultRig> {
  const { refused } = options;
  const dialect = dialects[service];
  const clock = fakeClock('2026-11-21T08:00:00.000Z');
  const emulator = await startEmulator({
    dataverse: {
      tables: dataverseTables,
      plugins: [
        {
          table: 'account',
          message: 'Create',
          run: unless('accountnumber', refused, () => new DataverseError(400, '0x80040265', 'Not this one.')),
        },
      ],
    },
    businessCentral: {
      tables: businessCentralTables,
      triggers: [
        {
          table: 'customer',
          on: 'insert',
          run: unless('number', refused, () => new BusinessCentralError(400, 'Application_DialogException', 'No.')),
        },
      ],
    },
    nav: {
      tables: navTables,
      triggers: [
        {
          table: 'Customer',
          on: 'insert',
          run: unless('No', refused, () => new BusinessCentralError(400, 'Application_DialogException', 'No.')),
        },
      ],
      ...(options.withoutBatch && { withoutBatch: true }),
    },
    clock,
  });
  const proxy = await startFaultProxy(emulator.urls.root);
  const ids = sequentialIds(1);
  const store = new MemoryStore();
  const other = memoryConnector({
    tables: [{ description: memoryTable, rows: Array.from({ length: records }, (_, index) => memoryRow(index + 1)) }],
    clock,
    idSource: sequentialIds(2),
  });
  const access: ServiceAccess = {
    fetch: cutOff,
    authorize: async () => ok('Bearer demo'),
    clock,
    ids: sequentialIds(3),
    random: () => 0.5,
    log: () => undefined,
  };
  return {
    proxy,
    emulator,
    memory: other,
    async synchronize(mode = 'full') {
      clock.advance(3_600_000);
      const opened = await dialect.open(proxy.url, access);
      if (!opened.ok) return opened;
      const schema = await opened.value.describe(neverCancelled);
      if (!schema.ok) return schema;
      const memory = { schema: { tables: [memoryTable] }, defaults: {} };
      const served = { schema: schema.value, defaults: {} };
      const mapping = must(parseMapping(dialect.mapping, 'customer.mapping.yaml').mapping, 'a mapping without errors');
      const isLocal = dialect.side === 'local';
      const compiled = compileMapping(
        mapping,
        isLocal ? { local: served, integration: memory } : { local: memory, integration: served },
      );
      if (!compiled.ok) assert.fail(JSON.stringify(compiled.error));
      const context = fullRun({
        runId: ids.guid(),
        mode,
        createNew: mode === 'full',
        connectors: isLocal ? { local: opened.value, integration: other } : { local: other, integration: opened.value },
        store,
        clock,
        ids,
        mappings: new Map([[compiled.value.mapping.name, compiled.value]]),
      });
      const settled = await settleIntents(context);
      if (!settled.ok) return err(settled.error);
      const cameTrue = await settleOutcomes(context);
      if (!cameTrue.ok) return err(cameTrue.error);
      return ok(await runMappings(context, { mappings: [compiled.value] }));
    },
    rows: () => emulator[service].rows(dialect.table),
    numberOf: (row) => row[dialect.number] ?? '',
    nameOf: (row) => row[dialect.name] ?? '',
    cityOf: (row) => row[dialect.city] ?? '',
    rename: (row, name) => emulator[service].update(dialect.table, row[dialect.id] ?? '', { [dialect.name]: name }),
    idOf: (row) => row[dialect.id] ?? '',
    coupledIds: () =>
      store.listCouplings({ limit: records }).couplings.flatMap(({ localId, integrationId }) => {
        const [mine, others] = dialect.side === 'local' ? [localId, integrationId] : [integrationId, localId];
        return mine === null || others === null ? [] : [mine];
      }),
    recordErrors: () => store.jobs({}).flatMap((job) => store.jobErrors(job.id)),
    async stop() {
      await proxy.stop();
      await emulator.stop();
    },
  };
}

type Values = ReadonlyMap<string, string | null>;

function unless(column: string, refused: string | undefined, error: () => Error): (values: Values) => Values {
  return (values) => {
    if (refused !== undefined && values.get(column) === refused) throw error();
    return new Map();
  };
}

/**
 * As the real one, but no answer may take longer than a second: services' own limits are minutes. With a controller of its own, since
 * Node 20 may forget a signal that AbortSignal.any made.
 */
const cutOff: typeof fetch = (url, init) => {
  const cut = new AbortController();
  setTimeout(() => cut.abort(), 1_000).unref();
  init?.signal?.addEventListener('abort', () => cut.abort());
  return fetch(url, { ...init, signal: cut.signal });
};

function memoryRow(number: number) {
  const id = `0c000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return { SystemId: id, Number: `N${String(number).padStart(5, '0')}`, Name: `Customer ${number}`, City: 'Oslo' };
}

const memoryTable: TableDescription = {
  name: 'Customer',
  fields: [
    field('SystemId', { kind: 'guid' }),
    field('Number', { kind: 'text', maxLength: 20 }),
    field('Name', { kind: 'text', maxLength: 100 }),
    field('City', { kind: 'text', maxLength: 30 }),
    field('SystemModifiedAt', { kind: 'dateTime', fractionDigits: 3 }, true),
  ],
  idField: 'SystemId',
  keyField: 'Number',
  modifiedOnField: 'SystemModifiedAt',
};

function field(name: string, type: FieldType, readOnly = false) {
  return { name, type, required: false, readOnly, unique: name === 'SystemId' };
}
