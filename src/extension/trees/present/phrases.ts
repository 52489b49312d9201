import type { Counters, Job, JobStatus, RunMode } from '../../../core/model/job';
import type { CouplingCounts } from '../../../protocol/workerProtocol';
import type { Direction } from '../../../core/model/side';
import type { Wording } from './wording';

/** Parts of a description beside each other; absent and empty ones are left out. */
export function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** `3 failed, 1 skipped`; empty where neither is. */
export function troubleWords({ failed, skipped }: Pick<CouplingCounts, 'failed' | 'skipped'>, words: Wording): string {
  return [
    failed > 0 ? words.t('{0} failed', words.count(failed)) : '',
    skipped > 0 ? words.t('{0} skipped', words.count(skipped)) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The counts that are not zero, what needs somebody first, since lines are cut at their end: `1 failed, 60 inserted`. */
export function counterWords(counters: Counters, words: Wording): string {
  const parts = (Object.keys(counterPhrases) as readonly (keyof Counters)[])
    .filter((name) => counters[name] > 0)
    .map((name) => counterPhrases[name](words, words.count(counters[name])));
  return parts.length === 0 ? words.t('no records') : parts.join(', ');
}

/** The arrow between a local and an integration name. */
export function directionArrow(direction: Direction): '↔' | '→' | '←' {
  return arrows[direction];
}

/** What a run was asked for, or what kind of job it is. */
export function modeWords(job: Pick<Job, 'mode' | 'type'>, { t }: Wording): string {
  if (job.type === 'coupling') return t('coupling');
  if (job.type === 'uncoupling') return t('removal of couplings');
  const modes: Readonly<Record<RunMode, string>> = {
    full: t('full synchronization'),
    modified: t('modified records'),
    records: t('chosen records'),
  };
  return modes[job.mode];
}

/** The same where there is little room. */
export function shortModeWords(job: Pick<Job, 'mode' | 'type'>, words: Wording): string {
  if (job.type !== 'synchronization' || job.mode === 'records') return modeWords(job, words);
  return job.mode === 'full' ? words.t('full') : words.t('modified');
}

/** How a job stands, in a word or two. */
export function statusWords(status: JobStatus, { t }: Wording): string {
  const statuses: Readonly<Record<JobStatus, string>> = {
    inProgress: t('in progress'),
    finished: t('finished'),
    aborted: t('aborted'),
    cancelled: t('cancelled'),
  };
  return statuses[status];
}

const arrows = { bidirectional: '↔', toIntegrationTable: '→', fromIntegrationTable: '←' } as const;

const counterPhrases: { readonly [K in keyof Counters]: (words: Wording, count: string) => string } = {
  failed: ({ t }, count) => t('{0} failed', count),
  skipped: ({ t }, count) => t('{0} skipped', count),
  inserted: ({ t }, count) => t('{0} inserted', count),
  modified: ({ t }, count) => t('{0} modified', count),
  deleted: ({ t }, count) => t('{0} deleted', count),
  coupled: ({ t }, count) => t('{0} coupled', count),
  uncoupled: ({ t }, count) => t('{0} uncoupled', count),
  unchanged: ({ t }, count) => t('{0} unchanged', count),
};
