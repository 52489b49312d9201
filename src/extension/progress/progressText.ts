import { newestWord } from './runProgress';
import type { Job } from '../../core/model/job';
import type { RunProgress } from './runProgress';
import type { Locale } from '../locale';

/** The two tables of each mapping by its name, where they are known. */
export type TablesByMapping = ReadonlyMap<string, MappingTables>;

export interface MappingTables {
  readonly table: string;
  readonly integrationTable: string;
}

/** `Customer → account: 1,200 of 63,000 (2 of 7)`, as far as it is known; the reason where the run waits. */
export function progressText(progress: RunProgress, tables: TablesByMapping, locale: Locale): string {
  const { t } = locale;
  const word = newestWord(progress);
  if (!word) return t('starting');
  if (word.kind === 'waiting') return word.reason;
  const { place } = progress;
  const name = jobLabel(word.job, tables);
  const count = countText(word, locale);
  if (!place || place.of < 2) return count === '' ? name : t('{0}: {1}', name, count);
  const [position, of] = [locale.count(place.position), locale.count(place.of)];
  return count === ''
    ? t('{0} ({1} of {2})', name, position, of)
    : t('{0}: {1} ({2} of {3})', name, count, position, of);
}

/** `1,200 of 63,000`; short enough for the status bar, and empty while nothing was counted. */
export function shortProgress(progress: RunProgress, locale: Locale): string {
  const word = newestWord(progress);
  if (word?.kind === 'waiting') return locale.t('waiting');
  return word === undefined ? '' : countText(word, locale);
}

/** `Customer → account`: from source to destination, tables where they are known. */
export function jobLabel(job: Job, tables: TablesByMapping): string {
  const known = tables.get(job.mapping);
  if (!known) return job.mapping;
  const arrow = job.direction === 'toIntegrationTable' ? '→' : '←';
  return `${known.table} ${arrow} ${known.integrationTable}`;
}

function countText(word: Exclude<RunProgress['jobs'][number], { readonly kind: 'waiting' }>, locale: Locale): string {
  if (word.kind !== 'jobProgress') return '';
  const done = locale.count(word.done);
  return word.total === undefined ? done : locale.t('{0} of {1}', done, locale.count(word.total));
}
