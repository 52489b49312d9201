import type { FieldType, Value } from '../model/value';
import { canonicalDecimal } from './decimalText';

/**
 * A value as JSON output shows it: booleans as booleans, numbers as numbers wherever a reader's floating point keeps them
 * exactly, all else as text. An option is a number where its stored value is one.
 */
export function jsonValue(value: Value, type: FieldType): string | number | boolean | null {
  if (value === null || (value === '' && type.kind !== 'text')) return null;
  switch (type.kind) {
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'integer':
    case 'option': {
      const number = Number(value);
      return Number.isSafeInteger(number) && String(number) === value ? number : value;
    }
    case 'decimal': {
      const number = Number(value);
      return Number.isFinite(number) && canonicalDecimal(String(number)) === value ? number : value;
    }
    case 'text':
    case 'date':
    case 'dateTime':
    case 'guid':
      return value;
  }
}
