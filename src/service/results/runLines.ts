import type { HeadlineNames } from '../../core/explain/runHeadline';
import type { Job } from '../../core/model/job';
import type { RunLine } from '../../protocol/resultsProtocol';
import type { StateBrowser } from '../../store/stateBrowser';
import { must } from '../../core/assert';
import { runHeadline } from '../../core/explain/runHeadline';
import { totalsOf } from '../../core/job/tally';

/** The runs that a state tells of, newest first; jobs in the order in which they ran. */
export function runLines(
  state: StateBrowser,
  names: Omit<HeadlineNames, 'failures'>,
  limit: number,
): readonly RunLine[] {
  const runs = new Map<string, Job[]>();
  for (const job of state.jobs({})) {
    const jobs = runs.get(job.runId);
    if (jobs) jobs.unshift(job);
    else if (runs.size < limit) runs.set(job.runId, [job]);
  }
  const failures = (jobId: string) => state.failureCounts(jobId);
  return [...runs].map(([runId, jobs]) => ({
    runId,
    headline: runHeadline(jobs, { ...names, failures }),
    startedAt: must(jobs[0], 'job').startedAt,
    finishedAt: lastEnd(jobs),
    totals: totalsOf(jobs.map((job) => job.counters)),
    jobs,
  }));
}

/** Null while one of them goes on. */
function lastEnd(jobs: readonly Job[]): string | null {
  let last: string | null = '';
  for (const { finishedAt } of jobs) last = last === null || finishedAt === null ? null : max(last, finishedAt);
  return last;
}

function max(a: string, b: string): string {
  return a > b ? a : b;
}
