import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../src/core/ports/clock';
import type { Connector } from '../../src/core/ports/connector';
import type { Job, RunMode } from '../../src/core/model/job';
import type { OpenSides } from '../../src/service/openSides';
import type { OpenStateStore } from '../../src/store/openStateStore';
import type { PreparedMappings } from '../../src/service/prepareRun';
import type { Result } from '../../src/core/result';
import type { SqlJs } from '../../src/files/loadSqlJs';
import { chooseEnvironment, readWorkspace } from '../../src/service/readWorkspace';
import { must } from '../../src/core/assert';
import { neverCancelled } from '../../src/core/ports/cancelSignal';
import { openSides, readySides } from '../../src/service/openSides';
import { openStateStore } from '../../src/store/openStateStore';
import { prepareMappings } from '../../src/service/prepareRun';
import { runMappings } from '../../src/core/job/runMappings';
import { timeOrderedIds } from '../../src/service/timeOrderedIds';

/** The engine on one workspace with a clock of our own, so that runs stand apart in time without waiting. */
export interface Engine {
  readonly store: OpenStateStore;
  readonly sides: OpenSides;
  readonly run: (
    mode: RunMode & ('full' | 'modified'),
    options?: { readonly createNew?: boolean },
  ) => Promise<readonly Job[]>;
  /** Time spent in looking after files since the last call: asking whether they may be written, and saving them. */
  readonly takeFileMs: () => number;
  readonly fold: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function benchClock(start: string): Clock & { set: (iso: string) => void } {
  let base = Date.parse(start);
  let since = performance.now();
  return {
    now: () => new Date(base + (performance.now() - since)).toISOString(),
    monotonicMs: () => performance.now(),
    sleep: () => Promise.resolve(),
    set: (iso) => {
      base = Date.parse(iso);
      since = performance.now();
    },
  };
}

export async function openEngine(
  folder: string,
  sqlJs: SqlJs,
  clock: Clock,
  { forChanges = false, beforeFlush }: { readonly forChanges?: boolean; readonly beforeFlush?: () => void } = {},
): Promise<Engine> {
  readySides();
  const files = value(readWorkspace(folder));
  const environment = value(chooseEnvironment(must(files.workspace, 'workspace'), undefined));
  const ids = timeOrderedIds();
  const store = value(
    await openStateStore({
      folder: path.join(folder, '.tandem'),
      environment: environment.name,
      clock,
      sqlJs,
      access: 'write',
      owner: { host: 'bench', pid: process.pid, command: 'bench' },
    }),
  );
  const sides = value(await openSides(environment, { folder, clock, ids, forChanges }));
  let fileMs = 0;
  const timing = async <T>(work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const done = await work();
    fileMs += performance.now() - began;
    return done;
  };
  const timed = (connector: Connector): Connector => ({
    ...bound(connector),
    prepareToWrite: () => timing(() => connector.prepareToWrite()),
    flush: () => {
      beforeFlush?.();
      return timing(() => connector.flush());
    },
  });
  const connectors = { local: timed(sides.local), integration: timed(sides.integration) };
  const prepared: PreparedMappings = value(await prepareMappings(files, environment, sides, [], neverCancelled));
  const ignore = () => undefined;
  return {
    store,
    sides,
    takeFileMs: () => {
      const taken = fileMs;
      fileMs = 0;
      return taken;
    },
    run: (mode, options) =>
      runMappings(
        {
          runId: ids.guid(),
          mode,
          createNew: options?.createNew ?? mode === 'full',
          records: null,
          overwrite: false,
          acceptMissing: false,
          findDeleted: false,
          rehearsal: false,
          connectors,
          store,
          clock,
          ids,
          cancel: neverCancelled,
          mappings: prepared.compiled,
          events: { jobStarted: ignore, jobProgress: ignore, jobFinished: ignore, planned: ignore, waiting: ignore },
        },
        { mappings: [...prepared.compiled.values()] },
      ),
    fold: async () => {
      value(await store.fold());
    },
    close: async () => {
      value(await store.close());
      await sides.close();
    },
  };
}

export function forgetState(folder: string): void {
  rmSync(path.join(folder, '.tandem'), { recursive: true, force: true });
}

export function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function bound(connector: Connector): Connector {
  return {
    capabilities: connector.capabilities,
    describe: (cancel) => connector.describe(cancel),
    read: (query, cancel) => connector.read(query, cancel),
    get: (request, cancel) => connector.get(request, cancel),
    find: (request, cancel) => connector.find(request, cancel),
    newIds: (table, count) => connector.newIds(table, count),
    prepareToWrite: () => connector.prepareToWrite(),
    write: (request, cancel) => connector.write(request, cancel),
    flushSoon: () => connector.flushSoon?.(),
    flush: () => connector.flush(),
    close: () => connector.close(),
  };
}
