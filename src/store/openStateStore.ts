import type { ClearedJobs } from './pruneJobs';
import type { Clock } from '../core/ports/clock';
import type { FoldStep } from './durableStore';
import type { LockOwner, StateLock } from './stateLock';
import type { Migration } from './migrations';
import type { Result } from '../core/result';
import type { SqlJs } from '../files/loadSqlJs';
import type { StateBrowser } from './stateBrowser';
import type { StateFiles } from './stateFiles';
import type { StateStore, StoreError } from '../core/ports/stateStore';
import { DurableStore } from './durableStore';
import { acquireLock } from './stateLock';
import { loadState } from './loadState';
import { makeStateFolder } from './stateFolder';
import { stateFiles } from './stateFiles';
import { migrations } from './migrations';
import { notWritten } from './storeError';
import { ok } from '../core/result';

export interface OpenOptions {
  /** The workspace's `.tandem` folder, absolute; made when it is opened for writing. */
  readonly folder: string;
  readonly environment: string;
  readonly clock: Clock;
  readonly sqlJs: SqlJs;
  /**
   * write: one process at a time · read: takes no lock and never writes a file; what is committed stays in this store's
   * memory and goes with it, which is what a rehearsal needs.
   */
  readonly access: 'read' | 'write';
  readonly owner: LockOwner;
  /** How often the lock's expiry is put off, in milliseconds; absent in tests, which have no real time. */
  readonly renewEveryMs?: number;
  /** Called after each step of a fold, for tests that stop there. */
  readonly onStep?: (step: FoldStep) => void;
  /** For tests: other steps than the published ones. */
  readonly migrations?: readonly Migration[];
}

/** A state store on files, to be closed by whoever opened it. */
export interface OpenStateStore extends StateStore {
  /** The same tables for people to look through, also while a run writes: a moment ahead of what is durable. */
  readonly browser: StateBrowser;
  /** Writes a new snapshot and starts an empty journal. The next opening is as fast as it gets. */
  fold(): Promise<Result<void, StoreError>>;
  /** Folds when the journal has grown beyond 256 KB and an eighth of the snapshot: cheap to ask after every run. */
  foldIfWorthwhile(): Promise<Result<void, StoreError>>;
  /**
   * Removes at once the logs of the jobs that ended before a time (ISO 8601 UTC), or of all that ended; those that a failed or
   * skipped coupling refers to stay. Only for a store that is open for writing, between runs.
   */
  clearJobs(before: string | undefined): Promise<Result<ClearedJobs, StoreError>>;
  /** Folds what was written, and gives the lock back. The store must not be used any more, whatever the result. */
  close(): Promise<Result<void, StoreError>>;
}

/**
 * Opens the state of one environment (DESIGN 6). Where none exists, a writer makes it and a reader sees an empty one.
 * The errors are STATE_LOCKED, STATE_CORRUPT, STATE_NEWER_VERSION, STATE_NOT_WRITTEN and STATE_CHANGED.
 */
export async function openStateStore(options: OpenOptions): Promise<Result<OpenStateStore, StoreError>> {
  const files = stateFiles(options.folder, options.environment);
  return options.access === 'write' ? openForWriting(options, files) : openForReading(options, files);
}

function openForReading(options: OpenOptions, files: StateFiles): Result<OpenStateStore, StoreError> {
  const state = loadState({ files, ...withMigrations(options), backUp: false });
  return state.ok ? ok(new DurableStore(state.value, { files })) : state;
}

async function openForWriting(options: OpenOptions, files: StateFiles): Promise<Result<OpenStateStore, StoreError>> {
  let lock: Result<StateLock, StoreError>;
  try {
    makeStateFolder(options.folder);
    lock = acquireLock({ ...options, file: files.lock });
  } catch (error) {
    return notWritten(files.lock, error);
  }
  if (!lock.ok) return lock;
  const state = loadState({ files, ...withMigrations(options), backUp: true });
  if (!state.ok) {
    lock.value.release();
    return state;
  }
  const { renewEveryMs, onStep } = options;
  const store = new DurableStore(state.value, {
    files,
    lock: lock.value,
    ...(renewEveryMs !== undefined && { renewEveryMs }),
    ...(onStep && { onStep }),
  });
  const begun = state.value.needsFold ? await store.fold() : store.startJournal();
  if (begun.ok) return ok(store);
  await store.close();
  return begun;
}

function withMigrations(options: OpenOptions): { readonly sqlJs: SqlJs; readonly migrations: readonly Migration[] } {
  return { sqlJs: options.sqlJs, migrations: options.migrations ?? migrations };
}
