/**
 * The JSON documents that the command line writes with `--json` (DESIGN 4): one document a command. Ids are text, times
 * are ISO 8601 UTC, lines and columns count from 1. Keys may be added; none is renamed or removed.
 */
import type { ConnectionReport } from './connectionReport';
import type { CouplingState } from '../core/model/coupling';
import type { FailureCode } from '../core/model/failure';
import type { Action, Counters, JobRecord, JobStatus, JobType, RunMode } from '../core/model/job';
import type { Severity } from '../core/model/problem';
import type { SystemSchema } from '../core/model/schema';
import type { RunDirection } from '../core/model/side';

/** One synchronization job; the counters stand at the top level. */
export interface JobDocument extends Counters {
  readonly id: string;
  readonly runId: string;
  readonly mapping: string;
  readonly type: JobType;
  readonly mode: RunMode;
  readonly direction: RunDirection;
  readonly status: JobStatus;
  readonly startedAt: string;
  /** Null while in progress. */
  readonly finishedAt: string | null;
  /** What the user should know of the job as a whole; empty when all went well. */
  readonly message: string;
}

/** `sync`, `couple` and `uncouple`. */
export interface RunDocument {
  readonly runId: string;
  readonly mode: RunMode;
  readonly jobs: readonly JobDocument[];
  readonly totals: Counters;
  /** Mapping files that `--allow-new yes` changed, relative to the workspace. */
  readonly changedFiles: readonly string[];
}

/** `watch`: one document a line for each run that ended, or that could not run. */
export type WatchDocument = (RunDocument | ErrorDocument) & WatchTimes;

export interface WatchTimes {
  readonly environment: string;
  readonly startedAt: string;
  readonly endedAt: string;
  /** Null where no run follows, or only after a change. */
  readonly nextRunAt: string | null;
}

/** `jobs`: newest first. */
export interface JobsDocument {
  readonly jobs: readonly JobDocument[];
}

/** `job ID`. */
export interface JobDetailsDocument extends JobDocument {
  readonly records: readonly JobRecordDocument[];
  readonly errors: readonly JobErrorDocument[];
}

export interface JobRecordDocument extends Pick<JobRecord, 'action' | 'localId' | 'integrationId' | 'fields'> {
  /** Of a modified record, where the log still holds them; `cut` where a long value is kept only in part. */
  readonly changes?: readonly FieldValuesDocument[];
}

export interface FieldValuesDocument {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly cut?: true;
}

export interface JobErrorDocument {
  readonly localId: string | null;
  readonly integrationId: string | null;
  readonly code: FailureCode;
  readonly message: string;
  readonly at: string;
}

/** `explain`. */
export interface ExplanationDocument {
  readonly mapping: string;
  readonly localId: string | null;
  readonly integrationId: string | null;
  /** What people call the records; null where one is not known. */
  readonly localTitle: string | null;
  readonly integrationTitle: string | null;
  readonly state: CouplingState | 'uncoupled';
  /** The deciding one first. */
  readonly facts: readonly { readonly kind: string; readonly text: string }[];
  readonly nextStep: string;
  /** Newest first. */
  readonly events: readonly RecordEventDocument[];
}

export interface RecordEventDocument {
  readonly at: string;
  readonly jobId: string;
  readonly direction: RunDirection;
  readonly action: Action;
  readonly reason: string;
  readonly code: FailureCode | null;
  /** `before` and `after` where the log still holds them. */
  readonly fields: readonly {
    readonly field: string;
    readonly before?: string | null;
    readonly after?: string | null;
  }[];
}

/** `jobs --clear`. */
export interface ClearedJobsDocument {
  readonly removedJobs: number;
  /** Those that a failed or skipped coupling refers to. */
  readonly keptJobs: number;
}

/** `plan`. */
export interface PlanDocument {
  readonly mode: RunMode;
  readonly mappings: readonly MappingPlanDocument[];
}

export interface MappingPlanDocument {
  readonly mapping: string;
  readonly direction: RunDirection;
  readonly items: readonly PlanItemDocument[];
  readonly counters: Counters;
  /** Why the job would not run; empty when it would. */
  readonly message: string;
}

export interface PlanItemDocument {
  readonly action: Action;
  readonly localId: string | null;
  readonly integrationId: string | null;
  /** What people call the record: its key. Absent where it has none. */
  readonly label?: string;
  readonly reason: string;
  readonly code?: FailureCode;
  readonly fields: readonly FieldChangeDocument[];
}

export interface FieldChangeDocument {
  /** Null where a constant has no counterpart on that side. */
  readonly field: string | null;
  readonly integrationField: string | null;
  readonly before: JsonScalar;
  readonly after: JsonScalar;
}

/** Numbers stand as JSON numbers only where no digit is lost; otherwise as text. */
export type JsonScalar = string | number | boolean | null;

/** `couplings`. */
export interface CouplingsDocument {
  readonly couplings: readonly CouplingDocument[];
}

export interface CouplingDocument {
  readonly mapping: string;
  readonly localId: string | null;
  readonly integrationId: string | null;
  readonly state: CouplingState;
  readonly localModifiedOn: string | null;
  readonly integrationModifiedOn: string | null;
  readonly lastJobId: string | null;
  /** The message of the newest failure; null after a success. */
  readonly lastError: string | null;
  readonly lastErrorCode: FailureCode | null;
}

/** `validate`. */
export interface ValidationDocument {
  /** The files looked at, relative to the workspace, with forward slashes. */
  readonly files: readonly string[];
  readonly problems: readonly ProblemDocument[];
}

/** `endLine` and `endColumn` name the first character after the problem's text. */
export interface ProblemDocument {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

/** `retry`: how many skipped records the next run looks at again. */
export interface RetryDocument {
  readonly restored: number;
}

/** `init`. The folder is absolute, the files are relative to it. */
export interface InitDocument {
  readonly folder: string;
  readonly files: readonly string[];
}

/** `emulate`: where the services are, as soon as they are served. */
export interface EmulateDocument {
  readonly businessCentral: string;
  readonly company: string;
  readonly dataverse: string;
}

/** `schema`. */
export interface SchemaDocument {
  readonly environment: string;
  readonly readAt: string;
  readonly cached: boolean;
  readonly local: SystemSchema;
  readonly integration: SystemSchema;
}

/** `test-connection`. */
export interface TestConnectionDocument {
  readonly environment: string;
  /** Both sides, `local` first. */
  readonly sides: readonly ConnectionReport[];
}

/** A failure of the command itself. */
export interface ErrorDocument {
  readonly error: {
    /** `USAGE` for a wrong command line, `BUG` for a broken invariant, otherwise the service's code. */
    readonly code: string;
    readonly message: string;
    /** Present where files have problems. */
    readonly problems?: readonly ProblemDocument[];
  };
}

/** `--version` and `--help` with `--json`. */
export interface VersionDocument {
  readonly version: string;
}
export interface HelpDocument {
  readonly help: string;
}
