/** Dates and instants as text: canonical forms by plain calendar arithmetic, without a clock or a time zone. */

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?$/;

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface InstantParts extends DateParts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits after the second, without trailing zeros. */
  readonly fraction: string;
}

/** The canonical date a text names, or undefined. */
export function canonicalDate(text: string): string | undefined {
  const match = datePattern.exec(text.trim());
  if (!match) return undefined;
  const parts = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isDate(parts) ? match[0] : undefined;
}

/** The canonical instant a text names: offsets are applied, a bare date is its midnight, no zone means UTC. */
export function canonicalInstant(text: string): string | undefined {
  const match = instantPattern.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const parts: InstantParts = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    fraction: fraction.replace(/0+$/, ''),
  };
  if (!isDate(parts) || parts.hour > 23 || parts.minute > 59 || parts.second > 59) return undefined;
  return instantText(shiftMinutes(parts, -offsetMinutes(zone)));
}

export function instantParts(instant: string): InstantParts {
  return {
    year: Number(instant.slice(0, 4)),
    month: Number(instant.slice(5, 7)),
    day: Number(instant.slice(8, 10)),
    hour: Number(instant.slice(11, 13)),
    minute: Number(instant.slice(14, 16)),
    second: Number(instant.slice(17, 19)),
    fraction: instant.slice(20, -1).replace(/0+$/, ''),
  };
}

export function instantText(parts: InstantParts): string {
  const { year, month, day, hour, minute, second, fraction } = parts;
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  return `${date}T${pad(hour)}:${pad(minute)}:${pad(second)}.${fraction.padEnd(3, '0')}Z`;
}

export function dateText(parts: DateParts): string {
  return `${pad(parts.year, 4)}-${pad(parts.month)}-${pad(parts.day)}`;
}

export function isDate({ year, month, day }: DateParts): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const digits = zone.replace(':', '').slice(1);
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}

function shiftMinutes(parts: InstantParts, minutes: number): InstantParts {
  if (minutes === 0) return parts;
  const total = parts.hour * 60 + parts.minute + minutes;
  const days = Math.floor(total / 1440);
  const rest = total - days * 1440;
  return { ...parts, ...shiftDays(parts, days), hour: Math.floor(rest / 60), minute: rest % 60 };
}

function shiftDays(date: DateParts, days: number): DateParts {
  let { year, month, day } = date;
  day += days;
  if (day < 1) {
    month -= 1;
    if (month < 1) {
      month = 12;
      year -= 1;
    }
    day += daysInMonth(year, month);
  } else if (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  return { year, month, day };
}

export function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
