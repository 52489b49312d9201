import { createLocale } from '../../../../src/extension/locale';
import { inEnglish } from '../../../support/translations';
import type { Locale } from '../../../../src/extension/locale';

/** An American reader in Greenwich, on the morning of 21 November 2026. */
export const english: Locale = createLocale({
  t: inEnglish,
  language: 'en',
  now: () => new Date('2026-11-21T09:00:00.000Z'),
  timeZone: 'UTC',
});
