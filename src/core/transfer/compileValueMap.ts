import type { FieldMapping } from '../model/tableMapping';
import type { FieldType, Value } from '../model/value';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import type { RunDirection, Side } from '../model/side';
import { destinationSide, sourceSide } from '../model/side';
import { err } from '../result';
import { notMapped } from './transferFailures';
import { parseValue } from './parseValue';
import { readFixedValue } from './readFixedValue';

/**
 * Translates values by a field's value map (DESIGN 3, `values`). Both columns are read by their side's type, so that `1` finds
 * `1.0` and an option may be written by name. Where several entries share a value, the first in file order wins, also on the way
 * back. A value without an entry fails its record, and so does blank where the map has no `''`: a field that could not stay
 * empty would otherwise get a value nobody chose.
 */
export function compileValueMap(
  values: FieldMapping['values'],
  types: { readonly [S in Side]: FieldType },
  direction: RunDirection,
  field: string,
): (value: Value) => Result<Value, RecordFailure> {
  const source = sourceSide(direction);
  const destination = destinationSide(direction);
  const answers = new Map<string, Result<Value, RecordFailure>>();
  for (const entry of values) {
    const answer = readFixedValue(entry[destination], types[destination], field);
    for (const key of keysOf(entry[source], types[source])) if (!answers.has(key)) answers.set(key, answer);
  }
  const known = [...new Set(values.map((entry) => entry[source]))];
  return (value) => answers.get(value ?? '') ?? err(notMapped(value ?? '', known, field));
}

/** An entry for blank also stands for the option member that means blank. */
function keysOf(text: string, type: FieldType): readonly string[] {
  const parsed = parseValue(text, type);
  const key = parsed.ok ? (parsed.value ?? '') : text;
  return text === '' && key !== '' ? ['', key] : [key];
}
