/**
 * The words between the editor and its worker, which hosts the synchronization service off the extension host's thread.
 * Requests and answers are plain data that survives a structured clone. Every request names its workspace; a request can be
 * cancelled by the connection's own means. Ids are text, times are ISO 8601 UTC.
 */
import type { ConnectionReport } from './connectionReport';
import type { Counters, Job, JobError, JobRecord, RunMode } from '../core/model/job';
import type { CouplingState } from '../core/model/coupling';
import type { Direction, RunDirection, Side } from '../core/model/side';
import type { FailureCode } from '../core/model/failure';
import type { MatchUse } from '../core/model/tableMapping';
import type { EmptiedSide, PlanItem } from '../core/plan/recordPlan';
import type { ResultsRequests, RetryAnswer, RetryParameters } from './resultsRequests';
import type { SetupRequests } from './setupRequests';
import type { Problem } from '../core/model/problem';
import type { Action } from '../core/model/job';
import type { SystemSchema } from '../core/model/schema';

/** Which workspace, in which environment; the default environment where none is named. */
export interface WorkspaceAddress {
  /** The folder of tandem.yaml, absolute. */
  readonly folder: string;
  readonly environment?: string;
  /** Nobody waits who could be asked: a scheduled run. What needs a person then is refused. */
  readonly unattended?: true;
}

/** An answer is data, also when it is a refusal; a rejected request is a bug or a worker that died. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CommandError };

/** Why a request could not be served, for people. */
export interface CommandError {
  readonly code: string;
  readonly message: string;
  /** usage: the request or the files are wrong · run: a job could not run · cancelled. */
  readonly kind: 'usage' | 'run' | 'cancelled';
  /** Present where files have problems. */
  readonly problems?: readonly Problem[];
}

/** Every request: what it carries and what it is answered with. */
export interface WorkerRequests extends ResultsRequests, SetupRequests {
  /** From files alone: what works without trust. */
  'workspace/overview': { params: WorkspaceAddress; result: WorkspaceOverview };

  /** From the state alone; `titles` also asks the systems for the records' titles and needs trust. */
  'couplings/page': { params: CouplingsQuery; result: CouplingsPage };
  'jobs/list': { params: JobsQuery; result: { readonly jobs: readonly Job[] } };
  'job/get': { params: WorkspaceAddress & { readonly id: string }; result: Job };
  'job/records': { params: JobPageQuery & { readonly actions?: readonly Action[] }; result: Page<JobRecord> };
  'job/errors': { params: JobPageQuery; result: Page<JobError> };

  'schema/get': { params: WorkspaceAddress & { readonly refresh: boolean }; result: WorkspaceSchemaAnswer };
  'connection/test': { params: WorkspaceAddress; result: { readonly sides: readonly ConnectionReport[] } };
  /** Forgets all tokens that the worker holds, and closes what was opened with them. */
  'connection/forget': { params: WorkspaceAddress; result: null };
  'records/find': {
    params: RecordsQuery;
    result: { readonly records: readonly FoundRecord[]; readonly more: boolean };
  };
  /** Both records of a pair as they are now, field mapping by field mapping, as text for people. */
  'records/compare': { params: ComparisonQuery; result: RecordComparison };

  /** Rehearses a run. The plan stays in the worker, since it may hold every record; it is asked for by pages. */
  'plan/make': { params: RunParameters & Partial<SyncParameters>; result: PlanSummary };
  'plan/items': { params: PlanItemsQuery; result: Page<PlanItem> };
  'plan/close': { params: { readonly planId: string }; result: null };

  'run/sync': { params: RunParameters & SyncParameters; result: RunResult };
  'run/couple': { params: CoupleParameters; result: RunResult };
  'run/coupleByMatching': { params: MatchParameters & SyncParameters; result: RunResult };
  /** What coupling by matching would do, without doing it: a plan like any other. */
  'plan/coupleByMatching': { params: MatchParameters; result: PlanSummary };
  'run/uncouple': { params: UncoupleParameters; result: RunResult };
  'run/retry': { params: RetryParameters; result: RetryAnswer };
}

export type RequestName = keyof WorkerRequests;
export type ParamsOf<N extends RequestName> = WorkerRequests[N]['params'];
export type ResultOf<N extends RequestName> = WorkerRequests[N]['result'];

/** Requests that reach the two systems, or write: refused while the workspace is not trusted. */
export const requestsThatNeedTrust: { readonly [N in RequestName]: boolean } = {
  'workspace/overview': false,
  'couplings/page': false,
  'jobs/list': false,
  'job/get': false,
  'job/records': false,
  'job/errors': false,
  'schema/get': true,
  'connection/test': true,
  'connection/forget': false,
  'records/find': true,
  'records/compare': true,
  'plan/make': true,
  'plan/items': true,
  'plan/close': false,
  'run/sync': true,
  'run/couple': true,
  'run/coupleByMatching': true,
  'plan/coupleByMatching': true,
  'run/uncouple': true,
  'run/retry': true,
  'mappings/allowNew': true,
  'template/files': false,
  'workspace/create': true,
  'results/runs': false,
  'results/records': false,
  'results/errors': false,
  'results/story': false,
  'results/conflict': true,
  'results/graph': false,
  'run/resolveConflict': true,
  'jobs/clear': true,
};

/** What the worker tells without being asked. */
export interface WorkerNotifications {
  /** A run goes on; at most some ten a second for each run. */
  'run/progress': RunProgress;
  /** A line for the log; it holds no secret. */
  'log/line': { readonly level: 'debug' | 'warn'; readonly text: string };
}

export type NotificationName = keyof WorkerNotifications;

export interface RunProgress {
  /** As the request gave it. */
  readonly progressToken: string;
  readonly event: ProgressWord;
}

export type ProgressWord =
  | { readonly kind: 'jobStarted'; readonly job: Job; readonly position: number; readonly of: number }
  /** `done` counts records looked at so far in this job; `total` is absent while it is not known. */
  | { readonly kind: 'jobProgress'; readonly job: Job; readonly done: number; readonly total?: number }
  | { readonly kind: 'jobFinished'; readonly job: Job }
  | { readonly kind: 'waiting'; readonly reason: string };

export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are in all. */
  readonly total: number;
}

export interface WorkspaceOverview {
  readonly folder: string;
  /** Empty where the named one is gone, or tandem.yaml has errors: a problem says so. */
  readonly environment: string;
  readonly environments: readonly EnvironmentWord[];
  /** In synchronization order. Mappings whose files have errors are missing here; their problems are not. */
  readonly mappings: readonly MappingOverview[];
  /** All problems of the workspace's files. */
  readonly problems: readonly Problem[];
  /** Who holds the state now, where another process runs on it, for people. */
  readonly lockedBy?: string;
}

export interface EnvironmentWord {
  readonly name: string;
  /** What people call its systems: a product, or a file without its ending; the sides' own words where both are called alike. */
  readonly names: { readonly [S in Side]: string };
  /** Each side in a few words, e.g. `sqlite data/dataverse.sqlite`. */
  readonly local: string;
  readonly integration: string;
  /** A side names a production system (a Business Central environment called Production). Names are the shell's to judge. */
  readonly production: boolean;
  /** Files that the sides are, relative to the folder with forward slashes; absent or empty for services. */
  readonly dataFiles?: readonly string[];
  /** Ports of this machine at which its services are; absent or empty for none. */
  readonly portsHere?: readonly number[];
}

export interface MappingOverview {
  readonly name: string;
  /** Relative to the folder, with forward slashes. */
  readonly file: string;
  /** Line of the mapping's name, from 1. */
  readonly line: number;
  readonly table: string;
  readonly integrationTable: string;
  readonly direction: Direction;
  readonly synchOnlyCoupledRecords: boolean;
  /** The filters on both tables, one text a field: `Blocked: ''`. Absent where there are none. */
  readonly tableFilter?: readonly string[];
  readonly integrationTableFilter?: readonly string[];
  readonly fields: readonly FieldOverview[];
  readonly counts: CouplingCounts;
  /** The newest job of each direction that the mapping runs in; newest first. */
  readonly lastJobs: readonly Job[];
}

export interface CouplingCounts {
  readonly ok: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface FieldOverview {
  readonly localField: string | null;
  readonly integrationField: string | null;
  readonly direction: Direction;
  readonly enabled: boolean;
  readonly constant: string | null;
  readonly match: MatchUse | null;
  /** What happens on the way, in a few words: `value map`, `lookup SALESPEOPLE`, `trim`. Empty when nothing does. */
  readonly notes: readonly string[];
  /** Mappings that a reference in it is translated through; absent where it is none. */
  readonly lookups?: readonly string[];
  readonly line: number;
}

export interface CouplingsQuery extends WorkspaceAddress {
  readonly mapping?: string;
  /** Empty for all. */
  readonly states: readonly CouplingState[];
  /** Part of an id or, with `titles`, of a title; upper and lower case are alike. Empty for all. */
  readonly search: string;
  readonly titles: boolean;
  /** The last page's `next`; absent for the first page. Failed come first, then skipped, then the rest. */
  readonly after?: string;
  readonly limit: number;
}

export interface CouplingsPage {
  readonly couplings: readonly CouplingLine[];
  /** Absent on the last page. */
  readonly next?: string;
  /** Couplings that the query names without `search`, by state. */
  readonly counts: CouplingCounts;
  /** Why there are no titles although they were asked for, for people. */
  readonly titlesMissing?: string;
}

export interface CouplingLine {
  readonly mapping: string;
  readonly localId: string | null;
  readonly integrationId: string | null;
  readonly state: CouplingState;
  /** The records' titles, where asked for and found. */
  readonly localTitle: string | null;
  readonly integrationTitle: string | null;
  readonly lastJobId: string | null;
  readonly failure: { readonly code: FailureCode; readonly message: string; readonly at: string } | null;
}

export interface JobsQuery extends WorkspaceAddress {
  readonly mapping?: string;
  readonly limit: number;
}

export interface JobPageQuery extends WorkspaceAddress {
  readonly id: string;
  readonly offset: number;
  readonly limit: number;
}

export interface WorkspaceSchemaAnswer {
  readonly environment: string;
  readonly local: SystemSchema;
  readonly integration: SystemSchema;
  readonly readAt: string;
  readonly cached: boolean;
}

export interface RecordsQuery extends WorkspaceAddress {
  readonly mapping: string;
  readonly side: Side;
  /** Part of the key or the title; empty for the first records in key order. */
  readonly search: string;
  readonly limit: number;
}

export interface FoundRecord {
  readonly id: string;
  /** The key's value. */
  readonly key: string;
  /** The key and what tells the record apart for people, e.g. `10000 Cannon Group PLC`. */
  readonly title: string;
  /** Inside the mapping's own filter on this side. */
  readonly inFilter: boolean;
  readonly coupled: boolean;
}

export interface ComparisonQuery extends WorkspaceAddress {
  readonly mapping: string;
  readonly localId: string | null;
  readonly integrationId: string | null;
}

export interface RecordComparison {
  readonly localTitle: string | null;
  readonly integrationTitle: string | null;
  readonly fields: readonly {
    readonly localField: string | null;
    readonly integrationField: string | null;
    readonly direction: Direction;
    readonly local: string | null;
    readonly integration: string | null;
    /** The local value as it would stand on the integration side, where it can be converted. */
    readonly localConverted: string | null;
    readonly same: boolean;
  }[];
}

export interface RunParameters extends WorkspaceAddress {
  readonly mode: 'full' | 'modified';
  /** Names; empty for all. */
  readonly mappings: readonly string[];
  /** Local ids or keys; empty for all records. */
  readonly records: readonly string[];
  readonly direction?: RunDirection;
  /** Compares the ids of both sides with the couplings, to find records that were deleted. */
  readonly findDeleted?: boolean;
  /** Names the progress notifications of this request. */
  readonly progressToken: string;
}

export interface SyncParameters {
  readonly acceptMissing: boolean;
  /** Job logs older than so many days are removed after the run; absent, none for their age. */
  readonly keepDays?: number;
}

export interface PlanSummary {
  readonly planId: string;
  readonly mode: RunMode;
  /** Records would fail or are skipped for failures. */
  readonly troubled: boolean;
  readonly mappings: readonly {
    readonly mapping: string;
    readonly direction: RunDirection;
    readonly counters: Counters;
    /** Why the job would not run; empty when it would. */
    readonly message: string;
    /** Present where the guard stops the job; `acceptMissing` lets it go on. */
    readonly emptied?: EmptiedSide;
  }[];
}

export interface PlanItemsQuery {
  readonly planId: string;
  /** Index into the summary's `mappings`. */
  readonly index: number;
  /** Empty for all. */
  readonly actions: readonly Action[];
  readonly offset: number;
  readonly limit: number;
}

export interface RunResult {
  readonly runId: string;
  readonly mode: RunMode;
  readonly jobs: readonly Job[];
  readonly totals: Counters;
  readonly troubled: boolean;
  readonly firstErrors: readonly { readonly jobId: string; readonly error: JobError }[];
  readonly changedFiles: readonly string[];
}

export interface CoupleParameters extends WorkspaceAddress {
  readonly mapping: string;
  readonly localId: string;
  readonly integrationId: string;
  readonly direction?: RunDirection;
  readonly progressToken: string;
}

export interface MatchParameters extends WorkspaceAddress {
  readonly mapping: string;
  readonly createNew?: boolean;
  /** Criteria for this time only, in place of the file's: integration of priorities by local field. Absent: the file's. */
  readonly criteria?: readonly MatchCriterion[];
  readonly progressToken: string;
}

export interface MatchCriterion {
  readonly localField: string;
  readonly integrationField: string;
  readonly priority: number;
  readonly caseSensitive: boolean;
}

export interface UncoupleParameters extends WorkspaceAddress {
  readonly mapping: string;
  /** Local ids, or all. */
  readonly records: readonly string[] | 'all';
  readonly progressToken: string;
}
