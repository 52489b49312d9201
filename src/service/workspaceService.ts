import type { ClearedJobs } from '../store/pruneJobs';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { ConnectionReport } from '../protocol/connectionReport';
import type { Coupling, CouplingState } from '../core/model/coupling';
import type { Counters, Job, JobError, JobRecord, RunMode } from '../core/model/job';
import type { Problem } from '../core/model/problem';
import type { MappingPlan } from '../core/plan/recordPlan';
import type { RunDirection, Side } from '../core/model/side';
import type { RecordStory } from '../protocol/resultsProtocol';
import type { Result } from '../core/result';
import type { SystemSchema } from '../core/model/schema';
import type { TableMapping } from '../core/model/tableMapping';

/**
 * One workspace, ready to be asked and to run: what every shell (command line, editor) works with. Opening reads and checks
 * the files; connections and the state are opened by the first call that needs them.
 */
export interface WorkspaceService {
  /** The folder of tandem.yaml, absolute. */
  readonly folder: string;
  readonly environment: string;
  /** In synchronization order. */
  readonly mappings: readonly TableMapping[];

  /** What a run with the same request would do. Writes nothing. */
  plan(request: PlanRequest, cancel: CancelSignal): Promise<Result<RunPlan, ServiceError>>;
  /** What `coupleByMatching` with the same request would do. Writes nothing. */
  planMatching(request: MatchRequest, cancel: CancelSignal): Promise<Result<RunPlan, ServiceError>>;
  sync(request: RunRequest, options: SyncOptions, cancel: CancelSignal): Promise<Result<RunReport, ServiceError>>;

  /** Couples two records; with a direction synchronizes them at once. */
  couple(request: CoupleRequest, cancel: CancelSignal): Promise<Result<RunReport, ServiceError>>;
  /** Couples by the mapping's match fields. */
  coupleByMatching(
    request: MatchRequest,
    options: SyncOptions,
    cancel: CancelSignal,
  ): Promise<Result<RunReport, ServiceError>>;
  uncouple(request: UncoupleRequest, cancel: CancelSignal): Promise<Result<RunReport, ServiceError>>;
  /** Gives skipped records back to the next run; says how many. */
  retry(request: RetryRequest): Promise<Result<{ readonly restored: number }, ServiceError>>;

  couplings(query: {
    readonly mapping?: string;
    readonly state?: CouplingState;
  }): Promise<Result<readonly Coupling[], ServiceError>>;
  jobs(query: { readonly mapping?: string; readonly limit?: number }): Promise<Result<readonly Job[], ServiceError>>;
  job(id: string): Promise<Result<JobDetails, ServiceError>>;
  /** Why a record was, or was not, synchronized, and what jobs did to it. Refused where neither side knows the record. */
  explain(request: ExplainRequest, cancel: CancelSignal): Promise<Result<RecordExplanation, ServiceError>>;
  /** Removes the logs of jobs that ended so many days ago, or of all; those that a failed or skipped coupling names stay. */
  clearJobs(query: { readonly olderThanDays?: number }): Promise<Result<ClearedJobs, ServiceError>>;

  /** The cached schema of both sides; `refresh`, or a missing cache, reads it from the systems. */
  schema(options: { readonly refresh: boolean }, cancel: CancelSignal): Promise<Result<WorkspaceSchema, ServiceError>>;

  /** How both systems are reached: who is signed in, and what the mappings miss there. */
  testConnection(cancel: CancelSignal): Promise<Result<readonly ConnectionReport[], ServiceError>>;

  close(): Promise<Result<void, ServiceError>>;
}

export interface RunRequest {
  readonly mode: 'full' | 'modified';
  /** Names; empty for all. */
  readonly mappings: readonly string[];
  /** Local ids; empty for all records. */
  readonly records: readonly string[];
  readonly direction?: RunDirection;
  /** Settles a conflict of one chosen record field by field. Fields in conflict that are left out keep it failing. */
  readonly take?: readonly TakenField[];
  /** Compares the ids of both sides with the couplings, to find records that were deleted; `deletionConflict` decides about them. */
  readonly findDeleted?: boolean;
}

/** The value of one side's record is to stand on both. A field mapping is meant by one or both of its fields' names. */
export interface TakenField {
  readonly names: readonly string[];
  readonly side: Side;
}

export interface PlanRequest extends RunRequest {
  /** Shows the run that goes on although a side looks emptied or exchanged. */
  readonly acceptMissing?: boolean;
  readonly onProgress?: (event: ProgressEvent) => void;
}

export interface SyncOptions {
  readonly onProgress: (event: ProgressEvent) => void;
  /** After a full run: may later runs create records? yes writes `synchOnlyCoupledRecords: false` into the files. */
  readonly allowNew: boolean;
  /** Lets a run go on although a side looks emptied or exchanged. */
  readonly acceptMissing: boolean;
  /** Job logs older than so many days are removed after the run; absent, none for their age. */
  readonly keepDays?: number;
}

/** What shells show while a run goes on. */
export type ProgressEvent =
  | { readonly kind: 'jobStarted'; readonly job: Job; readonly position: number; readonly of: number }
  /** `done` counts records looked at so far in this job; `total` is absent while it is not known. */
  | { readonly kind: 'jobProgress'; readonly job: Job; readonly done: number; readonly total?: number }
  | { readonly kind: 'jobFinished'; readonly job: Job }
  | { readonly kind: 'waiting'; readonly reason: string };

export interface RunPlan {
  readonly mode: RunMode;
  /** Records would fail or are skipped for failures; a direction that loses by policy does not count (DESIGN 4). */
  readonly troubled: boolean;
  readonly mappings: readonly MappingPlan[];
}

export interface RunReport {
  readonly runId: string;
  readonly mode: RunMode;
  readonly jobs: readonly Job[];
  readonly totals: Counters;
  /** Records failed or are skipped for failures; a direction that lost by policy does not count (DESIGN 4). */
  readonly troubled: boolean;
  /** The first errors of each job, for people; all of them stand in the job. */
  readonly firstErrors: readonly { readonly jobId: string; readonly error: JobError }[];
  /** Mapping files that `allowNew` changed, relative to the workspace. */
  readonly changedFiles: readonly string[];
}

export interface JobDetails {
  readonly job: Job;
  readonly records: readonly JobRecord[];
  readonly errors: readonly JobError[];
}

export interface CoupleRequest {
  readonly mapping: string;
  readonly localId: string;
  readonly integrationId: string;
  readonly direction?: RunDirection;
}

export interface MatchRequest {
  readonly mapping: string;
  /** Creates counterparts for records without a match; the mapping's own setting where absent. */
  readonly createNew?: boolean;
  /** Match fields for this time only, in place of the file's. */
  readonly criteria?: readonly MatchCriterion[];
  readonly onProgress?: (event: ProgressEvent) => void;
}

/** An enabled field mapping to match by. Those of one priority match together; lower numbers are tried first. */
export interface MatchCriterion {
  readonly localField: string;
  readonly integrationField: string;
  readonly priority: number;
  readonly caseSensitive: boolean;
}

export interface UncoupleRequest {
  readonly mapping: string;
  readonly records: readonly string[] | 'all';
}

export interface RetryRequest {
  /** Absent: all mappings. */
  readonly mapping?: string;
  /** Local ids. Empty: all of the mapping, unless `integrationRecords` names some. */
  readonly records: readonly string[];
  /** Integration ids, for records that failed before they had a counterpart. */
  readonly integrationRecords?: readonly string[];
}

export interface ExplainRequest {
  readonly mapping: string;
  readonly side: Side;
  /** The record's id on that side, or its key. */
  readonly record: string;
}

export interface RecordExplanation extends RecordStory {
  readonly mapping: string;
  /** Both ids where the record is coupled. */
  readonly localId: string | null;
  readonly integrationId: string | null;
}

export interface WorkspaceSchema {
  readonly environment: string;
  readonly local: SystemSchema;
  readonly integration: SystemSchema;
  /** When the schemas were read, ISO UTC. */
  readonly readAt: string;
  /** From the cache file rather than from the systems. */
  readonly cached: boolean;
}

/** Why a command could not do its work. */
export interface ServiceError {
  readonly code: string;
  /** A sentence or two for the user: where, what, what to do next. */
  readonly message: string;
  /** usage: the request, workspace or a mapping is wrong (exit 2) · run: a job could not run (exit 3) · cancelled (exit 130). */
  readonly kind: 'usage' | 'run' | 'cancelled';
  /** Present where files have problems. */
  readonly problems?: readonly Problem[];
}
