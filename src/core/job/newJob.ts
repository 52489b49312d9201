import type { Job } from '../model/job';
import type { RunContext } from './runContext';
import { noCounts } from '../model/job';

/** A job that begins now and has done nothing yet. */
export function newJob(
  context: Pick<RunContext, 'runId' | 'clock' | 'ids'>,
  what: Pick<Job, 'mapping' | 'type' | 'mode' | 'direction'>,
): Job {
  return {
    id: context.ids.guid(),
    runId: context.runId,
    ...what,
    status: 'inProgress',
    startedAt: context.clock.now(),
    finishedAt: null,
    counters: noCounts,
    message: '',
  };
}
