const canonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\d*[1-9])?Z$/;
const written = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** Whether a text is a dateTime in canonical form (model/value). Does not look at the calendar. */
export function isCanonicalDateTime(text: string): boolean {
  return canonical.test(text);
}

let lastCanonical = '';

/**
 * The canonical form of a date and time as people and programs write it into SQLite: a space for the T, no seconds, no or
 * many fraction digits, an offset (without one it is UTC), or a date alone. Undefined where it is none of these.
 */
export function canonicalDateTime(text: string): string | undefined {
  // Records that were written together have the same stamp.
  if (text === lastCanonical) return text;
  if (canonical.test(text)) return (lastCanonical = text);
  const match = written.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const atSecond = `${year}-${month}-${day}T${hour}:${minute}:${second}.000`;
  const instant = Date.parse(atSecond + isoZone(zone));
  // A day or hour beyond the calendar either does not parse or rolls over; neither is a date.
  if (Number.isNaN(instant) || !sameWallClock(atSecond)) return undefined;
  const digits = fraction.replace(/0+$/, '').padEnd(3, '0');
  return `${new Date(instant).toISOString().slice(0, 20)}${digits}Z`;
}

/** A stamp of milliseconds since 1970 in canonical form; undefined outside the years 0000 to 9999. */
export function dateTimeFromMs(milliseconds: number): string | undefined {
  const date = new Date(Math.floor(milliseconds));
  if (Number.isNaN(date.getTime())) return undefined;
  const text = date.toISOString();
  return text.length === 24 ? text : undefined;
}

function isoZone(zone: string): string {
  if (/^z$/i.test(zone)) return 'Z';
  const digits = zone.replace(':', '');
  return `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`;
}

function sameWallClock(atSecond: string): boolean {
  const parsed = new Date(`${atSecond}Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString() === `${atSecond}Z`;
}
