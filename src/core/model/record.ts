import type { Value } from './value';

/** The value of a table's id field, in canonical text form. */
export type RecordId = string;

/** The value of a table's modified-on field in canonical dateTime form. Sorts as text. */
export type Stamp = string;

/** A record as read: the values stand in the order of the fields that were asked for. */
export interface TableRecord {
  readonly id: RecordId;
  /** Null where the record carries no stamp. */
  readonly modifiedOn: Stamp | null;
  readonly values: readonly Value[];
}
