import type { FailureCode } from './failure';
import type { RecordId } from './record';
import type { RunDirection } from './side';

/** A synchronization job: one mapping in one direction (DESIGN 4). */
export interface Job {
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
  readonly counters: Counters;
  /** What the user should know of the job as a whole; empty when all went well. */
  readonly message: string;
}

export type JobType = 'synchronization' | 'coupling' | 'uncoupling';
export type JobStatus = 'inProgress' | 'finished' | 'aborted' | 'cancelled';

/** full: ignores cursors · modified: since the cursor · records: chosen records. */
export type RunMode = 'full' | 'modified' | 'records';

export interface Counters {
  readonly inserted: number;
  readonly modified: number;
  readonly deleted: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
  readonly coupled: number;
  readonly uncoupled: number;
}

export const noCounts: Counters = {
  inserted: 0,
  modified: 0,
  deleted: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  coupled: 0,
  uncoupled: 0,
};

/** What the plan says of one record, and what the job log keeps. Unchanged records are counted, not listed, in a job. */
export type Action = 'insert' | 'modify' | 'unchanged' | 'skip' | 'fail' | 'couple' | 'uncouple';

export interface JobRecord {
  readonly action: Action;
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
  /** Destination fields written. */
  readonly fields: readonly string[];
}

export interface JobError {
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
  readonly code: FailureCode;
  readonly message: string;
  readonly at: string;
}
