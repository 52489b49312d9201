/** Numbers as text: canonical forms without ever becoming binary floating point. */

const numberPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** The canonical decimal a text names (`12.30` → `12.3`, `1e3` → `1000`), or undefined where it names none. */
export function canonicalDecimal(text: string): string | undefined {
  const match = numberPattern.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const shift = Number(exponent);
  let digits = whole + fraction;
  let point = whole.length + shift;
  if (point < 0) {
    digits = '0'.repeat(-point) + digits;
    point = 0;
  }
  if (point > digits.length) digits = digits.padEnd(point, '0');
  const integer = digits.slice(0, point).replace(/^0+/, '') || '0';
  const rest = digits.slice(point).replace(/0+$/, '');
  const plain = rest ? `${integer}.${rest}` : integer;
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}

/** The canonical integer a text names, or undefined; `12.0` is 12, `12.5` is none. */
export function canonicalInteger(text: string): string | undefined {
  const decimal = canonicalDecimal(text);
  return decimal === undefined || decimal.includes('.') ? undefined : decimal;
}

/** Order of two canonical numbers: negative, zero or positive. */
export function compareDecimals(a: string, b: string): number {
  if (a === b) return 0;
  const negative = a.startsWith('-');
  if (negative !== b.startsWith('-')) return negative ? -1 : 1;
  return negative ? compareMagnitudes(b.slice(1), a.slice(1)) : compareMagnitudes(a, b);
}

function compareMagnitudes(a: string, b: string): number {
  const [wholeA = '', fractionA = ''] = a.split('.');
  const [wholeB = '', fractionB = ''] = b.split('.');
  if (wholeA.length !== wholeB.length) return wholeA.length - wholeB.length;
  if (wholeA !== wholeB) return wholeA < wholeB ? -1 : 1;
  if (fractionA === fractionB) return 0;
  return fractionA < fractionB ? -1 : 1;
}

export interface DigitCount {
  /** Digits before the point, leading zeros apart. */
  readonly whole: number;
  readonly fraction: number;
  /** From the first to the last digit that is not zero. */
  readonly significant: number;
}

export function countDigits(decimal: string): DigitCount {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const leading = whole === '0' ? '' : whole;
  const significant = (leading + fraction).replace(/^0+/, '').replace(/0+$/, '').length;
  return { whole: leading.length, fraction: fraction.length, significant };
}
