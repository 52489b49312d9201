import { createLocale } from '../../locale';
import type { Locale } from '../../locale';
import type { Translate } from '../../translate';

/** What presenters need to speak to this user: language, number and date habits, and the time it is. */
export interface Wording extends Locale {
  readonly count: (value: number) => string;
  /** An instant in full, for tooltips. Takes ISO 8601. */
  readonly instant: (iso: string) => string;
  /** An instant in short: `2 min. ago` within the hour, the time within the day, else day and time. */
  readonly moment: (iso: string) => string;
}

/** `language` is a BCP 47 tag and decides numbers and dates, too; without `timeZone` the machine's holds. */
export function createWording(options: {
  readonly t: Translate;
  readonly language: string | (() => string);
  readonly now: () => Date;
  readonly timeZone?: string;
}): Wording {
  const { t, now } = options;
  const locale = createLocale(options);
  const zone = options.timeZone === undefined ? {} : { timeZone: options.timeZone };
  // Made with the first item that tells a time: formats cost more than the rest of activation.
  let made: Formats | undefined;
  const formats = (): Formats => {
    if (made) return made;
    const { language } = options;
    const tag = knownTag(typeof language === 'string' ? language : language());
    const full = new Intl.DateTimeFormat(tag, { ...zone, dateStyle: 'medium', timeStyle: 'medium' });
    return (made = { full, relative: new Intl.RelativeTimeFormat(tag, { style: 'short' }) });
  };
  return {
    t: locale.t,
    count: (value) => locale.count(value),
    time: (at) => locale.time(at),
    instant: (iso) => formats().full.format(new Date(iso)),
    moment: (iso) => {
      const minutes = Math.floor((now().getTime() - new Date(iso).getTime()) / 60_000);
      if (minutes === 0) return t('just now');
      // A clock that was set back gives times to come: they are told as they stand.
      return minutes > 0 && minutes < 60 ? formats().relative.format(-minutes, 'minute') : locale.time(iso);
    },
  };
}

interface Formats {
  readonly full: Intl.DateTimeFormat;
  readonly relative: Intl.RelativeTimeFormat;
}

/** Some builds of the editor name languages that nobody knows; the machine's own is taken then. */
function knownTag(language: string): string | undefined {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language)[0];
  } catch {
    return undefined;
  }
}
