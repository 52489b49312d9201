import type { Action, Job, JobError, JobRecord } from '../../core/model/job';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectionReport } from '../../protocol/connectionReport';
import type {
  ComparisonQuery,
  CouplingsPage,
  CouplingsQuery,
  FoundRecord,
  JobPageQuery,
  JobsQuery,
  Page,
  RecordComparison,
  RecordsQuery,
  WorkspaceAddress,
  WorkspaceOverview,
} from '../../protocol/workerProtocol';
import type { Environment } from '../../core/model/workspace';
import type { PlaceContext } from './openPlace';
import type { Result } from '../../core/result';
import type { ExplainRequest, RecordExplanation, ServiceError, WorkspaceSchema } from '../workspaceService';
import type { ServiceReach } from '../openService';
import type { StateBrowser } from '../../store/stateBrowser';
import type { SystemViewOptions } from './systemViews';
import { ResultsBrowser } from '../results/resultsBrowser';
import { StateViews } from './stateViews';
import { SystemViews, usualSystemViews } from './systemViews';
import { WorkspaceMemory } from './workspaceMemory';
import { allowNewRecords } from '../allowNewRecords';
import { compareRecords } from './compareRecords';
import { err, ok } from '../../core/result';
import { explainNamed } from '../results/explainNamed';
import { findRecords } from './findRecords';
import { openEnvironment, openPlace } from './openPlace';
import { pageCouplings } from './pageCouplings';
import { lookAtState } from './lookAtState';
import { systemClock } from '../systemClock';
import { testConnection } from '../testConnection';
import { timeOrderedIds } from '../timeOrderedIds';
import { unknownMapping } from '../runSynchronization';
import { usageError } from '../serviceErrors';
import { workspaceOverview } from './workspaceOverview';
import { workspaceSchema } from '../workspaceSchema';

/** What looking at workspaces shares between requests. */
export interface BrowseContext extends PlaceContext {
  readonly states: StateViews;
  readonly systems: SystemViews;
}

type Answer<T> = Promise<Result<T, ServiceError>>;

/**
 * Workspaces to look at, as an editor does: the same few questions again and again, about any number of workspaces. What was
 * read is kept open and checked against the files with each question. Takes no lock and writes no state.
 */
export class WorkspaceBrowser {
  readonly memory = new WorkspaceMemory();
  /** Answers what the results view asks. */
  readonly results: ResultsBrowser;
  private readonly context: BrowseContext;

  constructor(options: SystemViewOptions = usualSystemViews, services?: ServiceReach) {
    this.context = {
      memory: this.memory,
      clock: systemClock,
      ids: timeOrderedIds(),
      ...(services && { services }),
      states: new StateViews(),
      systems: new SystemViews(options),
    };
    this.results = new ResultsBrowser(this.context);
  }

  overview(address: WorkspaceAddress): Answer<WorkspaceOverview> {
    return workspaceOverview(this.context, address);
  }

  /** The environment that an address names. */
  environmentOf(address: WorkspaceAddress): Result<Environment, ServiceError> {
    return openEnvironment(this.context, address);
  }

  couplings(query: CouplingsQuery, cancel: CancelSignal): Answer<CouplingsPage> {
    return pageCouplings(this.context, query, cancel);
  }

  jobs({ mapping, limit, ...address }: JobsQuery): Answer<readonly Job[]> {
    return lookAtState(this.context, address, (state) =>
      ok(state.jobs({ limit, ...(mapping !== undefined && { mapping }) })),
    );
  }

  job(address: WorkspaceAddress, id: string): Answer<Job> {
    return lookAtState(this.context, address, (state) => {
      const job = state.job(id);
      return job ? ok(job) : err(jobNotFound(id));
    });
  }

  jobRecords(query: JobPageQuery & { readonly actions?: readonly Action[] }): Answer<Page<JobRecord>> {
    const { id, actions = [] } = query;
    return lookAtState(this.context, query, (state) =>
      state.job(id) ? ok(state.jobRecords(id, actions, query)) : err(jobNotFound(id)),
    );
  }

  jobErrors(query: JobPageQuery): Answer<Page<JobError>> {
    const { id } = query;
    return lookAtState(this.context, query, (state) =>
      state.job(id) ? ok(state.jobErrors(id, query)) : err(jobNotFound(id)),
    );
  }

  /** Works while mapping files are broken: writing a new one needs the tables. */
  async schema(address: WorkspaceAddress, refresh: boolean, cancel: CancelSignal): Answer<WorkspaceSchema> {
    const place = openPlace(this.context, address);
    return place.ok ? workspaceSchema(place.value, refresh, cancel) : place;
  }

  async testConnection(
    address: WorkspaceAddress,
    cancel: CancelSignal,
  ): Answer<{ readonly sides: readonly ConnectionReport[] }> {
    const place = openPlace(this.context, address);
    return place.ok ? ok({ sides: await testConnection(place.value, cancel) }) : place;
  }

  findRecords(
    query: RecordsQuery,
    cancel: CancelSignal,
  ): Answer<{ readonly records: readonly FoundRecord[]; readonly more: boolean }> {
    return findRecords(this.context, query, cancel);
  }

  compareRecords(query: ComparisonQuery, cancel: CancelSignal): Answer<RecordComparison> {
    return compareRecords(this.context, query, cancel);
  }

  /** The story of a record that is named by its id or its key. */
  explain(address: WorkspaceAddress, request: ExplainRequest, cancel: CancelSignal): Answer<RecordExplanation> {
    return explainNamed(this.context, address, request, cancel);
  }

  /** Lets later runs create records: the files changed, relative to the workspace. */
  async allowNew(address: WorkspaceAddress, mappings: readonly string[]): Answer<readonly string[]> {
    const files = this.memory.read(address.folder);
    if (!files.ok) return files;
    const names = files.value.mappings.map((mapping) => mapping.name);
    const unknown = mappings.find((name) => !names.includes(name));
    return unknown === undefined ? allowNewRecords(files.value, mappings) : err(unknownMapping(unknown, names));
  }

  /** While a run of this process goes on, its own state is looked at; what is given back ends that. */
  lendState(folder: string, environment: string, state: StateBrowser): () => void {
    return this.context.states.lend(folder, environment, state);
  }

  /** Closes the systems that are held open: the next look signs in anew. */
  async forgetSystems(): Promise<void> {
    await this.context.systems.close();
  }

  async close(): Promise<void> {
    this.context.states.close();
    await this.context.systems.close();
  }
}

function jobNotFound(id: string): ServiceError {
  return usageError('JOB_NOT_FOUND', `There is no job ${id}. Old jobs are removed after some time; refresh the view.`);
}
