import { noCounts } from '../../../core/model/job';
import type { Counters, Job, JobStatus } from '../../../core/model/job';

/** The jobs of one run; `runId` is theirs. */
export interface RunGroup {
  readonly runId: string;
  /** In the order they started. */
  readonly jobs: readonly [Job, ...Job[]];
}

/**
 * Jobs (newest first, as listed) as runs, newest first. `live` jobs are those of a run of this window, and newer than what
 * the list says of them. With `cut` the list was ended by its limit, so its last run may lack jobs and is left out.
 */
export function groupRuns(listed: readonly Job[], live: readonly Job[], cut: boolean): readonly RunGroup[] {
  const liveById = new Map(live.map((job) => [job.id, job]));
  const listedIds = new Set(listed.map((job) => job.id));
  const merged = [...live.filter((job) => !listedIds.has(job.id)).reverse(), ...listed];
  const byRun = new Map<string, [Job, ...Job[]]>();
  for (const job of merged.map((each) => liveById.get(each.id) ?? each)) {
    const jobs = byRun.get(job.runId);
    if (jobs) jobs.unshift(job);
    else byRun.set(job.runId, [job]);
  }
  const runs = [...byRun].map(([runId, jobs]) => ({ runId, jobs }));
  return cut && runs.length > 1 ? runs.slice(0, -1) : runs;
}

/** All counts of a run's jobs together. */
export function runTotals(jobs: readonly Job[]): Counters {
  const add = (sum: Counters, { counters }: Job): Counters =>
    Object.fromEntries(counterNames.map((name) => [name, sum[name] + counters[name]])) as unknown as Counters;
  return jobs.reduce(add, noCounts);
}

/** What the run as a whole came to: what is still open, then what went worst. */
export function runStatus(jobs: readonly Job[]): JobStatus {
  const order: readonly JobStatus[] = ['inProgress', 'aborted', 'cancelled'];
  return order.find((status) => jobs.some((job) => job.status === status)) ?? 'finished';
}

const counterNames = Object.keys(noCounts) as readonly (keyof Counters)[];
