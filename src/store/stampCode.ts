import type { Stamp } from '../core/model/record';

/** Stamps as the database holds them: milliseconds since 1970 (6 bytes instead of 24), or marked text. */
export type StoredStamp = number | string | null;

/**
 * A stamp in canonical form with exactly milliseconds becomes a number. Any other, such as one with more digits, stays text
 * behind a `~`, which keeps a column of integers from taking it for one. Decoding gives back exactly the same text.
 */
export function storedStamp(stamp: Stamp | null): StoredStamp {
  if (stamp === null) return null;
  if (stamp.length === 24) {
    const milliseconds = Date.parse(stamp);
    if (!Number.isNaN(milliseconds) && textOf(milliseconds) === stamp) return milliseconds;
  }
  return `~${stamp}`;
}

export function stampOf(stored: StoredStamp): Stamp | null {
  if (stored === null) return null;
  return typeof stored === 'number' ? textOf(stored) : stored.slice(1);
}

const dayMs = 86_400_000;
let lastDay = NaN;
let lastDayText = '';

/** What `toISOString` says, several times faster for stamps of one day, which runs mostly read. */
function textOf(milliseconds: number): string {
  const day = Math.floor(milliseconds / dayMs);
  if (day !== lastDay) {
    lastDayText = new Date(day * dayMs).toISOString().slice(0, 11);
    lastDay = day;
  }
  const time = milliseconds - day * dayMs;
  const seconds = Math.floor(time / 1000);
  const minutes = Math.floor(seconds / 60);
  const hour = twoDigits[Math.floor(minutes / 60)];
  return `${lastDayText}${hour}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}.${threeDigits[time % 1000]}Z`;
}

const twoDigits: readonly string[] = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
const threeDigits: readonly string[] = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'));
