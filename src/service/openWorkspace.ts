import type { RunDirection } from '../core/model/side';
import type { RunRequest, ServiceError, SyncOptions, WorkspaceService } from './workspaceService';
import { chooseEnvironment, readWorkspace } from './readWorkspace';
import { err, ok } from '../core/result';
import { runDirections } from '../core/model/side';
import { runError, usageError } from './serviceErrors';
import { withStore } from './workspaceSession';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { Clock } from '../core/ports/clock';
import type { Ids } from '../core/ports/ids';
import type { Coupling } from '../core/model/coupling';
import type { Result } from '../core/result';
import type { ServiceReach } from './openService';
import type { StateBrowser } from '../store/stateBrowser';
import type { WorkspaceFiles } from './readWorkspace';
import type { WorkspaceSession } from './workspaceSession';
import { coupleByHand, coupleByMatch, planMatch, uncouple } from './coupleCommands';
import { filesAreWrong } from './prepareRun';
import { chooseSkipped } from './chooseSkipped';
import { listAll } from './listCouplings';
import { planRun, syncRun } from './runCommands';
import { retryRecords } from '../core/job/changeCouplings';
import { synchronizationOrder } from '../core/mapping/synchronizationOrder';
import { systemClock } from './systemClock';
import { testConnection } from './testConnection';
import { timeOrderedIds } from './timeOrderedIds';
import { unknownMapping } from './runSynchronization';
import { daysBefore } from './daysBefore';
import { WorkspaceBrowser } from './browse/workspaceBrowser';
import { usualSystemViews } from './browse/systemViews';
import { checkMappings } from '../core/mapping/checkMappings';
import { defaultsOf, readySides } from './openSides';
import { workspaceSchema } from './workspaceSchema';

export interface OpenOptions {
  /** Where to look for tandem.yaml: here, then above. */
  readonly folder: string;
  readonly environment?: string;
  /** Names the caller for whoever finds the state locked. */
  readonly command: string;
  /** Time and ids, where a test brings its own. */
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** How services are reached; absent, none is. */
  readonly services?: ServiceReach;
  /** Reads the workspace's files, where the caller remembers what it has read. */
  readonly read?: (folder: string) => Result<WorkspaceFiles, ServiceError>;
  /** See `WorkspaceSession`; the environment's name tells whose state it is. */
  readonly lendState?: (folder: string, environment: string, state: StateBrowser) => () => void;
}

/** Opens a workspace for one environment. Its files must be without errors; systems and state are opened by each command. */
export function openWorkspace(options: OpenOptions): Promise<Result<WorkspaceService, ServiceError>> {
  return Promise.resolve(open(options));
}

function open(options: OpenOptions): Result<WorkspaceService, ServiceError> {
  // Most commands open systems next.
  readySides();
  const read = (options.read ?? readWorkspace)(options.folder);
  if (!read.ok) return read;
  const files = read.value;
  const errors = files.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0 || !files.workspace) return err(filesAreWrong(errors));
  const environment = chooseEnvironment(files.workspace, options.environment);
  if (!environment.ok) return environment;
  const together = checkMappings({
    workspace: files.workspace,
    mappings: files.mappings,
    sources: files.sources,
    schemas: {},
    defaults: { local: defaultsOf(environment.value.local), integration: defaultsOf(environment.value.integration) },
  });
  const crossErrors = together.problems.filter((problem) => problem.severity === 'error');
  if (crossErrors.length > 0) return err(filesAreWrong(crossErrors));
  const { lendState } = options;
  const session: WorkspaceSession = {
    files,
    environment: environment.value,
    command: options.command,
    clock: options.clock ?? systemClock,
    ids: options.ids ?? timeOrderedIds(),
    ...(options.services && { services: options.services }),
    ...(lendState && { lendState: (state) => lendState(files.folder, environment.value.name, state) }),
  };
  return ok(serviceOf(session));
}

function serviceOf(session: WorkspaceSession): WorkspaceService {
  const mappings = synchronizationOrder(session.files.mappings).order;
  const known = <T>(name: string | undefined, work: () => Promise<Result<T, ServiceError>>) =>
    name === undefined || mappings.some((mapping) => mapping.name === name)
      ? work()
      : Promise.resolve(
          err(
            unknownMapping(
              name,
              mappings.map((mapping) => mapping.name),
            ),
          ),
        );
  return {
    folder: session.files.folder,
    environment: session.environment.name,
    mappings,
    plan: (request, cancel) => planRun(session, request, cancel),
    planMatching: (request, cancel) => known(request.mapping, () => planMatch(session, request, cancel)),
    sync: (request: RunRequest, options: SyncOptions, cancel: CancelSignal) =>
      syncRun(session, request, options, cancel),
    couple: (request, cancel) => known(request.mapping, () => coupleByHand(session, request, cancel)),
    coupleByMatching: (request, options, cancel) =>
      known(request.mapping, () => coupleByMatch(session, request, options, cancel)),
    uncouple: (request) =>
      known(request.mapping, () => uncouple(session, request, directionOf(session, request.mapping))),
    retry: (request) =>
      known(request.mapping, () =>
        withStore(session, 'write', async (store) => {
          const skipped: Coupling[] = [];
          for (const mapping of mappings) {
            if (request.mapping !== undefined && mapping.name !== request.mapping) continue;
            skipped.push(...chooseSkipped(store, mapping.name, request));
          }
          const context = { runId: session.ids.guid(), store, clock: session.clock, ids: session.ids };
          const committed = await retryRecords(context, skipped);
          return committed.ok ? ok({ restored: skipped.length }) : err(runError(committed.error));
        }),
      ),
    couplings: (query) =>
      known(query.mapping, () =>
        withStore(session, 'read', (store) => Promise.resolve(ok([...listAll(store, query)]))),
      ),
    jobs: (query) =>
      known(query.mapping, () => withStore(session, 'read', (store) => Promise.resolve(ok(store.jobs(query))))),
    job: (id) =>
      withStore(session, 'read', (store) => {
        const job = store.job(id);
        if (!job)
          return Promise.resolve(err(usageError('JOB_NOT_FOUND', `There is no job ${id}. 'tandem jobs' lists them.`)));
        return Promise.resolve(ok({ job, records: store.jobRecords(id), errors: store.jobErrors(id) }));
      }),
    explain: (request, cancel) =>
      known(request.mapping, async () => {
        const browser = new WorkspaceBrowser(usualSystemViews, session.services);
        const address = { folder: session.files.folder, environment: session.environment.name };
        try {
          return await browser.explain(address, request, cancel);
        } finally {
          await browser.close();
        }
      }),
    clearJobs: ({ olderThanDays }) =>
      withStore(session, 'write', async (store) => {
        const before = olderThanDays === undefined ? undefined : daysBefore(session.clock.now(), olderThanDays);
        const cleared = await store.clearJobs(before);
        return cleared.ok ? cleared : err(runError(cleared.error));
      }),
    schema: (options, cancel) => workspaceSchema(session, options.refresh, cancel),
    testConnection: async (cancel) => ok(await testConnection(session, cancel)),
    close: () => Promise.resolve(ok(undefined)),
  };
}

function directionOf(session: WorkspaceSession, mapping: string): RunDirection {
  const found = session.files.mappings.find((each) => each.name === mapping);
  return (found && runDirections(found.direction)[0]) ?? 'toIntegrationTable';
}
