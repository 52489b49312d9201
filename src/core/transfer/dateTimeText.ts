/** Dates and instants in text form, by plain calendar arithmetic: the proleptic Gregorian calendar, years 0001 to 9999, UTC. */

/** `YYYY-MM-DD`, or a midnight as systems write one for a date; undefined for anything else. */
export function canonicalDate(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length === 10) return isDate(trimmed) ? trimmed : undefined;
  const instant = canonicalDateTime(trimmed);
  return instant === undefined ? undefined : dateOfMidnight(instant);
}

/** The date of a canonical dateTime that has no time of day; undefined where one would be lost. */
export function dateOfMidnight(instant: string): string | undefined {
  return instant.endsWith(midnight) ? instant.slice(0, 10) : undefined;
}

/** The canonical dateTime at which a canonical date begins, in UTC. */
export function midnightOf(date: string): string {
  return date + midnight;
}

/**
 * The canonical form of an ISO 8601 instant: a space or `T` before the time, seconds and their fraction optional, UTC unless it
 * carries an offset; a bare date is its midnight. Undefined for anything else.
 */
export function canonicalDateTime(text: string): string | undefined {
  if (isUsualForm(text)) return text;
  const trimmed = text.trim();
  if (!isDate(trimmed.slice(0, 10))) return undefined;
  if (trimmed.length === 10) return midnightOf(trimmed);
  const match = timeText.exec(trimmed.slice(10));
  if (!match) return undefined;
  const [, hour = '', minute = '', second = '00', fraction = '', zone = ''] = match;
  if (hour > '23' || minute > '59' || second > '59') return undefined;
  const offset = offsetMinutes(zone);
  if (offset === undefined) return undefined;
  const moved = moveMinutes(trimmed.slice(0, 10), Number(hour) * 60 + Number(minute) - offset);
  return moved === undefined ? undefined : `${moved}:${second}.${canonicalFraction(fraction)}Z`;
}

/** Digits after the seconds that a canonical dateTime cannot do without. */
export function fractionDigitsOf(instant: string): number {
  let end = instant.length - 1;
  while (instant.charCodeAt(end - 1) === zero) end--;
  return Math.max(end - 20, 0);
}

/** Negative, zero or positive, as for sorting; fractions of different length compare by what they say. */
export function compareDateTimes(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length === b.length) return a < b ? -1 : 1;
  // The closing Z sorts after digits: a longer fraction would seem earlier.
  return a.slice(0, -1) < b.slice(0, -1) ? -1 : 1;
}

/** Whether the text is `YYYY-MM-DD` and that day exists. */
export function isDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return false;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

const midnight = 'T00:00:00.000Z';
const timeText = /^[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)? ?([Zz]|[+-]\d\d(?::?\d\d)?)?$/;
const zero = 0x30;
const hyphen = 0x2d;
const colon = 0x3a;

/** Whether the text is canonical with milliseconds, as nearly all are. */
function isUsualForm(text: string): boolean {
  return (
    text.length === 24 &&
    text.charCodeAt(10) === 0x54 &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon &&
    text.charCodeAt(19) === 0x2e &&
    text.charCodeAt(23) === 0x5a &&
    isBelow(digitsAt(text, 11, 2), 24) &&
    isBelow(digitsAt(text, 14, 2), 60) &&
    isBelow(digitsAt(text, 17, 2), 60) &&
    isBelow(digitsAt(text, 20, 3), 1000) &&
    isDate(text.slice(0, 10))
  );
}

function isBelow(value: number, limit: number): boolean {
  return value >= 0 && value < limit;
}

/** The number these digits make; -1 where one of them is none. */
function digitsAt(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index++) {
    const digit = text.charCodeAt(index) - zero;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function offsetMinutes(zone: string): number | undefined {
  if (zone === '' || zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const hours = digitsAt(digits, 0, 2);
  const minutes = digitsAt(digits, 2, 2);
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** `YYYY-MM-DDTHH:mm`, so many minutes after the date's midnight; undefined beyond the calendar's ends. */
function moveMinutes(date: string, minutes: number): string | undefined {
  const moved = minutes < 0 ? dayBefore(date) : minutes >= 1440 ? dayAfter(date) : date;
  if (moved === undefined) return undefined;
  const ofDay = (minutes + 1440) % 1440;
  return `${moved}T${pad(Math.floor(ofDay / 60), 2)}:${pad(ofDay % 60, 2)}`;
}

function dayBefore(date: string): string | undefined {
  const year = digitsAt(date, 0, 4);
  const month = digitsAt(date, 5, 2);
  const day = digitsAt(date, 8, 2);
  if (day > 1) return dateText(year, month, day - 1);
  if (month > 1) return dateText(year, month - 1, daysInMonth(year, month - 1));
  return year > 1 ? dateText(year - 1, 12, 31) : undefined;
}

function dayAfter(date: string): string | undefined {
  const year = digitsAt(date, 0, 4);
  const month = digitsAt(date, 5, 2);
  const day = digitsAt(date, 8, 2);
  if (day < daysInMonth(year, month)) return dateText(year, month, day + 1);
  if (month < 12) return dateText(year, month + 1, 1);
  return year < 9999 ? dateText(year + 1, 1, 1) : undefined;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function dateText(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function canonicalFraction(digits: string): string {
  return digits.replace(/0+$/, '').padEnd(3, '0');
}
