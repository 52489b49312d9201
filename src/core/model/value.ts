/**
 * A field value in its canonical text form, or null. One representation for all types keeps every value exact:
 * no decimal passes through binary floating point and no integer loses digits above 2^53.
 *
 * Canonical forms, by the field's type:
 * - text: the text itself
 * - integer: `-?[1-9][0-9]*` or `0`
 * - decimal: plain notation, no leading or trailing zeros (`12.3`, `-0.05`, `0`), never an exponent
 * - boolean: `true` or `false`
 * - date: `YYYY-MM-DD`
 * - dateTime: ISO 8601 UTC with at least milliseconds: `YYYY-MM-DDTHH:mm:ss.SSSZ` (more fraction digits only where not zero)
 * - guid: lower case, without braces
 * - option: the stored value as text, usually a number
 *
 * Null and empty text are both blank, wherever values are compared (DESIGN 3).
 */
export type Value = string | null;

/** What the value of a field may be: its kind and its limits. Declared by the connector that describes the table. */
export type FieldType =
  | { readonly kind: 'text'; readonly maxLength?: number }
  | { readonly kind: 'integer'; readonly min: string; readonly max: string }
  | {
      readonly kind: 'decimal';
      /** All digits, before and after the point; absent when unlimited. */
      readonly precision?: number;
      /** Digits after the point; absent when unlimited. */
      readonly scale?: number;
      /** Where the system stores decimals as floating point: how many significant digits survive (15 for IEEE doubles). */
      readonly significantDigits?: number;
    }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'dateTime'; /** Digits after the seconds that survive. */ readonly fractionDigits: number }
  | { readonly kind: 'guid' }
  | { readonly kind: 'option'; readonly members: readonly OptionMember[] };

export interface OptionMember {
  /** The stored value, e.g. `0`. */
  readonly value: string;
  /** The member's name or label, e.g. `Active`. */
  readonly name: string;
}

export type FieldKind = FieldType['kind'];

export function isBlank(value: Value): value is '' | null {
  return value === null || value === '';
}

/** Blank, or what stands for it in a field that refuses null: zero and false, as in Business Central. */
export function isEmptyValue(value: Value, type: FieldType | undefined): boolean {
  if (isBlank(value)) return true;
  if (type?.kind === 'boolean') return value === 'false';
  return (type?.kind === 'integer' || type?.kind === 'decimal') && value === '0';
}

/** Equality of two canonical values of one type: null and empty text are the same. */
export function sameValue(a: Value, b: Value): boolean {
  return a === b || (isBlank(a) && isBlank(b));
}
