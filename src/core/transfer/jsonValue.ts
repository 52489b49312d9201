import type { FieldType, Value } from '../model/value';

/** A value as JSON shows it: a number only where it loses no digit, everything else as text. */
export function jsonValue(value: Value, type: FieldType): string | number | boolean | null {
  if (value === null) return null;
  switch (type.kind) {
    case 'boolean':
      return value === 'true';
    case 'integer':
    case 'decimal':
    case 'option':
      return String(Number(value)) === value ? Number(value) : value;
    default:
      return value;
  }
}
