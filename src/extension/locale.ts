import type { Translate } from './translate';

/** How the user reads: words, numbers and times. Files, logs and the command line have forms of their own. */
export interface Locale {
  readonly t: Translate;
  /** `63,000`. */
  count(value: number): string;
  /** `14:30` today, with the date on other days. Takes ISO 8601. */
  time(at: string): string;
}

/**
 * `language` as the editor names it, or a way to find it out, asked when it is needed first; a language that nobody knows falls
 * back to the machine's.
 */
export function createLocale(options: {
  readonly t: Translate;
  readonly language: string | (() => string);
  readonly now: () => Date;
  /** IANA name; the machine's where absent. */
  readonly timeZone?: string;
}): Locale {
  const { t, language, now, timeZone } = options;
  // Formats are made when the first is asked for: they cost more than the rest of activation.
  let made: Formats | undefined;
  const formats = (): Formats => (made ??= makeFormats(typeof language === 'string' ? language : language(), timeZone));
  return {
    t,
    count: (value) => formats().number.format(value),
    time(at) {
      const date = new Date(at);
      if (Number.isNaN(date.getTime())) return at;
      const { day, clock, calendar } = formats();
      return day.format(date) === day.format(now()) ? clock.format(date) : calendar.format(date);
    },
  };
}

interface Formats {
  readonly number: Intl.NumberFormat;
  readonly clock: Intl.DateTimeFormat;
  readonly calendar: Intl.DateTimeFormat;
  /** Tells days apart; never shown. */
  readonly day: Intl.DateTimeFormat;
}

function makeFormats(language: string, timeZone: string | undefined): Formats {
  const [tag] = supported(language);
  const zone = timeZone === undefined ? {} : { timeZone };
  return {
    number: new Intl.NumberFormat(tag),
    clock: new Intl.DateTimeFormat(tag, { timeStyle: 'short', ...zone }),
    calendar: new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', ...zone }),
    day: new Intl.DateTimeFormat('en', { dateStyle: 'short', ...zone }),
  };
}

function supported(language: string): readonly string[] {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language);
  } catch {
    return [];
  }
}

/** The user's own locale where it speaks the editor's language (en-GB for en), else the editor's language. */
export function userLanguage(editor: string, system: string): string {
  return system.split('-')[0] === editor.split('-')[0] ? system : editor;
}
