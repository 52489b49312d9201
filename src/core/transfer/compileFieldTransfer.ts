import type { FieldType, Value } from '../model/value';
import { compileTransformations, resultType } from './compileTransformations';
import { err, ok } from '../result';
import type { FieldMapping } from '../model/tableMapping';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import type { RunDirection } from '../model/side';
import { compileValueMap } from './compileValueMap';
import { makeConverter } from './makeConverter';
import { must } from '../assert';
import { parseValue } from './parseValue';

/** Takes a source field's canonical value to the destination field's, or says why it cannot. */
export type FieldTransfer = (value: Value) => Result<Value, RecordFailure>;

/**
 * A plain field's way in one direction: its transformations, then its value map, then the conversion to the destination's
 * type. Constants and lookups have their own ways.
 */
export function compileFieldTransfer(
  field: FieldMapping,
  types: { readonly local: FieldType; readonly integration: FieldType },
  direction: RunDirection,
): FieldTransfer {
  const to = direction === 'toIntegrationTable';
  const [from, destination] = to ? [types.local, types.integration] : [types.integration, types.local];
  const name = must(to ? field.integrationField : field.localField, 'destination field');
  const rules = field.transform[direction];

  const steps: FieldTransfer[] = [];
  let type = from;
  if (rules.length > 0) {
    steps.push(compileTransformations(rules, { from, to: destination, field: name }));
    type = resultType(rules, from, destination);
  }
  if (field.values.length > 0) {
    steps.push(compileValueMap(field.values, types, direction, name));
    type = destination;
  }
  steps.push(makeConverter(type, destination, name));
  return chain(steps);
}

/** A value as written in a mapping file, for a field that always gets it. */
export function compileConstant(text: string | null, to: FieldType, field: string): Result<Value, RecordFailure> {
  if (text === null) return ok(null);
  const value = parseValue(text, to);
  if (!value.ok) return err({ code: 'VALUE_NOT_CONVERTIBLE', field, message: `${field}: ${value.error.message}` });
  return makeConverter(to, to, field)(value.value);
}

function chain(steps: readonly FieldTransfer[]): FieldTransfer {
  const [first, second, third] = steps;
  if (first && !second) return first;
  return (value) => {
    let result = must(first, 'first step')(value);
    if (result.ok && second) result = second(result.value);
    if (result.ok && third) result = third(result.value);
    return result;
  };
}
