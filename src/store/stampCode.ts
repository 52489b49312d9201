import type { Stamp } from '../core/model/record';

/** Stamps as the database holds them: milliseconds since 1970 (6 bytes instead of 24), or marked text. */
export type StoredStamp = number | string | null;

/**
 * A stamp in canonical form with exactly milliseconds becomes a number. Any other, such as one with more digits, stays text
 * behind a `~`, which keeps a column of integers from taking it for one. Decoding gives back exactly the same text.
 */
export function storedStamp(stamp: Stamp | null): StoredStamp {
  if (stamp === null) return null;
  // All records of a batch get the same stamp.
  if (stamp === lastStamp) return lastStored;
  const milliseconds = stamp.length === 24 ? millisecondsOf(stamp) : NaN;
  lastStored = Number.isNaN(milliseconds) ? `~${stamp}` : milliseconds;
  lastStamp = stamp;
  return lastStored;
}

let lastStamp: Stamp | undefined;
let lastStored: number | string = NaN;

export function stampOf(stored: StoredStamp): Stamp | null {
  if (stored === null) return null;
  if (typeof stored === 'string') return stored.slice(1);
  if (stored !== lastRead) {
    lastReadStamp = textOf(stored);
    lastRead = stored;
  }
  return lastReadStamp;
}

let lastRead = NaN;
let lastReadStamp = '';

const dayMs = 86_400_000;

/** The milliseconds of a canonical stamp; NaN for any other text, and for days and times that there are not. */
function millisecondsOf(stamp: string): number {
  if (!isPunctuated(stamp)) return NaN;
  const day = dayOf(numberAt(stamp, 0, 4), numberAt(stamp, 5, 2), numberAt(stamp, 8, 2));
  const hours = numberAt(stamp, 11, 2);
  const minutes = numberAt(stamp, 14, 2);
  const seconds = numberAt(stamp, 17, 2);
  if (!(hours < 24 && minutes < 60 && seconds < 60)) return NaN;
  return day * dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1000 + numberAt(stamp, 20, 3);
}

/** `0000-00-00T00:00:00.000Z`, whatever stands for the digits. */
function isPunctuated(text: string): boolean {
  return (
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    text.charCodeAt(19) === 46 &&
    text.charCodeAt(23) === 90
  );
}

/**
 * Days since 1970 in the Gregorian calendar; NaN where there is no such day. Counts from March, so that the leap day is the last
 * of its year.
 */
function dayOf(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return NaN;
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day - 1 - march1970;
}

/** 1 March of the year 0 to 1 January 1970. */
const march1970 = 719_468;

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function textOf(milliseconds: number): string {
  const day = Math.floor(milliseconds / dayMs);
  const time = milliseconds - day * dayMs;
  const seconds = Math.floor(time / 1000);
  const minutes = Math.floor(seconds / 60);
  const hour = twoDigits[Math.floor(minutes / 60)];
  return `${textOfDay(day)}${hour}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}.${threeDigits[time % 1000]}Z`;
}

/** The days printed last, by their number modulo the size: runs meet the stamps of few days again and again. */
const days = 256;
const dayNumbers = new Float64Array(days).fill(NaN);
const dayTexts: string[] = [];

function textOfDay(day: number): string {
  const slot = ((day % days) + days) % days;
  if (dayNumbers[slot] !== day) {
    dayTexts[slot] = new Date(day * dayMs).toISOString().slice(0, 11);
    dayNumbers[slot] = day;
  }
  return dayTexts[slot] ?? '';
}

/** The number that the characters are; NaN where they are not all digits. */
function numberAt(text: string, at: number, digits: number): number {
  let number = 0;
  for (let index = at; index < at + digits; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

const twoDigits: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const threeDigits: readonly string[] = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));
