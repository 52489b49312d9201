import { newestWord } from '../progress/runProgress';
import type { ActiveRun } from '../workbench';
import type { Counters } from '../../core/model/job';
import type { ProgressWord } from '../../protocol/workerProtocol';
import type { RunningRun } from '../../protocol/resultsProtocol';

/** A run of this window as the page shows it while it goes on. */
export function runningRun(run: ActiveRun): RunningRun {
  const last = run.jobs.at(-1);
  const jobs = run.jobs.filter((word) => word.kind !== 'waiting');
  const word = newestWord({ jobs });
  return {
    title: run.title,
    startedAt: run.startedAt,
    job: word && word.kind !== 'waiting' ? word.job : null,
    position: run.place?.position ?? 0,
    of: run.place?.of ?? 0,
    ...doneOf(word),
    waiting: last?.kind === 'waiting' ? last.reason : null,
    cancelling: run.cancelling,
  };
}

/** Records looked at, and of how many where that is known. */
function doneOf(word: ProgressWord | undefined): Pick<RunningRun, 'done' | 'total'> {
  switch (word?.kind) {
    case 'jobProgress':
      return { done: word.done, total: word.total ?? null };
    case 'jobFinished': {
      const done = sum(word.job.counters);
      return { done, total: done };
    }
    default:
      return { done: 0, total: null };
  }
}

function sum(counters: Counters): number {
  return Object.values({ ...counters }).reduce((total, each) => total + each, 0);
}
