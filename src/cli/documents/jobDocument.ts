import type { Job } from '../../core/model/job';
import type { JobDocument, JobDetailsDocument, RunDocument } from '../../protocol/commandDocuments';
import type { JobDetails, RunReport } from '../../service/workspaceService';

/** A job as JSON tells it: the counters stand beside the rest. */
export function jobDocument(job: Job): JobDocument {
  const { id, runId, mapping, type, mode, direction, status, startedAt, finishedAt, counters, message } = job;
  return { id, runId, mapping, type, mode, direction, status, startedAt, finishedAt, ...counters, message };
}

/** `job ID`: everything the log keeps of one job. */
export function jobDetailsDocument({ job, records, errors }: JobDetails): JobDetailsDocument {
  return {
    ...jobDocument(job),
    records: records.map(({ action, localId, integrationId, fields }) => ({ action, localId, integrationId, fields })),
    errors: errors.map(({ localId, integrationId, code, message, at }) => ({
      localId,
      integrationId,
      code,
      message,
      at,
    })),
  };
}

/** `sync`, `couple` and `uncouple`. */
export function runDocument({ runId, mode, jobs, totals, changedFiles }: RunReport): RunDocument {
  return { runId, mode, jobs: jobs.map(jobDocument), totals, changedFiles };
}
