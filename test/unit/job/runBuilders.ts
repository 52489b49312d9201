import type { CompiledMapping } from '../../../src/core/plan/compiledMapping';
import type { ConnectorError } from '../../../src/core/ports/connector';
import type { ConnectorOperation, MemoryConnector, MemoryRow } from '../../support/memoryConnector';
import type { FakeClock } from '../../support/fakeClock';
import type { Pass } from '../../../src/core/job/pass';
import type { RunContext } from '../../../src/core/job/runContext';
import type { Side } from '../../../src/core/model/side';
import type { TableDescription } from '../../../src/core/model/schema';
import { IdSet } from '../../../src/core/job/idSet';
import { LookupResolver } from '../../../src/core/job/lookupResolver';
import { MemoryStore } from '../../support/memoryStore';
import { aJob } from '../../support/stateBuilders';
import { aMapping, tables } from '../../support/planBuilders';
import { createPass } from '../../../src/core/job/pass';
import { fakeClock } from '../../support/fakeClock';
import { memoryConnector } from '../../support/memoryConnector';
import { must } from '../../../src/core/assert';
import { fullRun } from '../../support/fullRun';
import { sequentialIds } from '../../support/sequentialIds';

type Rows = Readonly<Record<string, readonly MemoryRow[]>>;

export interface RunStory {
  /** Rows by table. */
  readonly local?: Rows;
  readonly integration?: Rows;
  /** CUSTOMER with its two fields where absent. */
  readonly mappings?: readonly CompiledMapping[];
  /** Stand in for the integration system's tables of the same name. */
  readonly integrationTables?: readonly TableDescription[];
  readonly durability?: 'immediate' | 'deferred';
  readonly ids?: 'client' | 'server';
  /** Asked before each operation on a side; what it returns is the operation's error. */
  readonly failOn?: (operation: ConnectorOperation, side: Side) => ConnectorError | undefined;
  readonly context?: Partial<RunContext>;
}

/** What a run works with, on systems and a state in memory. */
export interface Run {
  readonly context: RunContext;
  readonly systems: { readonly [S in Side]: MemoryConnector };
  readonly store: MemoryStore;
  readonly clock: FakeClock;
  /** What the systems were asked, in order. */
  readonly asked: string[];
}

export function aRun(story: RunStory = {}): Run {
  const clock = fakeClock();
  const store = new MemoryStore();
  const asked: string[] = [];
  const system = (side: Side) =>
    memoryConnector({
      tables: [...(side === 'integration' ? (story.integrationTables ?? []) : []), ...tables[side]]
        .filter((table, index, all) => all.findIndex((other) => other.name === table.name) === index)
        .map((description) => ({ description, rows: story[side]?.[description.name] ?? [] })),
      clock,
      durability: story.durability ?? 'immediate',
      ids: story.ids ?? 'client',
      failOn: (operation) => {
        asked.push(`${side} ${operation}`);
        return story.failOn?.(operation, side);
      },
    });
  const systems = { local: system('local'), integration: system('integration') };
  const context = fullRun({
    connectors: systems,
    store,
    clock,
    ids: sequentialIds(),
    mappings: new Map((story.mappings ?? [aMapping()]).map((mapping) => [mapping.mapping.name, mapping])),
    ...story.context,
  });
  return { context, systems, store, clock, asked };
}

/** The pass of the run's first mapping to the integration table. */
export function aPass({ context }: Run): Pass {
  return createPass(context, {
    compiled: must([...context.mappings.values()][0], 'a mapping'),
    direction: 'toIntegrationTable',
    resolver: new LookupResolver(context),
    inStep: new IdSet(),
    setAside: [],
    isLater: () => false,
    guarded: false,
    job: aJob({ id: 'job-1' }),
  });
}
