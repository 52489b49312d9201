import { hostname } from 'node:os';
import path from 'node:path';
import { err, ok } from '../core/result';
import { runError } from './serviceErrors';
import type { Clock } from '../core/ports/clock';
import type { Environment } from '../core/model/workspace';
import type { Ids } from '../core/ports/ids';
import type { Job } from '../core/model/job';
import type { LockOwner } from '../store/stateLock';
import type { OpenSides, SideOptions } from './openSides';
import type { OpenStateStore } from '../store/openStateStore';
import type { Result } from '../core/result';
import type { StateBrowser } from '../store/stateBrowser';
import type { ServiceError } from './workspaceService';
import type { WorkspaceFiles } from './readWorkspace';
import type { ServiceReach } from './openService';
import { loadSqlJs } from '../files/loadSqlJs';
import { openSides, readySides } from './openSides';
import { threadId } from 'node:worker_threads';
import { openStateStore } from '../store/openStateStore';

/** What all of a workspace's commands share: its files, its environment, time and ids. Connections are opened per command. */
export interface WorkspaceSession {
  readonly files: WorkspaceFiles;
  readonly environment: Environment;
  /** Names the caller for whoever finds the state locked. */
  readonly command: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** How services are reached; absent, none is. */
  readonly services?: ServiceReach;
  /**
   * Lends the state of a command that writes, so that it can be looked through meanwhile; what is given back takes it away
   * again, before the state is closed.
   */
  readonly lendState?: (state: StateBrowser) => () => void;
}

/** How long a lock lives without a sign of life is the store's; it is renewed well within that. */
const renewLockEveryMs = 10_000;

export function stateFolder(session: WorkspaceSession): string {
  return path.join(session.files.folder, '.tandem');
}

/** Who this is, for locks. */
export function thisThread(): Pick<LockOwner, 'host' | 'pid' | 'thread'> {
  return { host: hostname(), pid: process.pid, thread: threadId };
}

/** Opens the state for one command, hands it over and closes it. Closing folds the journal; a failure to do so is told. */
export async function withStore<T>(
  session: WorkspaceSession,
  access: 'read' | 'write',
  work: (store: OpenStateStore) => Promise<Result<T, ServiceError>>,
): Promise<Result<T, ServiceError>> {
  const opened = await openStateStore({
    folder: stateFolder(session),
    environment: session.environment.name,
    clock: session.clock,
    sqlJs: await loadSqlJs(),
    access,
    owner: { ...thisThread(), command: session.command },
    renewEveryMs: renewLockEveryMs,
  });
  if (!opened.ok) return err(runError(opened.error));
  const store = opened.value;
  const takeBack = access === 'write' ? session.lendState?.(store.browser) : undefined;
  try {
    const interrupted = access === 'write' ? await closeInterruptedJobs(session, store) : ok(undefined);
    if (!interrupted.ok) return interrupted;
    return await work(store);
  } finally {
    takeBack?.();
    // What commits made durable is in the journal; a fold that fails now is done when the state is opened next.
    await store.close();
  }
}

/** Opens both systems for one command; `forChanges` as in `SideOptions`. */
export async function withSides<T>(
  session: WorkspaceSession,
  work: (sides: OpenSides) => Promise<Result<T, ServiceError>>,
  forChanges = false,
): Promise<Result<T, ServiceError>> {
  const opened = await openSides(session.environment, { ...sideOptionsOf(session), forChanges });
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Opens the state and both systems for one command. */
export function withStoreAndSides<T>(
  session: WorkspaceSession,
  access: 'read' | 'write',
  work: (store: OpenStateStore, sides: OpenSides) => Promise<Result<T, ServiceError>>,
  forChanges = false,
): Promise<Result<T, ServiceError>> {
  readySides();
  return withStore(session, access, (store) => withSides(session, (sides) => work(store, sides), forChanges));
}

/** What opening a side takes from a session. */
export function sideOptionsOf({ environment, files, clock, ids, services }: WorkspaceSession): SideOptions {
  return { folder: files.folder, environment: environment.name, clock, ids, ...(services && { services }) };
}

/** Jobs that a crash left in progress: nobody works on them any more, since this process holds the lock. */
async function closeInterruptedJobs(
  session: WorkspaceSession,
  store: OpenStateStore,
): Promise<Result<void, ServiceError>> {
  const interrupted = store.jobs({ limit: 100 }).filter((job) => job.status === 'inProgress');
  if (interrupted.length === 0) return ok(undefined);
  const jobs = interrupted.map((job): Job => ({
    ...job,
    status: 'aborted',
    finishedAt: session.clock.now(),
    message: 'Interrupted before its end. What it had written is kept; run again to go on.',
  }));
  const committed = await store.commit({ jobs });
  return committed.ok ? ok(undefined) : err(runError(committed.error));
}
