import type { FailureCode } from './failure';
import type { RecordId } from './record';
import type { RunDirection } from './side';
import type { Value } from './value';

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
  /** Why; absent in logs of earlier versions and where an error says it. */
  readonly reason?: RecordReason;
  /** Of a modified record, in the order of `fields`. Those of long ago are given up first where they take much room. */
  readonly values?: readonly FieldValues[];
}

/** What stood in a destination field before it was written, and what stands there since. */
export interface FieldValues {
  readonly before: KeptValue;
  readonly after: KeptValue;
}

/** A value as a job's log keeps it: of a long one only how it begins. */
export type KeptValue = Value | { readonly start: string };

/** Why something was done to a record, or was not. */
export type RecordReason =
  /** Created: it had no counterpart, or its counterpart was deleted. */
  | 'new'
  | 'restored'
  /** Modified: its values were asked for, decided by the policy, the first of the pair, merged, or simply newer. */
  | 'asked'
  | 'conflictWon'
  | 'firstTime'
  | 'merged'
  | 'changed'
  /** Skipped: set aside before, chosen though outside, or left to the other direction. */
  | 'setAside'
  | 'outsideFilter'
  | 'onlyCoupled'
  | 'conflictLost'
  /** Coupled or uncoupled. */
  | 'matched'
  | 'counterpartDeleted';

export interface JobError {
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
  readonly code: FailureCode;
  readonly message: string;
  readonly at: string;
}
