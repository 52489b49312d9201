import { safeText } from './safeText';
import type { Words } from './words';
import { fill } from './words';

/** Numbers and times as the user reads them. */
export interface Format {
  count(value: number): string;
  /** Takes ISO 8601; what is none is shown as it is. */
  time(at: string): string;
  /** The same beside another time: the day is left out where it is that one's. */
  timeBeside(at: string, other: string): string;
  /** `4 s`, `2 min 5 s`, `1 h 20 min`. */
  duration(milliseconds: number): string;
}

/** `language` is a BCP 47 tag; one that nobody knows falls back to the machine's. */
export function createFormat(words: Words, language: string, timeZone?: string): Format {
  const tags = supported(language);
  const number = new Intl.NumberFormat(tags);
  const tenths = new Intl.NumberFormat(tags, { maximumFractionDigits: 1 });
  const zone = timeZone === undefined ? {} : { timeZone };
  const calendar = new Intl.DateTimeFormat(tags, { dateStyle: 'short', timeStyle: 'medium', ...zone });
  const clock = new Intl.DateTimeFormat(tags, { timeStyle: 'medium', ...zone });
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'short', ...zone });
  const isTime = (at: string): boolean => !Number.isNaN(Date.parse(at));
  const time = (at: string): string => (isTime(at) ? calendar.format(new Date(at)) : safeText(at));
  return {
    count: (value) => number.format(value),
    time,
    timeBeside: (at, other) =>
      isTime(at) && isTime(other) && day.format(new Date(at)) === day.format(new Date(other))
        ? clock.format(new Date(at))
        : time(at),
    duration(milliseconds) {
      const seconds = Math.max(0, milliseconds) / 1000;
      if (seconds < 60) return fill(words.seconds, seconds < 10 ? tenths.format(seconds) : Math.floor(seconds));
      if (seconds < 3600) return fill(words.minutes, Math.floor(seconds / 60), Math.floor(seconds % 60));
      return fill(words.hours, number.format(Math.floor(seconds / 3600)), Math.floor((seconds % 3600) / 60));
    },
  };
}

function supported(language: string): string[] {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language);
  } catch {
    return [];
  }
}
