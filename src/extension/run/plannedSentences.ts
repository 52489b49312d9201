import { changesAnything, sideCounts } from './sideCounts';
import type { PlanSummary } from '../../protocol/workerProtocol';
import type { RunSystems } from './runSystems';
import type { Side } from '../../core/model/side';
import type { Locale } from '../locale';

/** What a plan comes to, one sentence each: creations and changes by system, couplings, failures, jobs that would not run. */
export function plannedSentences(
  { mappings }: Pick<PlanSummary, 'mappings'>,
  systems: RunSystems,
  locale: Locale,
): readonly string[] {
  const { t } = locale;
  const counts = sideCounts(mappings);
  const { totals } = counts;
  const blocked = mappings.filter(({ message }) => message !== '');
  const sentences = [
    written(counts.created, systems, locale, {
      one: (place) => t('Create {0}.', place),
      two: (first, second) => t('Create {0} and {1}.', first, second),
    }),
    written(counts.modified, systems, locale, {
      one: (place) => t('Modify {0}.', place),
      two: (first, second) => t('Modify {0} and {1}.', first, second),
    }),
    coupled(totals.coupled, locale),
    uncoupled(totals.uncoupled, locale),
    failing(totals.failed, locale),
    skipped(totals.skipped, locale),
  ].filter((sentence) => sentence !== '');
  if (!changesAnything(counts) && blocked.length < Math.max(mappings.length, 1)) {
    sentences.unshift(t('Nothing would change: what takes part is in step.'));
  }
  return [
    ...sentences,
    ...blocked.map(({ mapping, message, emptied }) => notRunning(mapping, message, emptied, locale)),
  ];
}

/** A few records on each side as parts of a sentence; empty where there are none. Integration is written first, as in a run. */
export function written(
  counts: { readonly [S in Side]: number },
  { names }: RunSystems,
  locale: Locale,
  sentence: {
    readonly one: (place: string) => string;
    readonly two: (first: string, second: string) => string;
  },
): string {
  const { integration, local } = counts;
  if (integration > 0 && local > 0) {
    const second = locale.t('{0} in {1}', locale.count(local), names.local);
    return sentence.two(recordsIn(integration, names.integration, locale), second);
  }
  if (integration > 0) return sentence.one(recordsIn(integration, names.integration, locale));
  return local > 0 ? sentence.one(recordsIn(local, names.local, locale)) : '';
}

function recordsIn(count: number, system: string, locale: Locale): string {
  const { t } = locale;
  return count === 1 ? t('1 record in {0}', system) : t('{0} records in {1}', locale.count(count), system);
}

function coupled(count: number, locale: Locale): string {
  if (count === 0) return '';
  const { t } = locale;
  return count === 1 ? t('Couple 1 pair of records.') : t('Couple {0} pairs of records.', locale.count(count));
}

function uncoupled(count: number, locale: Locale): string {
  if (count === 0) return '';
  const { t } = locale;
  return count === 1 ? t('Remove 1 coupling.') : t('Remove {0} couplings.', locale.count(count));
}

function failing(count: number, locale: Locale): string {
  if (count === 0) return '';
  const { t } = locale;
  return count === 1
    ? t('1 record would fail and hold no other back.')
    : t('{0} records would fail and hold no other back.', locale.count(count));
}

function skipped(count: number, locale: Locale): string {
  if (count === 0) return '';
  const { t } = locale;
  return count === 1 ? t('Skip 1 record.') : t('Skip {0} records.', locale.count(count));
}

/** The engine's own message speaks to the command line where the guard stops a job; here the question follows anyway. */
function notRunning(
  mapping: string,
  message: string,
  emptied: PlanSummary['mappings'][number]['emptied'],
  locale: Locale,
): string {
  const { t } = locale;
  if (!emptied) return t('{0} would not run: {1}', mapping, message);
  return t(
    '{0} would not run: {1} of {2} coupled records are gone from {3}.',
    mapping,
    locale.count(emptied.gone),
    locale.count(emptied.total),
    emptied.table,
  );
}
