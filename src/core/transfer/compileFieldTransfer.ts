import type { FieldMapping } from '../model/tableMapping';
import type { FieldType, Value } from '../model/value';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import type { RunDirection, Side } from '../model/side';
import { compileTransformations, resultType } from './compileTransformations';
import { compileValueMap } from './compileValueMap';
import { destinationSide, sourceSide } from '../model/side';
import { makeConverter } from './makeConverter';
import { must } from '../assert';
import { ok } from '../result';
import { readFixedValue } from './readFixedValue';

/** Takes a source field's value to the destination field, or says why it cannot. */
export type FieldTransfer = (value: Value) => Result<Value, RecordFailure>;

/**
 * A field's way in one direction: the direction's transformations, then the value map, then the conversion to the destination's
 * type. The field must name a destination for the direction. Lookups are the engine's.
 */
export function compileFieldTransfer(
  field: FieldMapping,
  types: { readonly [S in Side]: FieldType },
  direction: RunDirection,
): FieldTransfer {
  const source = sourceSide(direction);
  const destination = destinationSide(direction);
  const name = must(destination === 'local' ? field.localField : field.integrationField, 'destination field');
  const from = types[source];
  const to = types[destination];
  const rules = field.transform[direction];
  const transformed = resultType(rules, from, to);

  const arrive =
    field.values.length > 0
      ? compileValueMap(field.values, { ...types, [source]: transformed }, direction, name)
      : makeConverter(transformed, to, name);
  if (rules.length === 0) return arrive;
  const transform = compileTransformations(rules, { from, to, field: name });
  return (value) => {
    const result = transform(value);
    return result.ok ? arrive(result.value) : result;
  };
}

/** A value as written in a mapping file (a constant, `onCreate`), for a field that gets it always; null is blank. */
export function compileConstant(text: string | null, to: FieldType, field: string): Result<Value, RecordFailure> {
  return text === null ? ok(null) : readFixedValue(text, to, field);
}
