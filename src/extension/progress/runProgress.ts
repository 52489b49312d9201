import type { Job } from '../../core/model/job';
import type { ProgressWord } from '../../protocol/workerProtocol';

/** Where a run stands, folded from its words. */
export interface RunProgress {
  /** The newest word of each job in the order they began; a `waiting` word stands last until another word comes. */
  readonly jobs: readonly ProgressWord[];
  /** The place of the newest job among the run's jobs, both from 1; absent until one began. */
  readonly place?: RunPlace;
}

export interface RunPlace {
  readonly position: number;
  readonly of: number;
}

export const noProgress: RunProgress = { jobs: [] };

export function withWord(progress: RunProgress, word: ProgressWord): RunProgress {
  const jobs = progress.jobs.filter((each) => each.kind !== 'waiting');
  if (word.kind === 'waiting') return { ...progress, jobs: [...jobs, word] };
  const index = jobs.findIndex((each) => jobOf(each)?.id === word.job.id);
  const next = index < 0 ? [...jobs, word] : jobs.with(index, word);
  if (word.kind !== 'jobStarted') return { ...progress, jobs: next };
  return { jobs: next, place: { position: word.position, of: word.of } };
}

export function jobOf(word: ProgressWord): Job | undefined {
  return word.kind === 'waiting' ? undefined : word.job;
}

/** The word that says best what goes on now: a wait, or the job that is not finished, or the last one. */
export function newestWord({ jobs }: Pick<RunProgress, 'jobs'>): ProgressWord | undefined {
  const last = jobs.at(-1);
  if (last?.kind === 'waiting') return last;
  // A job that is taken up again for lookups that had to wait stands before those that began after it.
  return jobs.findLast((word) => word.kind !== 'jobFinished') ?? last;
}

/** How much of the run is done, 0 to 100; undefined while the job's total is not known. Jobs count alike, whatever their size. */
export function percentDone(progress: RunProgress): number | undefined {
  const word = newestWord(progress);
  if (!progress.place || !word || word.kind === 'waiting') return undefined;
  const share = shareOf(word);
  const { position, of } = progress.place;
  return share === undefined || of === 0 ? undefined : Math.min(100, ((position - 1 + share) / of) * 100);
}

function shareOf(word: Exclude<ProgressWord, { readonly kind: 'waiting' }>): number | undefined {
  if (word.kind === 'jobStarted') return 0;
  if (word.kind === 'jobFinished') return 1;
  return word.total === undefined || word.total === 0 ? undefined : Math.min(1, word.done / word.total);
}
