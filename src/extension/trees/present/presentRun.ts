import { counterWords, joined, modeWords, shortModeWords, statusWords } from './phrases';
import { runStatus, runTotals } from './groupRuns';
import type { ActiveRun } from '../../workbench';
import type { Row } from '../treeNode';
import type { RunGroup } from './groupRuns';
import { escapeMarkdown } from './escapeMarkdown';
import { jobIcon } from './presentJob';
import type { Wording } from './wording';

/** A run: when it started, what it was asked for, what it came to. */
export function presentRun(run: RunGroup, words: Wording): Row {
  const first = run.jobs[0];
  const status = runStatus(run.jobs);
  const totals = runTotals(run.jobs);
  const outcome = joined([statusPhrase(run, words), counterWords(totals, words)]);
  const mode = modeWords(first, words);
  return {
    label: words.moment(first.startedAt),
    description: joined([shortModeWords(first, words), outcome]),
    icon: jobIcon(status, totals.failed > 0),
    contextValue: 'run',
    accessibleLabel: words.t('Run started {0}, {1}, {2}', words.moment(first.startedAt), mode, outcome),
    tooltip: () =>
      [
        `**${escapeMarkdown(words.instant(first.startedAt))}**`,
        escapeMarkdown(joined([mode, statusWords(status, words)])),
        escapeMarkdown(counterWords(totals, words)),
      ].join('\n\n'),
  };
}

/** A run of this window that no job has begun in yet. */
export function presentStartingRun(run: Pick<ActiveRun, 'title' | 'startedAt'>, words: Wording): Row {
  return {
    label: words.moment(run.startedAt),
    description: joined([run.title, words.t('starting')]),
    icon: { name: 'sync~spin' },
    contextValue: 'run',
    accessibleLabel: words.t('Run started {0}, {1}, {2}', words.moment(run.startedAt), run.title, words.t('starting')),
  };
}

/** How many jobs did not end as they should; empty where all did. */
function statusPhrase({ jobs }: RunGroup, words: Wording): string {
  const status = runStatus(jobs);
  const all = words.count(jobs.length);
  const some = words.count(jobs.filter((job) => job.status === status).length);
  switch (status) {
    case 'finished':
      return '';
    case 'inProgress':
      return words.t('in progress');
    case 'aborted':
      return words.t('{0} of {1} jobs aborted', some, all);
    case 'cancelled':
      return words.t('cancelled');
  }
}
