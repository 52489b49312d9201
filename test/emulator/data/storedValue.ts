import type { ColumnType } from './tableDefinition';

/**
 * A value as the emulated database keeps it: text, in one form for each type, so that no number passes through binary
 * floating point. Booleans are `true` and `false`, stamps ISO 8601 UTC with milliseconds, choices of several are joined by commas.
 */
export type StoredValue = string | null;

/** Orders two values of a column; null first, as SQL Server does. Texts compare by `textKey`. */
export function compareValues(
  type: ColumnType,
  a: StoredValue,
  b: StoredValue,
  textKey: (text: string) => string,
): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  switch (type.kind) {
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'money':
    case 'double':
      return compareNumbers(a, b);
    case 'option':
      return isNumber(a) && isNumber(b) ? compareNumbers(a, b) : compareTexts(a, b);
    case 'text':
    case 'memo':
    case 'code':
      return compareTexts(textKey(a), textKey(b));
    default:
      return compareTexts(a, b);
  }
}

/** Exact, whatever the number of digits. */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [scaled(a), scaled(b)];
  const places = Math.max(left.places, right.places);
  const difference =
    left.digits * 10n ** BigInt(places - left.places) - right.digits * 10n ** BigInt(places - right.places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Plain notation without needless zeros: `1.50` is `1.5`, `1e3` is `1000`. Undefined where the text is no number. */
export function plainNumber(text: string): string | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  let digits = whole + fraction;
  let places = fraction.length - Number(exponent);
  if (places < 0) [digits, places] = [digits + '0'.repeat(-places), 0];
  digits = digits.padStart(places + 1, '0');
  const integer = digits.slice(0, digits.length - places).replace(/^0+(?=\d)/, '');
  const decimals = digits.slice(digits.length - places).replace(/0+$/, '');
  const plain = decimals === '' ? integer : `${integer}.${decimals}`;
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}

/** Rounds half away from zero, as the services' databases do. */
export function roundNumber(text: string, places: number): string {
  const { digits, places: had } = scaled(text);
  if (had <= places) return text;
  const unit = 10n ** BigInt(had - places);
  const half = unit / 2n;
  const rounded = digits < 0n ? -((-digits + half) / unit) : (digits + half) / unit;
  const sign = rounded < 0n ? '-' : '';
  const all = (rounded < 0n ? -rounded : rounded).toString().padStart(places + 1, '0');
  return plainNumber(`${sign}${all.slice(0, all.length - places)}${places > 0 ? `.${all.slice(-places)}` : ''}`) ?? '0';
}

export function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

export const guidPattern = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
export const emptyGuid = '00000000-0000-0000-0000-000000000000';

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function scaled(text: string): { readonly digits: bigint; readonly places: number } {
  const point = text.indexOf('.');
  if (point === -1) return { digits: BigInt(text), places: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), places: text.length - point - 1 };
}
