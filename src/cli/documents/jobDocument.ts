import type { Job, JobRecord } from '../../core/model/job';
import type {
  FieldValuesDocument,
  JobDetailsDocument,
  JobDocument,
  JobRecordDocument,
  RunDocument,
} from '../../protocol/commandDocuments';
import type { JobDetails, RunReport } from '../../service/workspaceService';
import { isCut, keptText } from '../../core/model/keptValue';

/** A job as JSON tells it: the counters stand beside the rest. */
export function jobDocument(job: Job): JobDocument {
  const { id, runId, mapping, type, mode, direction, status, startedAt, finishedAt, counters, message } = job;
  return { id, runId, mapping, type, mode, direction, status, startedAt, finishedAt, ...counters, message };
}

/** `job ID`: everything the log keeps of one job. */
export function jobDetailsDocument({ job, records, errors }: JobDetails): JobDetailsDocument {
  return {
    ...jobDocument(job),
    records: records.map(recordDocument),
    errors: errors.map(({ localId, integrationId, code, message, at }) => ({
      localId,
      integrationId,
      code,
      message,
      at,
    })),
  };
}

function recordDocument({ action, localId, integrationId, fields, values }: JobRecord): JobRecordDocument {
  const document = { action, localId, integrationId, fields };
  if (!values) return document;
  const changes = values.map(({ before, after }, index): FieldValuesDocument => {
    const cut = isCut(before) || isCut(after);
    return {
      field: fields[index] ?? '',
      before: keptText(before),
      after: keptText(after),
      ...(cut && { cut }),
    };
  });
  return { ...document, changes };
}

/** `sync`, `couple` and `uncouple`. */
export function runDocument({ runId, mode, jobs, totals, changedFiles }: RunReport): RunDocument {
  return { runId, mode, jobs: jobs.map(jobDocument), totals, changedFiles };
}
