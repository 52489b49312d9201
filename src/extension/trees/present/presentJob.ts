import type { Job, JobStatus } from '../../../core/model/job';
import type { ProgressWord } from '../../../protocol/workerProtocol';
import type { Row, RowIcon } from '../treeNode';
import { counterWords, joined, modeWords, statusWords } from './phrases';
import { escapeMarkdown } from './escapeMarkdown';
import type { Wording } from './wording';

/** What a job's line needs besides the job. */
export interface JobLineOptions {
  /** The table the job writes to; undefined where its mapping is no longer there. */
  readonly destination: string | undefined;
  /** The newest word of the job while it runs in this window. */
  readonly live?: ProgressWord | undefined;
  /** Names the line: its mapping, below a run; when it started, below a mapping. */
  readonly named: 'mapping' | 'moment';
}

/** A synchronization job: where it went, its counts, and its state as icon and in words. */
export function presentJob(job: Job, options: JobLineOptions, words: Wording): Row {
  const destination = options.destination ?? destinationWords(job, words);
  const status = statusWords(job.status, words);
  const outcome = outcomeWords(job, options.live, words);
  const when = words.moment(job.startedAt);
  return {
    label: options.named === 'mapping' ? `${job.mapping} → ${destination}` : when,
    description: joined([options.named === 'mapping' ? '' : `→ ${destination}`, outcome, status]),
    icon: jobIcon(job.status, job.counters.failed > 0),
    contextValue: `job.${job.status}`,
    accessibleLabel: words.t('{0} to {1}, {2}, {3}, started {4}', job.mapping, destination, status, outcome, when),
    tooltip: () => tooltip(job, destination, words),
  };
}

/** `1,200 of 63,000` while a job runs; empty where nothing is known yet. */
export function doneWords(word: ProgressWord, { t, count }: Wording): string {
  if (word.kind !== 'jobProgress') return '';
  return word.total === undefined ? count(word.done) : t('{0} of {1}', count(word.done), count(word.total));
}

/** A job's or a run's state as icon; the same state stands in words beside it. */
export function jobIcon(status: JobStatus, failed: boolean): RowIcon {
  switch (status) {
    case 'inProgress':
      return { name: 'sync~spin' };
    case 'aborted':
      return { name: 'error', color: 'problemsErrorIcon.foreground' };
    case 'cancelled':
      return { name: 'circle-slash' };
    case 'finished':
      return failed ? { name: 'warning', color: 'problemsWarningIcon.foreground' } : { name: 'pass' };
  }
}

function outcomeWords(job: Job, live: ProgressWord | undefined, words: Wording): string {
  if (job.status === 'inProgress')
    return joined([live ? doneWords(live, words) : '', counterWords(job.counters, words)]);
  // A job that never wrote has nothing to count; its message says why.
  return job.status === 'aborted' && job.message !== '' ? job.message : counterWords(job.counters, words);
}

/** The side a job writes to, where its mapping's tables are not known any more. */
function destinationWords(job: Job, { t }: Wording): string {
  return job.direction === 'toIntegrationTable' ? t('integration table') : t('local table');
}

function tooltip(job: Job, destination: string, words: Wording): string {
  const { t } = words;
  const lines = [
    `**${escapeMarkdown(job.mapping)}** → ${escapeMarkdown(destination)}`,
    escapeMarkdown(joined([modeWords(job, words), statusWords(job.status, words)])),
    t('Started: {0}', escapeMarkdown(words.instant(job.startedAt))),
    ...(job.finishedAt === null ? [] : [t('Ended: {0}', escapeMarkdown(words.instant(job.finishedAt)))]),
    escapeMarkdown(counterWords(job.counters, words)),
    ...(job.message === '' ? [] : [escapeMarkdown(job.message)]),
  ];
  return lines.join('\n\n');
}
