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
  return typeof stored === 'number' ? textOf(stored) : stored.slice(1);
}

const dayMs = 86_400_000;

/**
 * The days seen last, by their number modulo the size: runs meet the stamps of few days again and again, and remembering a
 * day's text is several times faster than parsing and printing each stamp.
 */
const days = 256;
const dayNumbers = new Float64Array(days).fill(NaN);
const dayTexts: string[] = [];
let lastText = '';
let lastDay = NaN;

function millisecondsOf(stamp: string): number {
  const day = stamp.startsWith(lastText) && lastText !== '' ? lastDay : dayOf(stamp.slice(0, 11));
  if (Number.isNaN(day)) return NaN;
  const hours = numberAt(stamp, 11, 2);
  const minutes = numberAt(stamp, 14, 2);
  const seconds = numberAt(stamp, 17, 2);
  const milliseconds = day * dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1000 + numberAt(stamp, 20, 3);
  // Printed and compared, because much that is not canonical can be read as a time, too.
  return textOf(milliseconds) === stamp ? milliseconds : NaN;
}

function textOf(milliseconds: number): string {
  const day = Math.floor(milliseconds / dayMs);
  const time = milliseconds - day * dayMs;
  const seconds = Math.floor(time / 1000);
  const minutes = Math.floor(seconds / 60);
  const hour = twoDigits[Math.floor(minutes / 60)];
  return `${textOfDay(day)}${hour}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}.${threeDigits[time % 1000]}Z`;
}

/** The day a text such as `2026-11-21T` names; NaN where it names none. Days in one month lie apart in the memory. */
function dayOf(text: string): number {
  const slot = (numberAt(text, 5, 2) * 31 + numberAt(text, 8, 2)) & 63;
  if (namedTexts[slot] !== text) {
    const start = Date.parse(`${text}00:00:00.000Z`);
    if (Number.isNaN(start)) return NaN;
    namedTexts[slot] = text;
    namedDays[slot] = start / dayMs;
  }
  lastText = text;
  lastDay = namedDays[slot] ?? NaN;
  return lastDay;
}

const namedTexts: string[] = [];
const namedDays: number[] = [];

function textOfDay(day: number): string {
  const slot = ((day % days) + days) % days;
  if (dayNumbers[slot] !== day) {
    dayTexts[slot] = new Date(day * dayMs).toISOString().slice(0, 11);
    dayNumbers[slot] = day;
  }
  return dayTexts[slot] ?? '';
}

/** The number that the characters would be if they are digits; nonsense otherwise, which shows when it is printed again. */
function numberAt(text: string, at: number, digits: number): number {
  let number = 0;
  for (let index = at; index < at + digits; index++) number = number * 10 + text.charCodeAt(index) - 48;
  return number;
}

const twoDigits: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const threeDigits: readonly string[] = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));
