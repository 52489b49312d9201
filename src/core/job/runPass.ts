import type { Job, JobStatus } from '../model/job';
import { err, ok } from '../result';
import { jobNow } from './pass';
import type { JobFailure } from './jobFailure';
import type { Pass } from './pass';
import type { Result } from '../result';
import type { CandidatePage } from './candidates';
import { candidates } from './candidates';
import { guardSides } from './guard';
import { processPage } from './processPage';

/** Runs one pass from its job's beginning to its end. The job tells how it ended; what it did so far is durable either way. */
export async function runPass(pass: Pass): Promise<Job> {
  return endJob(pass, await work(pass));
}

async function work(pass: Pass): Promise<Result<void, JobFailure>> {
  if (!pass.guarded) {
    const guarded = await guardSides(pass);
    if (!guarded.ok) {
      pass.emptied = guarded.error.emptied;
      return guarded;
    }
  }
  if (!pass.context.rehearsal) {
    const ready = await pass.destination.connector.prepareToWrite();
    if (!ready.ok) return ready;
  }
  for await (const page of candidates(pass)) {
    // The engine may run for long without waiting for anything: here a request to stop gets through.
    await pass.context.clock.sleep(0);
    if (pass.context.cancel.aborted) return err({ code: 'CANCELLED', message: 'Cancelled. Run again to go on.' });
    if (!page.ok) return err(page.error);
    const begun = await begin(pass, page.value);
    if (!begun.ok) return begun;
    const processed = await processPage(pass, page.value);
    if (!processed.ok) return processed;
    pass.context.events.jobProgress(jobNow(pass), pass.done);
  }
  return ok(undefined);
}

/** The job is on record before its first record is looked at; one that finds none is written once, at its end. */
async function begin(pass: Pass, page: CandidatePage): Promise<Result<void, JobFailure>> {
  if (pass.begun || page.records.length === 0) return ok(undefined);
  pass.begun = true;
  return pass.context.store.commit({ jobs: [pass.job] });
}

/** Closes the job with how its work ended; makes durable what was done. */
export async function endJob(pass: Pass, worked: Result<void, JobFailure>): Promise<Job> {
  const end = (status: JobStatus, message: string): Job => {
    pass.job = { ...jobNow(pass), status, finishedAt: pass.context.clock.now(), message };
    return pass.job;
  };
  const status = statusOf(worked);
  const ended = end(status, worked.ok ? pass.job.message : worked.error.message);
  const saved = await pass.checkpoint.commit(ended);
  if (saved.ok) return ended;
  // What was written but not made durable is settled by its intents when the next run begins.
  const aborted = end('aborted', saved.error.message);
  await pass.context.store.commit({ jobs: [aborted] });
  return aborted;
}

function statusOf(worked: Result<void, JobFailure>): JobStatus {
  if (worked.ok) return 'finished';
  return worked.error.code === 'CANCELLED' ? 'cancelled' : 'aborted';
}
