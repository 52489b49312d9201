import { Decimal } from 'decimal.js';
import { canonicalDecimal } from './numberText';

/** Enough digits that nothing a field holds is ever rounded by the library itself. */
const Exact = Decimal.clone({ precision: 400, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -400, toExpPos: 400 });

/** A pattern such as `0.00` or `#,##0.00`: grouping, and least and most digits after the point. */
export interface DecimalPattern {
  readonly grouped: boolean;
  readonly leastWhole: number;
  readonly leastFraction: number;
  readonly mostFraction: number;
}

/** Reads a pattern; undefined where it is none. */
export function parseDecimalPattern(format: string): DecimalPattern | undefined {
  const match = /^(#,##)?(#*)(0*)(?:\.(0*)(#*))?$/.exec(format);
  if (!match || format === '') return undefined;
  const [, grouped, , zeros = '', least = '', optional = ''] = match;
  return {
    grouped: grouped !== undefined,
    leastWhole: zeros.length,
    leastFraction: least.length,
    mostFraction: least.length + optional.length,
  };
}

/** Formats a canonical decimal; rounds half away from zero to the pattern's digits. */
export function formatDecimal(value: string, pattern: DecimalPattern): string {
  const fixed = new Exact(value).toFixed(pattern.mostFraction, Decimal.ROUND_HALF_UP);
  const negative = fixed.startsWith('-') && /[1-9]/.test(fixed);
  const [whole = '0', fraction = ''] = fixed.replace('-', '').split('.');
  const digits = fraction.replace(/0+$/, '').padEnd(pattern.leastFraction, '0');
  const padded = (whole === '0' && pattern.leastWhole === 0 ? '' : whole).padStart(pattern.leastWhole, '0');
  const grouped = pattern.grouped ? padded.replace(/\B(?=(\d{3})+$)/g, ',') : padded;
  return `${negative ? '-' : ''}${grouped}${digits ? `.${digits}` : ''}`;
}

/** Reads a number written with the pattern's grouping; undefined where it is none. */
export function parseFormattedDecimal(text: string, pattern: DecimalPattern): string | undefined {
  return canonicalDecimal(pattern.grouped ? text.replaceAll(',', '') : text);
}

/** Rounds half away from zero to a multiple of the precision: 0.01 is cents, 5 is steps of five. */
export function roundDecimal(value: string, precision: string): string {
  const step = new Exact(precision);
  const rounded = new Exact(value).div(step).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).mul(step);
  return canonicalDecimal(rounded.toFixed()) ?? value;
}
