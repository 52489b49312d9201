import type { Job } from '../../core/model/job';
import type { RunResult } from '../../protocol/workerProtocol';
import type { RunSystems } from './runSystems';
import { changesAnything, sideCounts } from './sideCounts';
import { written } from './plannedSentences';
import type { Locale } from '../locale';

/** How a run ended, as one notification tells it. */
export interface ResultText {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  /** There are errors to look at. */
  readonly hasErrors: boolean;
}

/** The run's result in words. `what` names the run as a sentence's beginning, e.g. `Full synchronization of sample`. */
export function resultText(what: string, result: RunResult, systems: RunSystems, locale: Locale): ResultText {
  const aborted = result.jobs.filter(({ status }) => status === 'aborted');
  const cancelled = result.jobs.some(({ status }) => status === 'cancelled');
  const hasErrors = result.troubled || result.totals.failed > 0 || aborted.length > 0;
  return {
    severity: aborted.length > 0 ? 'error' : hasErrors ? 'warning' : 'information',
    text: [
      beginning(what, cancelled, aborted.length, locale),
      counts(result, systems, aborted.length < result.jobs.length && !cancelled, locale),
      abortedText(aborted, locale),
      failures(result, locale),
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    hasErrors,
  };
}

/** Runs of several mappings that belong together, told as one. The last run names the mode. */
export function joinedResults(results: readonly RunResult[]): RunResult | undefined {
  const last = results.at(-1);
  if (!last || results.length === 1) return last;
  const jobs = results.flatMap((result) => result.jobs);
  return {
    ...last,
    jobs,
    totals: sideCounts(jobs).totals,
    troubled: results.some(({ troubled }) => troubled),
    firstErrors: results.flatMap(({ firstErrors }) => firstErrors),
    changedFiles: [...new Set(results.flatMap(({ changedFiles }) => changedFiles))],
  };
}

function beginning(what: string, cancelled: boolean, aborted: number, { t }: Locale): string {
  if (cancelled) return t('{0} was stopped. What is done is kept; run it again to go on.', what);
  return aborted > 0 ? t('{0} could not finish.', what) : t('{0} is finished.', what);
}

function counts(result: RunResult, systems: RunSystems, tellNothing: boolean, locale: Locale): string {
  const { t } = locale;
  const counted = sideCounts(result.jobs);
  if (!changesAnything(counted)) {
    return tellNothing && counted.totals.failed + counted.totals.skipped === 0 ? t('Everything was in step.') : '';
  }
  const { coupled, uncoupled } = counted.totals;
  return [
    written(counted.created, systems, locale, {
      one: (place) => t('Created {0}.', place),
      two: (first, second) => t('Created {0} and {1}.', first, second),
    }),
    written(counted.modified, systems, locale, {
      one: (place) => t('Modified {0}.', place),
      two: (first, second) => t('Modified {0} and {1}.', first, second),
    }),
    coupled === 0
      ? ''
      : coupled === 1
        ? t('Coupled 1 pair of records.')
        : t('Coupled {0} pairs of records.', locale.count(coupled)),
    uncoupled === 0
      ? ''
      : uncoupled === 1
        ? t('Removed 1 coupling.')
        : t('Removed {0} couplings.', locale.count(uncoupled)),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function abortedText(aborted: readonly Job[], locale: Locale): string {
  const { t } = locale;
  const [first] = aborted;
  if (!first) return '';
  const told = t('{0}: {1}', first.mapping, first.message);
  const more = aborted.length - 1;
  if (more === 0) return told;
  return more === 1
    ? t('{0} 1 more job could not run.', told)
    : t('{0} {1} more jobs could not run.', told, locale.count(more));
}

/** One failed record tells why itself; of several the number is enough. */
function failures({ totals, firstErrors, troubled }: RunResult, locale: Locale): string {
  const { t } = locale;
  const { failed, skipped } = totals;
  const [first] = firstErrors;
  const parts: string[] = [];
  if (failed === 1 && first) parts.push(t('1 record failed: {0}', first.error.message));
  else if (failed === 1) parts.push(t('1 record failed. Show the errors to see why.'));
  else if (failed > 1) parts.push(t('{0} records failed. Show the errors to see why.', locale.count(failed)));
  if (skipped > 0 && troubled) {
    const text =
      skipped === 1
        ? t('1 record is skipped until you retry it.')
        : t('{0} records are skipped until you retry them.', locale.count(skipped));
    parts.push(text);
  } else if (skipped > 0) {
    parts.push(skipped === 1 ? t('1 record was skipped.') : t('{0} records were skipped.', locale.count(skipped)));
  }
  return parts.join(' ');
}
