import type { FieldType, Value } from '../model/value';
import type { RecordFailure } from '../model/failure';
import type { Result } from '../result';
import { err } from '../result';
import { makeConverter } from './makeConverter';
import { parseValue } from './parseValue';

/** Reads a value as written in a mapping file into canonical form, within its field's limits. */
export function readFixedValue(text: string, to: FieldType, field: string): Result<Value, RecordFailure> {
  const parsed = parseValue(text, to);
  if (parsed.ok) return makeConverter(to, to, field)(parsed.value);
  return err({ code: 'VALUE_NOT_CONVERTIBLE', field, message: `${field}: ${parsed.error.message}` });
}
