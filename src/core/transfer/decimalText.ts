/**
 * Exact arithmetic on decimals and integers in text form. Nothing here passes through binary floating point, so that no digit
 * is lost (model/value).
 */

// More digits than any system stores; keeps a text such as 1e999999999 from filling the memory.
const largestExponent = 400;

const numberText = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/** The canonical decimal behind a number as systems and people write it (`+5`, `12.30`, `.5`, `1e3`), or undefined. */
export function canonicalDecimal(text: string): string | undefined {
  if (isCanonicalDecimal(text)) return text;
  const match = numberText.exec(text.trim());
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  const digits = whole + fraction;
  if (digits === '' || Math.abs(exponent) > largestExponent) return undefined;
  return placePoint(sign === '-', digits, whole.length + exponent);
}

/** The canonical decimal `units` × 10^-`scale`. */
export function decimalFromUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale, '0');
  return placePoint(units < 0n, digits, digits.length - scale);
}

/** How many units of 10^-`scale` a canonical decimal holds. Its fraction must not be longer than `scale`. */
export function unitsFromDecimal(value: string, scale: number): bigint {
  const point = value.indexOf('.');
  const fraction = point < 0 ? '' : value.slice(point + 1);
  return BigInt((point < 0 ? value : value.slice(0, point)) + fraction.padEnd(scale, '0'));
}

/** Negative, zero or positive, as for sorting. Both must be canonical. */
export function compareDecimals(a: string, b: string): number {
  const aNegative = a.charCodeAt(0) === minus;
  const bNegative = b.charCodeAt(0) === minus;
  if (aNegative !== bNegative) return aNegative ? -1 : 1;
  if (a === b) return 0;
  const magnitude = aNegative ? compareMagnitudes(a.slice(1), b.slice(1)) : compareMagnitudes(a, b);
  return aNegative ? -magnitude : magnitude;
}

/** Digits of a canonical decimal's fraction. */
export function fractionLength(value: string): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.length - point - 1;
}

/** Digits before the point; none for a number below 1. */
export function wholeLength(value: string): number {
  const start = value.charCodeAt(0) === minus ? 1 : 0;
  if (value.charCodeAt(start) === zero) return 0;
  const point = value.indexOf('.');
  return (point < 0 ? value.length : point) - start;
}

/** Digits from the first to the last that is not zero: what a floating-point number must be able to hold. */
export function significantLength(value: string): number {
  let first = -1;
  let last = -1;
  let position = 0;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code < zero || code > nine) continue;
    if (code !== zero) {
      if (first < 0) first = position;
      last = position;
    }
    position++;
  }
  return first < 0 ? 0 : last - first + 1;
}

const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;

/** Whether the text is in canonical form already; the usual case, so it costs one walk over the characters. */
function isCanonicalDecimal(text: string): boolean {
  let index = text.charCodeAt(0) === minus ? 1 : 0;
  const start = index;
  while (index < text.length && isDigit(text.charCodeAt(index))) index++;
  const whole = index - start;
  if (whole === 0 || (whole > 1 && text.charCodeAt(start) === zero)) return false;
  if (index === text.length) return text !== '-0';
  if (text.charCodeAt(index) !== point) return false;
  const fraction = ++index;
  while (index < text.length && isDigit(text.charCodeAt(index))) index++;
  return index === text.length && index > fraction && text.charCodeAt(index - 1) !== zero;
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

/** `pointAt` counts digits before the point; it may lie outside of the digits. */
function placePoint(negative: boolean, digits: string, pointAt: number): string {
  const padded = pointAt < 0 ? '0'.repeat(-pointAt) + digits : digits.padEnd(pointAt, '0');
  const at = Math.max(pointAt, 0);
  const whole = padded.slice(0, at).replace(/^0+/, '') || '0';
  const fraction = withoutTrailingZeros(padded.slice(at));
  const number = fraction === '' ? whole : `${whole}.${fraction}`;
  return negative && number !== '0' ? `-${number}` : number;
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === zero) end--;
  return digits.slice(0, end);
}

function compareMagnitudes(a: string, b: string): number {
  const aPoint = a.indexOf('.');
  const bPoint = b.indexOf('.');
  const longer = (aPoint < 0 ? a.length : aPoint) - (bPoint < 0 ? b.length : bPoint);
  if (longer !== 0) return longer;
  // With as many digits before the point, the order of the texts is the order of the numbers.
  return a < b ? -1 : a > b ? 1 : 0;
}
