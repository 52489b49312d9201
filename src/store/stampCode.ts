import type { Stamp } from '../core/model/record';

/** Stamps as the database holds them: milliseconds since 1970 (6 bytes instead of 24), or marked text. */
export type StoredStamp = number | string | null;

/**
 * A stamp in canonical form with exactly milliseconds becomes a number. Any other, such as one with more digits, stays text
 * behind a `~`, which keeps a column of integers from taking it for one. Decoding gives back exactly the same text.
 */
export function storedStamp(stamp: Stamp | null): StoredStamp {
  if (stamp === null) return null;
  const milliseconds = stamp.length === 24 ? millisecondsOf(stamp) : NaN;
  return Number.isNaN(milliseconds) ? `~${stamp}` : milliseconds;
}

export function stampOf(stored: StoredStamp): Stamp | null {
  if (stored === null) return null;
  return typeof stored === 'number' ? textOf(stored) : stored.slice(1);
}

const dayMs = 86_400_000;

// Runs read mostly stamps of one day: remembering its text is several times faster than parsing and printing each stamp.
let lastDay = NaN;
let lastDayText = '';

function millisecondsOf(stamp: string): number {
  if (!stamp.startsWith(lastDayText) || lastDayText === '') {
    const start = Date.parse(`${stamp.slice(0, 11)}00:00:00.000Z`);
    if (Number.isNaN(start)) return NaN;
    rememberDay(start / dayMs);
  }
  const hours = numberAt(stamp, 11, 2);
  const minutes = numberAt(stamp, 14, 2);
  const seconds = numberAt(stamp, 17, 2);
  const milliseconds = lastDay * dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1000 + numberAt(stamp, 20, 3);
  // Printed and compared, because much that is not canonical can be read as a time, too.
  return textOf(milliseconds) === stamp ? milliseconds : NaN;
}

function textOf(milliseconds: number): string {
  const day = Math.floor(milliseconds / dayMs);
  if (day !== lastDay) rememberDay(day);
  const time = milliseconds - day * dayMs;
  const seconds = Math.floor(time / 1000);
  const minutes = Math.floor(seconds / 60);
  const hour = twoDigits[Math.floor(minutes / 60)];
  return `${lastDayText}${hour}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}.${threeDigits[time % 1000]}Z`;
}

function rememberDay(day: number): void {
  lastDayText = new Date(day * dayMs).toISOString().slice(0, 11);
  lastDay = day;
}

/** The number that the characters would be if they are digits; nonsense otherwise, which shows when it is printed again. */
function numberAt(text: string, at: number, digits: number): number {
  let number = 0;
  for (let index = at; index < at + digits; index++) number = number * 10 + text.charCodeAt(index) - 48;
  return number;
}

const twoDigits: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const threeDigits: readonly string[] = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));
