import type { RunLine } from '../../src/protocol/resultsProtocol';
import type { Filters } from '../kept';

const dayMs = 86_400_000;

/** The runs with the jobs that the filters let through; runs that none is left of are left out. */
export function jobsInSight(runs: readonly RunLine[], filters: Filters, now: Date): readonly RunLine[] {
  if (!isFiltered(filters)) return runs;
  const since = filters.days === '' ? -Infinity : now.getTime() - Number(filters.days) * dayMs;
  return runs.flatMap((run) => {
    const jobs = run.jobs.filter(
      ({ mapping, status, startedAt }) =>
        (filters.mapping === '' || mapping === filters.mapping) &&
        (filters.status === '' || status === filters.status) &&
        Date.parse(startedAt) >= since,
    );
    return jobs.length === 0 ? [] : [{ ...run, jobs }];
  });
}

export function isFiltered({ mapping, status, days }: Filters): boolean {
  return mapping !== '' || status !== '' || days !== '';
}
