import type { MatchRequest, ServiceError, SyncOptions } from './workspaceService';
import type { RunOutput } from './runSynchronization';
import { err, ok } from '../core/result';
import { allows, runDirections } from '../core/model/side';
import { hasMatchFields } from '../core/plan/matchIndex';
import { usageError } from './serviceErrors';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { MappingPlan } from '../core/plan/recordPlan';
import type { OpenSides } from './openSides';
import type { Result } from '../core/result';
import type { RunContext } from '../core/job/runContext';
import type { StateStore } from '../core/ports/stateStore';
import type { WorkspaceSession } from './workspaceSession';
import { IdSet } from '../core/job/idSet';
import { LookupResolver } from '../core/job/lookupResolver';
import { createPass } from '../core/job/pass';
import { matchRecords } from '../core/job/matchRecords';
import { must } from '../core/assert';
import { newJob } from '../core/job/newJob';
import { onlyMatchFields } from '../core/plan/onlyMatchFields';
import { prepareMappings } from './prepareRun';
import { runEvents, runSynchronization, rehearsedSides } from './runSynchronization';
import { tellPlans } from '../core/job/tellPlans';

interface MatchInput {
  readonly session: WorkspaceSession;
  readonly sides: OpenSides;
  readonly store: StateStore;
  readonly request: MatchRequest;
  readonly options: Pick<SyncOptions, 'onProgress' | 'acceptMissing'>;
  readonly cancel: CancelSignal;
  /** On scratch copies: the run is asked for its plan, not its effect. */
  readonly rehearsal: boolean;
  readonly onPlanned: (plan: MappingPlan) => void;
}

/**
 * Match-based coupling as one run (semantics 6): the coupling job, then the counterparts of records without a match where
 * the mapping or the user creates them, then a synchronization of what was coupled where the mapping asks for it. The
 * mapping's conflict policy decides which side's values win.
 */
export async function matchMapping(input: MatchInput): Promise<Result<RunOutput, ServiceError>> {
  const { session, sides, store, request, options, cancel, rehearsal, onPlanned } = input;
  const prepared = await prepareMappings(session.files, session.environment, sides, [request.mapping], cancel);
  if (!prepared.ok) return prepared;
  const compiled = must(prepared.value.compiled.get(request.mapping), 'the mapping');
  const { mapping } = compiled;
  const createNew =
    (request.createNew ?? mapping.matching.createNew) && allows(mapping.direction, 'toIntegrationTable');
  if (request.createNew === true && !createNew) {
    return err({
      code: 'DIRECTION_NOT_ALLOWED',
      message: `${mapping.name} does not go to the integration table, so it cannot create records there. Leave out --create-new.`,
      kind: 'usage',
    });
  }
  if (!hasMatchFields(compiled)) {
    const message = `${mapping.name} has no field with match. Mark the fields to match by in ${mapping.file}.`;
    return err(usageError('NO_MATCH_FIELDS', message));
  }
  const runId = session.ids.guid();
  const context: RunContext = {
    runId,
    mode: 'full',
    createNew: false,
    records: null,
    overwrite: false,
    acceptMissing: true,
    findDeleted: false,
    rehearsal,
    connectors: rehearsal ? rehearsedSides(session, sides) : sides,
    store,
    clock: session.clock,
    ids: session.ids,
    cancel,
    mappings: prepared.value.compiled,
    events: runEvents(options.onProgress, onPlanned),
  };
  const pass = createPass(context, {
    compiled: onlyMatchFields(compiled),
    direction: 'toIntegrationTable',
    resolver: new LookupResolver(context),
    inStep: new IdSet(),
    setAside: [],
    isLater: () => false,
    guarded: true,
    job: newJob(context, {
      mapping: mapping.name,
      type: 'coupling',
      mode: 'full',
      direction: runDirections(mapping.direction)[0] ?? 'toIntegrationTable',
    }),
  });
  options.onProgress({ kind: 'jobStarted', job: pass.job, position: 1, of: 1 });
  const { job, matched } = await matchRecords(pass, createNew);
  options.onProgress({ kind: 'jobFinished', job });
  if (rehearsal) tellPlans([pass]);
  const jobs = [job];

  const follow = async (records: readonly string[], mode: 'full' | 'modified'): Promise<ServiceError | undefined> => {
    const direction = mode === 'full' ? ({ direction: 'toIntegrationTable' } as const) : {};
    const run = await runSynchronization({
      session,
      sides,
      store,
      cancel,
      runId,
      request: { mode, mappings: [mapping.name], records, ...direction },
      rehearsal,
      acceptMissing: options.acceptMissing,
      onProgress: options.onProgress,
      onPlanned,
    });
    if (!run.ok) return run.error;
    jobs.push(...run.value.jobs);
    return undefined;
  };
  if (job.status === 'finished' && matched.unmatched.length > 0) {
    const failure = await follow(matched.unmatched, 'full');
    if (failure) return err(failure);
  }
  if (job.status === 'finished' && mapping.matching.synchronize && matched.coupled.length > 0) {
    const failure = await follow(matched.coupled, 'modified');
    if (failure) return err(failure);
  }
  return ok({ runId, mode: 'full', jobs });
}
