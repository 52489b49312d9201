import type { Coupling } from '../model/coupling';
import type { PlanItem } from './recordPlan';
import type { TableRecord } from '../model/record';
import type { Transfer } from './transferRecord';
import type { Value } from '../model/value';

/** What is decided for one source record: what the plan says, and what carrying it out takes. */
export interface Verdict {
  readonly item: PlanItem;
  readonly effect: Effect;
}

export type Effect =
  /** Nothing to write and nothing to remember. */
  | { readonly kind: 'none' }
  /** Only the coupling changes: in step again, failed, coupled. */
  | { readonly kind: 'remember'; readonly coupling: Coupling; readonly settled: boolean }
  | { readonly kind: 'uncouple'; readonly coupling: Coupling }
  | { readonly kind: 'write'; readonly write: PlannedWrite };

export interface PlannedWrite {
  readonly source: TableRecord;
  /** Null for a record to be created. */
  readonly destination: TableRecord | null;
  /** One array per list of fields (see `FieldLists`); after the transfer's writes come values that only creation sets. */
  readonly fields: readonly string[];
  readonly values: readonly Value[];
  readonly transfer: Transfer;
  /** The coupling as it was, or the kept failure of a record that is not coupled yet. */
  readonly coupling: Coupling | undefined;
  /** A coupling to a record that is gone, which the new one takes the place of. */
  readonly replaces: Coupling | undefined;
}
