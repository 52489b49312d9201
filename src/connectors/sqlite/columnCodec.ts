import type { FieldType, Value } from '../../core/model/value';
import type { Affinity } from './declaredType';
import type { StoredValue } from '../../files/sqlEngine';
import { canonicalDateTime, isCanonicalDateTime } from './dateTimeText';
import { plainNumber } from './plainNumber';

/** Turns a column's stored values into canonical text (model/value) and back. */
export interface ColumnCodec {
  /**
   * A stored value that does not fit the column's type is shown as it is, so that whoever reads it says so; bytes show as
   * `x'0a1b'`. Nothing is ever presented as blank that is not.
   */
  decode(stored: StoredValue): Value;
  /**
   * What to bind so that reading back gives exactly `value`; undefined where the column would change it. Never called with a
   * blank value.
   */
  encode(value: string): StoredValue | undefined;
}

/** Made once per column, of its type and of what SQLite does to values on their way in. */
export function columnCodec(type: FieldType, affinity: Affinity): ColumnCodec {
  switch (type.kind) {
    case 'integer':
      return { decode: decodePlain, encode: encodeInteger };
    case 'decimal':
      return { decode: decodeDecimal, encode: (value) => encodeDecimal(value, affinity) };
    case 'boolean':
      return { decode: decodeBoolean, encode: encodeBoolean };
    case 'date':
      return { decode: decodeDate, encode: (value) => (canonicalDate.test(value) ? value : undefined) };
    case 'dateTime':
      return { decode: decodeDateTime, encode: (value) => (isCanonicalDateTime(value) ? value : undefined) };
    case 'guid':
      return { decode: decodeGuid, encode: (value) => encodeText(canonicalGuid(value), affinity) };
    case 'text':
    case 'option':
      return { decode: decodePlain, encode: (value) => encodeText(value, affinity) };
  }
}

/** A GUID in lower case without braces; any other text as it is. */
export function canonicalGuid(text: string): string {
  // Nearly all are canonical already, and need no pattern to show it.
  if (!text.startsWith('{') && text === text.toLowerCase()) return text;
  return guid.test(text) ? text.replace(/[{}]/g, '').toLowerCase() : text;
}

const guid = /^(\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const canonicalDate = /^\d{4}-\d\d-\d\d$/;
const canonicalInteger = /^(0|-?[1-9]\d*)$/;
const canonicalDecimal = /^(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?$/;
// What SQLite takes for a number when a numeric column is given text; hexadecimal is not among it.
const numberLike = /^[\t-\r ]*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[\t-\r ]*$/i;

function decodePlain(stored: StoredValue): Value {
  if (typeof stored === 'string' || stored === null) return stored;
  if (typeof stored === 'number') return plainNumber(stored);
  return typeof stored === 'bigint' ? String(stored) : hexText(stored);
}

function decodeDecimal(stored: StoredValue): Value {
  return typeof stored === 'string' ? plainDecimal(stored) : decodePlain(stored);
}

function decodeBoolean(stored: StoredValue): Value {
  const plain = decodePlain(stored);
  if (plain === '1' || plain?.toLowerCase() === 'true') return 'true';
  return plain === '0' || plain?.toLowerCase() === 'false' ? 'false' : plain;
}

function decodeDate(stored: StoredValue): Value {
  const plain = decodePlain(stored);
  // Only a midnight may lose its time: anything else is not a date, and shall be seen not to be one.
  const match = plain === null ? null : /^(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?Z?$/.exec(plain);
  return match?.[1] ?? plain;
}

function decodeDateTime(stored: StoredValue): Value {
  const plain = decodePlain(stored);
  return plain === null ? null : (canonicalDateTime(plain) ?? plain);
}

function decodeGuid(stored: StoredValue): Value {
  return typeof stored === 'string' ? canonicalGuid(stored) : decodePlain(stored);
}

function encodeText(value: string, affinity: Affinity): StoredValue | undefined {
  // Half a surrogate pair has no UTF-8 form.
  if (!(value as string & { isWellFormed(): boolean }).isWellFormed()) return undefined;
  if (affinity === 'text' || affinity === 'none' || !numberLike.test(value)) return value;
  return encodeDecimal(value, affinity);
}

function encodeInteger(value: string): StoredValue | undefined {
  return canonicalInteger.test(value) && isInt64(value) ? exactInteger(value) : undefined;
}

function encodeDecimal(value: string, affinity: Affinity): StoredValue | undefined {
  if (!canonicalDecimal.test(value)) return undefined;
  if (affinity !== 'real' && !value.includes('.') && isInt64(value)) return exactInteger(value);
  const number = Number(value);
  return plainNumber(number) === value ? number : undefined;
}

function encodeBoolean(value: string): StoredValue | undefined {
  if (value === 'true') return 1;
  return value === 'false' ? 0 : undefined;
}

// Large integers are bound as text: the column's affinity converts all 64 bits, a double would not.
function exactInteger(value: string): StoredValue {
  return value.length <= 15 ? Number(value) : value;
}

function isInt64(value: string): boolean {
  return value.length <= 18 || BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

function plainDecimal(text: string): string {
  const match = /^\s*([+-]?)0*(\d*?)(?:\.(\d*?)0*)?\s*$/.exec(text);
  if (!match) return text;
  const [, sign, whole, fraction] = match;
  if (!whole && !fraction) return /\d/.test(text) ? '0' : text;
  return `${sign === '-' ? '-' : ''}${whole || '0'}${fraction ? `.${fraction}` : ''}`;
}

function hexText(bytes: Uint8Array): string {
  return `x'${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}'`;
}
