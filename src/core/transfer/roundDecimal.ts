import { canonicalDecimal, decimalFromUnits, fractionLength, unitsFromDecimal } from './decimalText';

/**
 * The multiple of `precision` nearest to a canonical decimal, half away from zero, exactly: 0.01 rounds to cents, 5 to steps of
 * five. Undefined when the precision is not a number above zero.
 */
export function roundDecimal(value: string, precision: string): string | undefined {
  const step = canonicalDecimal(precision);
  if (step === undefined || step === '0' || step.startsWith('-')) return undefined;
  const scale = Math.max(fractionLength(value), fractionLength(step));
  const units = unitsFromDecimal(value, scale);
  const stepUnits = unitsFromDecimal(step, scale);
  const magnitude = units < 0n ? -units : units;
  const rounded = ((2n * magnitude + stepUnits) / (2n * stepUnits)) * stepUnits;
  return decimalFromUnits(units < 0n ? -rounded : rounded, scale);
}
