import assert from 'node:assert/strict';
import type { Connector } from '../../src/core/ports/connector';
import type { FakeClock } from '../support/fakeClock';
import type { FieldType } from '../../src/core/model/value';
import type { Job } from '../../src/core/model/job';
import type { MemoryConnector, MemoryRow } from '../support/memoryConnector';
import type { Direction, Side } from '../../src/core/model/side';
import type { StateStore } from '../../src/core/ports/stateStore';
import type { TableDescription } from '../../src/core/model/schema';
import { MemoryStore } from '../support/memoryStore';
import { compileMapping } from '../../src/core/plan/compileMapping';
import { fakeClock } from '../support/fakeClock';
import { fullRun } from '../support/fullRun';
import { memoryConnector } from '../support/memoryConnector';
import { must } from '../../src/core/assert';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import { runMappings } from '../../src/core/job/runMappings';
import { sequentialIds } from '../support/sequentialIds';
import { settleIntents } from '../../src/core/job/settleIntents';
import { settleOutcomes } from '../../src/core/job/settleOutcomes';

/** Customers and accounts in memory, synchronized by the core alone: what laws over many runs are tried on. */
export interface SynchronizationRig {
  readonly clock: FakeClock;
  readonly systems: { readonly [S in Side]: MemoryConnector };
  readonly store: MemoryStore;
  /** One run over all records, or those changed; a minute passes before it. `ports` stand in for the rig's own. */
  synchronize(mode: 'full' | 'modified', ports?: RunPorts): Promise<readonly Job[]>;
  /** Both sides' values without ids and stamps, in an order of their own: what two rigs may be compared by. */
  contents(): { readonly [S in Side]: readonly string[] };
  /** Everything, ids and stamps too. */
  snapshot(): string;
}

export interface RunPorts {
  readonly local?: Connector;
  readonly integration?: Connector;
  readonly store?: StateStore;
  /** Compares ids, too. */
  readonly findDeleted?: boolean;
}

export interface RigOptions {
  readonly local: readonly MemoryRow[];
  readonly integration: readonly MemoryRow[];
  readonly updateConflict?: 'none' | 'sendUpdateToIntegration' | 'getUpdateFromIntegration';
  readonly deletionConflict?: 'none' | 'restoreRecords' | 'removeCoupling';
  readonly direction?: Direction;
  readonly onlyCoupled?: boolean;
  /** The sides that keep track of their changes themselves. */
  readonly tracking?: readonly Side[];
  readonly durability?: 'immediate' | 'deferred';
  /** Both systems give ids themselves, and may carry out a write so late after its answer was lost. */
  readonly lateWriteMs?: number;
  /** The records a connector gives and takes at once; both 1,000 where absent. */
  readonly pageSize?: number;
  /** Stands in for the rig's own in every run. */
  readonly stateStore?: StateStore;
}

export const fieldNames = { local: ['No.', 'Name', 'City'], integration: ['accountnumber', 'name', 'city'] } as const;

export function synchronizationRig(options: RigOptions): SynchronizationRig {
  const clock = fakeClock();
  const store = new MemoryStore();
  const ids = sequentialIds(1);
  const durability = options.durability ?? 'immediate';
  const system = (side: Side, series: number) =>
    memoryConnector({
      tables: [{ description: described(side, options), rows: options[side] }],
      clock,
      durability,
      ...(options.lateWriteMs !== undefined && { ids: 'server' as const, writeTimeLimitMs: options.lateWriteMs }),
      idSource: sequentialIds(series),
    });
  const systems = { local: system('local', 2), integration: system('integration', 3) };
  const compiled = compile(options);

  return {
    clock,
    systems,
    store,
    async synchronize(mode, ports = {}) {
      clock.advance(60_000);
      const context = fullRun({
        runId: ids.guid(),
        mode,
        createNew: mode === 'full',
        acceptMissing: true,
        findDeleted: ports.findDeleted ?? false,
        connectors: {
          local: inPages(ports.local ?? systems.local, options.pageSize),
          integration: inPages(ports.integration ?? systems.integration, options.pageSize),
        },
        store: ports.store ?? options.stateStore ?? store,
        clock,
        ids,
        mappings: new Map([[compiled.mapping.name, compiled]]),
      });
      const settled = await settleIntents(context);
      assert.ok(settled.ok, settled.ok ? '' : settled.error.message);
      const cameTrue = await settleOutcomes(context);
      assert.ok(cameTrue.ok, cameTrue.ok ? '' : cameTrue.error.message);
      return runMappings(context, { mappings: [compiled] });
    },
    contents() {
      const told = (side: Side) =>
        systems[side]
          .rows(descriptions[side].name)
          .map((row) => fieldNames[side].map((name) => row[name] ?? '').join('|'))
          .sort();
      return { local: told('local'), integration: told('integration') };
    },
    snapshot: () => JSON.stringify([systems.local.rows('Customer'), systems.integration.rows('account')]),
  };
}

function compile(options: RigOptions) {
  const { updateConflict = 'none', deletionConflict = 'none', direction = 'bidirectional' } = options;
  const text = `
name: CUSTOMER
table: Customer
integrationTable: account
direction: ${direction}
synchOnlyCoupledRecords: ${options.onlyCoupled ?? false}
updateConflict: ${updateConflict}
deletionConflict: ${deletionConflict}
fields: [No. <-> accountnumber, Name <-> name, City <-> city]
`;
  const mapping = must(parseMapping(text, 'customer.mapping.yaml').mapping, 'a mapping without errors');
  const side = (name: Side) => ({ schema: { tables: [described(name, options)] }, defaults: {} });
  const compiled = compileMapping(mapping, { local: side('local'), integration: side('integration') });
  return must(compiled.ok ? compiled.value : undefined, 'a mapping that fits');
}

function described(side: Side, { tracking = [] }: RigOptions): TableDescription {
  return { ...descriptions[side], ...(tracking.includes(side) && { tracksChanges: true as const }) };
}

function inPages(connector: Connector, pageSize: number | undefined): Connector {
  if (pageSize === undefined) return connector;
  return {
    ...connector,
    capabilities: { ...connector.capabilities, batchSize: pageSize },
    read: (query, cancel) => connector.read({ ...query, pageSize: Math.min(pageSize, query.pageSize) }, cancel),
    ...(connector.changes && {
      changes: (query, cancel) => must(connector.changes, 'changes')({ ...query, pageSize }, cancel),
    }),
  };
}

const descriptions: { readonly [S in Side]: TableDescription } = {
  local: {
    name: 'Customer',
    fields: [
      field('SystemId', { kind: 'guid' }),
      ...fieldNames.local.map((name) => field(name, { kind: 'text' })),
      field('SystemModifiedAt', { kind: 'dateTime', fractionDigits: 3 }, true),
    ],
    idField: 'SystemId',
    keyField: 'No.',
    modifiedOnField: 'SystemModifiedAt',
  },
  integration: {
    name: 'account',
    fields: [
      field('accountid', { kind: 'guid' }),
      // Longer names fail on their way here.
      field('accountnumber', { kind: 'text' }),
      field('name', { kind: 'text', maxLength: 8 }),
      field('city', { kind: 'text' }),
      field('modifiedon', { kind: 'dateTime', fractionDigits: 3 }, true),
    ],
    idField: 'accountid',
    keyField: 'accountnumber',
    modifiedOnField: 'modifiedon',
  },
};

function field(name: string, type: FieldType, readOnly = false) {
  return { name, type, required: false, readOnly, unique: name === 'SystemId' || name === 'accountid' };
}
