import type { Locale } from '../locale';
import type { MappingOverview, PlanSummary } from '../../protocol/workerProtocol';

/** What coupling by matching would do, in numbers: one plan for each mapping. */
export interface MatchCounts {
  readonly coupled: number;
  readonly created: number;
  readonly modified: number;
  /** Nothing matches, or several records do, or something else keeps the record from being coupled. */
  readonly failed: number;
  /** Why a job would not run; empty when all would. */
  readonly message: string;
}

export function matchCounts(plans: readonly PlanSummary[]): MatchCounts {
  const entries = plans.flatMap(({ mappings }) => mappings);
  const sum = (count: (entry: (typeof entries)[number]) => number) =>
    entries.reduce((total, entry) => total + count(entry), 0);
  return {
    coupled: sum(({ counters }) => counters.coupled),
    created: sum(({ counters }) => counters.inserted),
    modified: sum(({ counters }) => counters.modified),
    failed: sum(({ counters }) => counters.failed),
    message: entries.find(({ message }) => message !== '')?.message ?? '',
  };
}

/** The button that does it: `Couple 12 records and create 3`. */
export function matchAction({ coupled, created }: MatchCounts, locale: Locale): string {
  const { t } = locale;
  const couple = coupled === 1 ? t('Couple 1 record') : t('Couple {0} records', locale.count(coupled));
  if (created === 0) return couple;
  if (coupled === 0) return created === 1 ? t('Create 1 record') : t('Create {0} records', locale.count(created));
  return t('{0} and create {1}', couple, locale.count(created));
}

/** What else there is to know, in sentences; empty where there is nothing. */
export function matchNotes(counts: MatchCounts, mapping: MappingOverview | undefined, locale: Locale): string {
  const { t } = locale;
  const { modified, failed, created } = counts;
  const sentences = [
    created > 0 && mapping ? t('New records are created in {0}.', mapping.integrationTable) : '',
    modified === 0
      ? ''
      : modified === 1
        ? t('1 record is modified by the synchronization that follows.')
        : t('{0} records are modified by the synchronization that follows.', locale.count(modified)),
    failed === 0
      ? ''
      : failed === 1
        ? t('1 record stays uncoupled: nothing matches it, or several records do.')
        : t('{0} records stay uncoupled: nothing matches them, or several records do.', locale.count(failed)),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
