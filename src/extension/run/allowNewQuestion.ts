import type { MappingOverview, RunResult } from '../../protocol/workerProtocol';
import type { Locale } from '../locale';

/**
 * The mappings about which to ask whether scheduled jobs may create new records (DESIGN 5.2): those that a full run brought in
 * step and that only synchronize coupled records so far. Empty where there is nothing to ask.
 */
export function mappingsToAllowNew(
  { mode, jobs }: Pick<RunResult, 'mode' | 'jobs'>,
  mappings: readonly MappingOverview[],
): readonly MappingOverview[] {
  if (mode !== 'full') return [];
  return mappings.filter(({ name, synchOnlyCoupledRecords }) => {
    const own = jobs.filter((job) => job.mapping === name);
    return synchOnlyCoupledRecords && own.length > 0 && own.every(({ status }) => status === 'finished');
  });
}

/** The question itself. */
export function allowNewQuestion(mappings: readonly MappingOverview[], locale: Locale): string {
  const { t } = locale;
  const [first] = mappings;
  if (mappings.length === 1 && first) {
    return t('May scheduled jobs create new records for {0} from now on?', first.name);
  }
  const count = locale.count(mappings.length);
  return t('May scheduled jobs create new records for these {0} table mappings from now on?', count);
}

/** What became of a yes: the files that say it now. */
export function allowedNewText(files: readonly string[], locale: Locale): string {
  const { t } = locale;
  const [first] = files;
  if (first === undefined) return t('No mapping file had to change: scheduled jobs may create new records already.');
  if (files.length === 1) return t('Scheduled jobs may create new records: {0} says so now.', first);
  return t('Scheduled jobs may create new records: {0} mapping files say so now.', locale.count(files.length));
}
