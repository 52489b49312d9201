import type { Job, RunMode } from '../core/model/job';
import type { ProgressEvent, RunReport, RunRequest, ServiceError, SyncOptions } from './workspaceService';
import { err, ok } from '../core/result';
import { runError, usageError } from './serviceErrors';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { CompiledMapping } from '../core/plan/compiledMapping';
import type { MappingPlan } from '../core/plan/recordPlan';
import type { OpenSides } from './openSides';
import type { Result } from '../core/result';
import type { RunContext, RunEvents } from '../core/job/runContext';
import type { RunSelection } from '../core/job/runMappings';
import type { StateStore } from '../core/ports/stateStore';
import type { WorkspaceSession } from './workspaceSession';
import { allows } from '../core/model/side';
import { chooseRecords } from './chooseRecords';
import { chosenSides } from './chosenSides';
import type { PreparedMappings } from './prepareRun';
import { prepareMappings } from './prepareRun';
import { rehearsalConnector } from '../core/job/rehearsalConnector';
import { refreshSchemaCache } from './schemaCache';
import { stateFolder } from './workspaceSession';
import { runMappings } from '../core/job/runMappings';
import { settleIntents } from '../core/job/settleIntents';
import { settleOutcomes } from '../core/job/settleOutcomes';
import { totalsOf } from '../core/job/tally';

const firstErrorsPerJob = 5;

export interface RunInput {
  readonly session: WorkspaceSession;
  readonly sides: OpenSides;
  readonly store: StateStore;
  readonly request: RunRequest;
  readonly cancel: CancelSignal;
  readonly rehearsal: boolean;
  readonly acceptMissing: boolean;
  readonly runId?: string;
  readonly onProgress: (event: ProgressEvent) => void;
  readonly onPlanned: (plan: MappingPlan) => void;
}

export interface RunOutput {
  readonly runId: string;
  readonly mode: RunMode;
  readonly jobs: readonly Job[];
}

/** Makes everything ready and runs: the one way that plan, sync and the commands that synchronize on the side share. */
export async function runSynchronization(input: RunInput): Promise<Result<RunOutput, ServiceError>> {
  const { session, store, request, rehearsal } = input;
  const prepared = await prepareMappings(
    session.files,
    session.environment,
    input.sides,
    request.mappings,
    input.cancel,
  );
  if (!prepared.ok) return prepared;
  const selection = selectMappings(prepared.value.compiled, request);
  if (!selection.ok) return selection;

  const runId = input.runId ?? session.ids.guid();
  const chosen = request.records.length > 0;
  const mode: RunMode = chosen ? 'records' : request.mode;
  const context: RunContext = {
    runId,
    mode,
    createNew: request.mode === 'full',
    records: null,
    overwrite: chosen && request.direction !== undefined,
    acceptMissing: input.acceptMissing,
    findDeleted: request.findDeleted ?? false,
    rehearsal,
    connectors: rehearsal ? rehearsedSides(session, input.sides) : input.sides,
    store,
    clock: session.clock,
    ids: session.ids,
    cancel: input.cancel,
    mappings: prepared.value.compiled,
    events: runEvents(input.onProgress, input.onPlanned),
  };
  if (!rehearsal) {
    const cached = keepSchema(session, prepared.value);
    if (!cached.ok) return cached;
  }
  const settled = await settleIntents(context);
  if (!settled.ok) return err(runError(settled.error));
  const cameTrue = await settleOutcomes(context);
  if (!cameTrue.ok) return err(runError(cameTrue.error));
  if (!chosen) return ok({ runId, mode, jobs: await runMappings(context, selection.value) });
  const records = await chooseRecords(context, selection.value.mappings, request.records);
  if (!records.ok) return records;
  const { mappings, ids } = records.value;
  const [chosenMapping] = mappings;
  const sides = request.take && chosenMapping ? chosenSides(chosenMapping, request.take) : ok(undefined);
  if (!sides.ok) return sides;
  const withChoice = { ...context, records: ids, ...(sides.value && { chosenSides: sides.value }) };
  const jobs = await runMappings(withChoice, { ...selection.value, mappings });
  return ok({ runId, mode, jobs });
}

/** Both systems, of which nothing that is written is kept. */
export function rehearsedSides(session: WorkspaceSession, sides: OpenSides): RunContext['connectors'] {
  return {
    local: rehearsalConnector(sides.local, session),
    integration: rehearsalConnector(sides.integration, session),
  };
}

/** What the run has read of the tables serves the language server until the next one. */
function keepSchema(session: WorkspaceSession, { schemas }: PreparedMappings): Result<void, ServiceError> {
  const environment = session.environment.name;
  const schema = { environment, ...schemas, readAt: session.clock.now(), cached: false };
  return refreshSchemaCache(stateFolder(session), schema);
}

/** What a run came to, for its caller. */
export function reportRun(store: StateStore, output: RunOutput, changedFiles: readonly string[]): RunReport {
  const { runId, mode, jobs } = output;
  const firstErrors = jobs.flatMap((job) =>
    store
      .jobErrors(job.id)
      .slice(0, firstErrorsPerJob)
      .map((error) => ({ jobId: job.id, error })),
  );
  const totals = totalsOf(jobs.map((job) => job.counters));
  return { runId, mode, jobs, totals, troubled: jobs.some((job) => isTroubled(store, job)), firstErrors, changedFiles };
}

/** Failed records, or skipped ones that failed before: a direction that lost by policy skips without an error or failure. */
function isTroubled(store: StateStore, job: Job): boolean {
  if (job.counters.failed > 0) return true;
  if (job.counters.skipped === 0) return false;
  if (store.jobErrors(job.id).length > 0) return true;
  const side = job.direction === 'toIntegrationTable' ? 'local' : 'integration';
  const skipped = store.jobRecords(job.id).filter((record) => record.action === 'skip');
  const ids = skipped.flatMap((record) => (side === 'local' ? record.localId : record.integrationId) ?? []);
  return [...store.couplingsByIds(job.mapping, side, ids).values()].some((coupling) => coupling.skipped);
}

function selectMappings(
  compiled: ReadonlyMap<string, CompiledMapping>,
  request: RunRequest,
): Result<RunSelection, ServiceError> {
  const { direction } = request;
  const unknown = request.mappings.find((name) => !compiled.has(name));
  if (unknown !== undefined) return err(unknownMapping(unknown, [...compiled.keys()]));
  const named = [...compiled.values()].filter(
    ({ mapping }) => request.mappings.length === 0 || request.mappings.includes(mapping.name),
  );
  const against = named.find(({ mapping }) => direction !== undefined && !allows(mapping.direction, direction));
  if (request.mappings.length > 0 && against && direction !== undefined) {
    return err(
      usageError(
        'DIRECTION_NOT_ALLOWED',
        `${against.mapping.name} does not go ${direction}: its direction is ${against.mapping.direction}.`,
      ),
    );
  }
  const mappings = named.filter(({ mapping }) => direction === undefined || allows(mapping.direction, direction));
  return ok({ mappings, ...(direction && { direction }) });
}

export function unknownMapping(name: string, known: readonly string[]): ServiceError {
  const list = known.length > 0 ? `Choose one of: ${known.join(', ')}.` : 'The workspace has no mappings.';
  return usageError('MAPPING_NOT_FOUND', `There is no mapping ${name}. ${list}`);
}

/** A run's events as shells want them told. */
export function runEvents(onProgress: RunInput['onProgress'], planned: RunInput['onPlanned']): RunEvents {
  return {
    jobStarted: (job, position, of) => onProgress({ kind: 'jobStarted', job, position, of }),
    jobProgress: (job, done) => onProgress({ kind: 'jobProgress', job, done }),
    jobFinished: (job) => onProgress({ kind: 'jobFinished', job }),
    planned,
    waiting: (reason) => onProgress({ kind: 'waiting', reason }),
  };
}

/** How `plan` asks for nothing to be kept. */
export const noProgress: Pick<SyncOptions, 'onProgress'> = { onProgress: () => undefined };
