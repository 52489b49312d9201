import { InvalidArgumentError } from 'commander';

/** Reads `90s`, `30m`, `12h` or `7d` as milliseconds; a number alone could mean any of them. */
export function durationMs(value: string): number {
  const [, digits, unit = ''] = /^(\d{1,9})([smhd])$/.exec(value) ?? [];
  const unitMs = unitMsByLetter[unit];
  if (digits === undefined || unitMs === undefined) {
    throw new InvalidArgumentError('It must be a number with a unit: 90s, 30m, 12h or 7d.');
  }
  const ms = Number(digits) * unitMs;
  if (ms === 0 || ms > longestMs) throw new InvalidArgumentError('It must be from 1s to 365d.');
  return ms;
}

/** The same, or `0` for never. */
export function durationMsOrNever(value: string): number {
  return value === '0' ? 0 : durationMs(value);
}

const unitMsByLetter: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const longestMs = 365 * 86_400_000;
