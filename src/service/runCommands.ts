import path from 'node:path';
import type { RunPlan, RunReport, RunRequest, ServiceError, SyncOptions } from './workspaceService';
import { err, ok } from '../core/result';
import { noProgress, reportRun, runSynchronization } from './runSynchronization';
import { withSides, withStore } from './workspaceSession';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { Job } from '../core/model/job';
import type { MappingPlan } from '../core/plan/recordPlan';
import type { Result } from '../core/result';
import type { WorkspaceSession } from './workspaceSession';
import { readText } from './readWorkspace';
import { replaceFile } from '../files/replaceFile';
import { setSynchOnlyCoupledRecords } from '../core/mapping/setSynchOnlyCoupledRecords';

/** What a run would do: the same run on scratch copies, of which nothing is kept. */
export function planRun(
  session: WorkspaceSession,
  request: RunRequest,
  cancel: CancelSignal,
): Promise<Result<RunPlan, ServiceError>> {
  return withStore(session, 'read', (store) =>
    withSides(session, async (sides) => {
      const mappings: MappingPlan[] = [];
      const run = await runSynchronization({
        ...noProgress,
        session,
        sides,
        store,
        request,
        cancel,
        rehearsal: true,
        acceptMissing: false,
        onPlanned: (plan) => mappings.push(plan),
      });
      if (!run.ok) return run;
      if (cancel.aborted)
        return err({ code: 'CANCELLED', message: 'Cancelled before the plan was complete.', kind: 'cancelled' });
      const troubled = mappings.some((plan) =>
        plan.items.some((item) => item.action === 'fail' || (item.action === 'skip' && item.code !== undefined)),
      );
      return ok({ mode: run.value.mode, troubled, mappings });
    }),
  );
}

/** Synchronizes, and after a full run lets later runs create records where the user said so (DESIGN 5.2). */
export function syncRun(
  session: WorkspaceSession,
  request: RunRequest,
  options: SyncOptions,
  cancel: CancelSignal,
): Promise<Result<RunReport, ServiceError>> {
  return withStore(session, 'write', (store) =>
    withSides(session, async (sides) => {
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
      const changed = request.mode === 'full' && options.allowNew ? allowNew(session, run.value.jobs) : ok([]);
      return changed.ok ? ok(reportRun(store, run.value, changed.value)) : changed;
    }),
  );
}

/** Clears `synchOnlyCoupledRecords` in the files of the mappings whose jobs all finished. */
function allowNew(session: WorkspaceSession, jobs: readonly Job[]): Result<readonly string[], ServiceError> {
  const changed: string[] = [];
  for (const mapping of session.files.mappings) {
    const own = jobs.filter((job) => job.mapping === mapping.name);
    if (own.length === 0 || own.some((job) => job.status !== 'finished') || !mapping.synchOnlyCoupledRecords) continue;
    const text = readText(session.files.folder, mapping.file);
    if (!text.ok) return text;
    replaceFile(path.join(session.files.folder, mapping.file), setSynchOnlyCoupledRecords(text.value, false));
    changed.push(mapping.file);
  }
  return ok(changed);
}
