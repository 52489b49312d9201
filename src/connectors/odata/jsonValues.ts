import type { ExactJson } from './exactJson';
import type { FieldType, Value } from '../../core/model/value';
import { exactJsonText, JsonNumeral } from './exactJson';
import { normaliseValue } from '../../core/transfer/normaliseValue';

/**
 * The canonical value behind a property of an answer. What is no value of the field's type stays as it was written, so that
 * nothing is hidden; absent is null.
 */
export function valueFromJson(json: ExactJson | undefined, type: FieldType): Value {
  if (json === undefined || json === null) return null;
  if (typeof json === 'boolean') return String(json);
  if (typeof json === 'object' && !(json instanceof JsonNumeral)) return exactJsonText(json);
  const text = json instanceof JsonNumeral ? json.text : json;
  const value = normaliseValue(text, type);
  return value === undefined ? text : value;
}

/** A canonical value as a request's body carries it. Blank is null, also for texts. */
export function jsonFromValue(value: Value, type: FieldType): ExactJson {
  if (value === null || value === '') return null;
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return isNumber(value) ? new JsonNumeral(value) : value;
    case 'option':
      return /^-?\d+$/.test(value) ? new JsonNumeral(value) : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'dateTime':
      return value.replace(/\.0+Z$/, 'Z');
    case 'text':
    case 'date':
    case 'guid':
      return value;
  }
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}
