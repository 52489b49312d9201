import type { Locale } from '../locale';

/** How a retry ended. */
export interface RetryResult {
  readonly restored: number;
}

/** The result in words. `selected` counts the records that the user chose; 0 where all of a mapping or of everything were meant. */
export function retryText(restored: number, selected: number, where: string, locale: Locale): string {
  const { t } = locale;
  if (restored > 0) {
    return restored === 1
      ? t('1 record of {0} is given back to the next synchronization.', where)
      : t('{0} records of {1} are given back to the next synchronization.', locale.count(restored), where);
  }
  if (selected === 0) return t('{0} has no skipped records. There is nothing to retry.', where);
  return selected === 1
    ? t('This record is not skipped: the next synchronization looks at it anyway.')
    : t('None of these records is skipped: the next synchronization looks at them anyway.');
}
