import type { PlanRequest, RunPlan, RunReport, RunRequest, ServiceError, SyncOptions } from './workspaceService';
import { err, ok } from '../core/result';
import { reportRun, runSynchronization } from './runSynchronization';
import { runError } from './serviceErrors';
import { withStoreAndSides } from './workspaceSession';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { Job, RunMode } from '../core/model/job';
import type { MappingPlan } from '../core/plan/recordPlan';
import type { OpenStateStore } from '../store/openStateStore';
import type { Result } from '../core/result';
import type { WorkspaceSession } from './workspaceSession';
import { allowNewRecords } from './allowNewRecords';
import { daysBefore } from './daysBefore';

/** What a run would do: the same run on scratch copies, of which nothing is kept. */
export function planRun(
  session: WorkspaceSession,
  request: PlanRequest,
  cancel: CancelSignal,
): Promise<Result<RunPlan, ServiceError>> {
  return withStoreAndSides(
    session,
    'read',
    async (store, sides) => {
      const mappings: MappingPlan[] = [];
      const run = await runSynchronization({
        onProgress: request.onProgress ?? (() => undefined),
        session,
        sides,
        store,
        request,
        cancel,
        rehearsal: true,
        acceptMissing: request.acceptMissing ?? false,
        onPlanned: (plan) => mappings.push(plan),
      });
      if (!run.ok) return run;
      return planOf(run.value.mode, mappings, cancel);
    },
    request.mode === 'modified',
  );
}

/** A rehearsal's plans as one; refused where the rehearsal was cancelled, since a part of a plan is none. */
export function planOf(
  mode: RunMode,
  mappings: readonly MappingPlan[],
  cancel: CancelSignal,
): Result<RunPlan, ServiceError> {
  if (cancel.aborted) {
    return err({ code: 'CANCELLED', message: 'Cancelled before the plan was complete.', kind: 'cancelled' });
  }
  const troubled = mappings.some((plan) =>
    plan.items.some((item) => item.action === 'fail' || (item.action === 'skip' && item.code !== undefined)),
  );
  return ok({ mode, troubled, mappings });
}

/** Synchronizes, and after a full run lets later runs create records where the user said so (DESIGN 5.2). */
export function syncRun(
  session: WorkspaceSession,
  request: RunRequest,
  options: SyncOptions,
  cancel: CancelSignal,
): Promise<Result<RunReport, ServiceError>> {
  return withStoreAndSides(
    session,
    'write',
    async (store, sides) => {
      const run = await runSynchronization({
        session,
        sides,
        store,
        request,
        cancel,
        rehearsal: false,
        acceptMissing: options.acceptMissing,
        onProgress: options.onProgress,
        onPlanned: () => undefined,
      });
      if (!run.ok) return run;
      const pruned =
        options.keepDays === undefined ? ok(undefined) : await removeOldJobs(session, store, options.keepDays);
      if (!pruned.ok) return pruned;
      const changed =
        request.mode === 'full' && options.allowNew
          ? allowNewRecords(session.files, finishedMappings(run.value.jobs))
          : ok([]);
      return changed.ok ? ok(reportRun(store, run.value, changed.value)) : changed;
    },
    request.mode === 'modified',
  );
}

/** Removes job logs for their age. */
async function removeOldJobs(
  session: WorkspaceSession,
  store: OpenStateStore,
  keepDays: number,
): Promise<Result<void, ServiceError>> {
  const cleared = await store.clearJobs(daysBefore(session.clock.now(), keepDays));
  return cleared.ok ? ok(undefined) : err(runError(cleared.error));
}

/** The mappings whose jobs all finished. */
function finishedMappings(jobs: readonly Job[]): readonly string[] {
  const unfinished = new Set(jobs.filter((job) => job.status !== 'finished').map((job) => job.mapping));
  return [...new Set(jobs.map((job) => job.mapping))].filter((name) => !unfinished.has(name));
}
