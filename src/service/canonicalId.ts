import type { CompiledSide } from '../core/plan/compiledMapping';
import type { RecordId } from '../core/model/record';
import { findField } from '../core/model/schema';
import { normaliseValue } from '../core/transfer/normaliseValue';

/** An id as the user wrote it, in the form that the table's ids have: a GUID without capitals and braces. */
export function canonicalId({ table, description }: CompiledSide, written: string): RecordId {
  const type = findField(description, table.id)?.type;
  return (type && normaliseValue(written, type)) ?? written;
}
