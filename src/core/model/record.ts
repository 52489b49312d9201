import type { Value } from './value';
import { sameValue } from './value';

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

/** Whether a record, whose values stand in the order of `order`, has in each field the value that was to be written there. */
export function holdsWritten(
  { values }: TableRecord,
  order: readonly string[],
  written: { readonly fields: readonly string[]; readonly values: readonly Value[] },
): boolean {
  return written.fields.every((field, index) =>
    sameValue(written.values[index] ?? null, values[order.indexOf(field)] ?? null),
  );
}

/** The record with the first values alone: what was read besides for a look is left out. */
export function withFirstValues(record: TableRecord, count: number): TableRecord {
  return { ...record, values: record.values.slice(0, count) };
}
