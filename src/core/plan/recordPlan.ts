import type { Action, Counters, RecordReason } from '../model/job';
import type { FailureCode } from '../model/failure';
import type { FieldType, Value } from '../model/value';
import type { RecordId } from '../model/record';
import type { RunDirection, Side } from '../model/side';

/** What one pass of a mapping will do, or would: the plan that preview shows and `apply` carries out (DESIGN 1). */
export interface MappingPlan {
  readonly mapping: string;
  readonly direction: RunDirection;
  readonly items: readonly PlanItem[];
  readonly counters: Counters;
  /** Why the job would not run, e.g. a guard; empty when it would. */
  readonly message: string;
  /** Present where the guard stops the job: what it saw. A person who knows better may accept it (DESIGN 5.7). */
  readonly emptied?: EmptiedSide;
}

/** A side that looks emptied or exchanged: so many of the mapping's coupled records are gone from its table. */
export interface EmptiedSide {
  readonly side: Side;
  readonly table: string;
  readonly gone: number;
  /** Coupled records that were expected there. */
  readonly total: number;
}

/** One record's verdict. */
export interface PlanItem {
  readonly action: Action;
  readonly localId: RecordId | null;
  readonly integrationId: RecordId | null;
  /** What people call the source record: its key. Absent where it has none. */
  readonly label?: string | undefined;
  /** Why, in a few words for a person. */
  readonly reason: string;
  /** The same as a word for the job's log; absent where `code` says it, and where nothing is logged. */
  readonly why?: RecordReason | undefined;
  /** Present when the action is fail, or skip after failures. */
  readonly code?: FailureCode | undefined;
  readonly fields: readonly FieldChange[];
}

/** One destination field's change. Fields without a counterpart on one side (constants) carry null for it. */
export interface FieldChange {
  readonly field: string | null;
  readonly integrationField: string | null;
  /** The destination's type, which says how to show the two values. */
  readonly type: FieldType;
  readonly before: Value;
  readonly after: Value;
}
