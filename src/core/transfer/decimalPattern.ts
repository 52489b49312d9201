import { canonicalDecimal } from './decimalText';
import { roundDecimal } from './roundDecimal';

/** A pattern such as `0.00` or `#,##0.00` (DESIGN 3), read. */
export interface DecimalPattern {
  /** Thousands are set apart by commas. */
  readonly grouped: boolean;
  /** Digits that are shown although they are zero. */
  readonly leastWhole: number;
  readonly leastFraction: number;
  /** More digits after the point are rounded away. */
  readonly mostFraction: number;
}

/** Undefined where the text is no such pattern. */
export function readDecimalPattern(format: string): DecimalPattern | undefined {
  const match = /^(#,##)?#*(0*)(?:\.(0*)(#*))?$/.exec(format);
  if (!match || !/[0#]/.test(format)) return undefined;
  const [, grouping, whole = '', shown = '', optional = ''] = match;
  return {
    grouped: grouping !== undefined,
    leastWhole: whole.length,
    leastFraction: shown.length,
    mostFraction: shown.length + optional.length,
  };
}

/** A canonical decimal as the pattern shows it, rounded half away from zero to its digits. */
export function formatDecimal(value: string, pattern: DecimalPattern): string {
  const rounded = roundDecimal(value, unitAt(pattern.mostFraction)) ?? value;
  const sign = rounded.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = rounded.slice(sign.length).split('.');
  const shownWhole = whole === '0' && pattern.leastWhole === 0 ? '' : whole.padStart(pattern.leastWhole, '0');
  const shownFraction = fraction.padEnd(pattern.leastFraction, '0');
  const digits = pattern.grouped ? inThousands(shownWhole) : shownWhole;
  // A pattern such as #.## shows nothing of zero, and nothing would read as blank.
  if (digits === '' && shownFraction === '') return '0';
  return sign + digits + (shownFraction === '' ? '' : `.${shownFraction}`);
}

/**
 * The canonical decimal that a text shows by the pattern: commas only where the pattern groups, and only between thousands.
 * More digits than the pattern shows are read, since dropping them would lose them. Undefined for anything else.
 */
export function parseDecimal(text: string, pattern: DecimalPattern): string | undefined {
  const trimmed = text.trim();
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(trimmed)) {
    return pattern.grouped ? canonicalDecimal(trimmed.replaceAll(',', '')) : undefined;
  }
  return canonicalDecimal(trimmed);
}

function unitAt(fractionDigits: number): string {
  return fractionDigits === 0 ? '1' : `0.${'1'.padStart(fractionDigits, '0')}`;
}

function inThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
