import { propertyOf } from '../commandArguments';
import type { CommandTarget } from '../commandArguments';
import type { Job } from '../../core/model/job';
import type { Opened } from '../../protocol/resultsProtocol';

/**
 * Where the view is to open for what a command was given: a job's records, or its errors where the caller says so; a mapping's jobs;
 * else all jobs.
 */
export function openedFor(target: CommandTarget, job: Job | undefined, argument: unknown): Opened {
  if (job) {
    const { runId, id: jobId, counters } = job;
    const atErrors = propertyOf(argument, 'place') === 'errors' && counters.failed > 0;
    return atErrors ? { place: 'errors', runId, jobId } : { place: 'records', runId, jobId };
  }
  return { place: 'jobs', ...(target.mapping !== undefined && { mapping: target.mapping }) };
}
