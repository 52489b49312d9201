import type { FieldDescription, TableDescription, TableSpec } from '../model/schema';
import type { FieldMapping, Lookup, TableMapping } from '../model/tableMapping';
import type { FieldTransfer } from '../transfer/compileFieldTransfer';
import type { Direction, RunDirection, Side } from '../model/side';
import type { ParsedFilter } from '../filter/filterExpression';
import type { TableRecord } from '../model/record';
import type { Value } from '../model/value';

/**
 * A table mapping made ready to run against two described tables: fields found, conversions chosen, filters parsed.
 * Everything a pass needs to decide about records, and nothing that changes while it runs.
 */
export interface CompiledMapping {
  readonly mapping: TableMapping;
  readonly sides: { readonly [S in Side]: CompiledSide };
  /** The enabled field mappings, in file order. */
  readonly fields: readonly CompiledField[];
  /** One key per field: what a coupling's fingerprints are filed under. */
  readonly fieldKeys: readonly string[];
  /** A fingerprint over all that decides a transfer; couplings last synchronized under another one are compared anew. */
  readonly signature: string;
}

export interface CompiledSide {
  readonly side: Side;
  readonly table: TableSpec;
  readonly description: TableDescription;
  /** What is read of each record: mapped fields, then fields that only the filter needs. */
  readonly readFields: readonly string[];
  /** For each of the mapping's fields: where its value stands in a read record; -1 where this side has no such field. */
  readonly positions: readonly number[];
  /** Where a read record's key stands; -1 where the key is the id. */
  readonly keyPosition: number;
  readonly filter: ParsedFilter;
  /** Whether a record read with `readFields` is within the mapping's filter. */
  readonly passes: (record: TableRecord) => boolean;
  /** Set on records that a synchronization creates on this side. */
  readonly onCreate: readonly { readonly field: string; readonly value: Value }[];
}

export interface CompiledField {
  readonly mapping: FieldMapping;
  /** A field mapping both ways goes only one way within a one-way mapping. */
  readonly direction: Direction;
  /** Null where a constant has no counterpart. */
  readonly local: FieldDescription | null;
  readonly integration: FieldDescription | null;
  /** Present where the field always gets this value. */
  readonly constant?: Value;
  /** Absent for constants and lookups, and for directions the field does not go. */
  readonly transfer: { readonly [D in RunDirection]: FieldTransfer | null };
  /** Empty when the value is no reference. */
  readonly lookup: readonly Lookup[];
}

/** No pass goes the other way: what happens to the destination's records reaches nobody. */
export function goesOneWay({ mapping }: CompiledMapping): boolean {
  return mapping.direction !== 'bidirectional';
}

export function fieldOnSide(field: CompiledField, side: Side): FieldDescription | null {
  return side === 'local' ? field.local : field.integration;
}

/** How a field mapping is called in messages and plans: its local field, or the integration field of a constant. */
export function fieldLabel(field: CompiledField): string {
  return field.local?.name ?? field.integration?.name ?? '';
}
