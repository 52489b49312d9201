import type { FieldValues, KeptValue } from '../core/model/job';

/** A field's values as state and journal hold them, without keys. */
export type FieldValuesItem = readonly [before: KeptValue, after: KeptValue];

export function fieldValuesItems(values: readonly FieldValues[]): readonly FieldValuesItem[] {
  return values.map(({ before, after }) => [before, after]);
}

export function fieldValuesOf(items: readonly FieldValuesItem[]): readonly FieldValues[] {
  return items.map(([before, after]) => ({ before, after }));
}
