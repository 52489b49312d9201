import type { JobError, JobRecord } from '../model/job';
import { err, ok } from '../result';
import { jobNow, sourceId } from './pass';
import type { Job } from '../model/job';
import type { JobFailure } from './jobFailure';
import type { Pass } from './pass';
import type { PlanItem } from '../plan/recordPlan';
import type { RecordId } from '../model/record';
import type { Result } from '../result';
import { processPage } from './processPage';
import { revisited, withIds } from './revisited';

/**
 * What an attempt at a record came to. Where a lookup could not be answered yet it is held back: when the other mappings
 * have run the record is looked at again, and what both attempts came to is counted and logged as one.
 */
export interface HeldOutcome {
  readonly item: PlanItem;
  readonly record: JobRecord;
  readonly error: JobError | undefined;
  /** The first attempt wrote the record, the second one failed: both are true, both are counted and both are logged. */
  readonly failedLater?: JobRecord;
}

/**
 * Looks again at what a finished pass holds back, and at the records that the other pass created and left behind; closes its
 * job anew with what came of it (DESIGN 5.1, 5.5).
 */
export async function revisitHeld(pass: Pass, leftBehind: readonly RecordId[]): Promise<Job> {
  const again = await lookAgain(pass, leftBehind);
  return closeHeld(pass, again.ok ? undefined : again.error);
}

/** Logs what a pass still holds back as it stands, and closes the job with it. */
export async function closeHeld(pass: Pass, failure?: JobFailure): Promise<Job> {
  for (const outcome of pass.held.values()) logOutcome(pass, outcome);
  pass.held.clear();
  const job: Job = {
    ...jobNow(pass),
    finishedAt: pass.context.clock.now(),
    ...(failure && { status: 'aborted' as const, message: failure.message }),
  };
  const saved = await pass.checkpoint.commit(job);
  return saved.ok ? job : { ...job, status: 'aborted', message: saved.error.message };
}

async function lookAgain(pass: Pass, leftBehind: readonly RecordId[]): Promise<Result<void, JobFailure>> {
  pass.resolver.beginPass();
  const waiting = pass.context.store
    .couplingsToRevisit(pass.compiled.mapping.name, pass.direction)
    .filter((coupling) => pass.held.has(sourceId(pass, coupling) ?? ''));
  for await (const page of revisited(pass, waiting, new Set())) {
    if (!page.ok) return err(page.error);
    if (pass.context.cancel.aborted) return ok(undefined);
    const processed = await processPage(pass, page.value);
    if (!processed.ok) return processed;
  }
  for await (const page of withIds(pass, leftBehind)) {
    if (!page.ok) return err(page.error);
    const processed = await processPage(pass, page.value);
    if (!processed.ok) return processed;
  }
  return ok(undefined);
}

/** One outcome out of two attempts at the same record. */
export function mergeOutcomes(first: HeldOutcome, second: HeldOutcome): HeldOutcome {
  if (first.item.action === 'fail' || first.item.action === 'skip') return second;
  switch (second.item.action) {
    case 'unchanged':
      return first;
    case 'modify':
      return {
        item: {
          ...(first.item.action === 'unchanged' ? second.item : first.item),
          fields: [...first.item.fields, ...second.item.fields],
        },
        record: joinRecords(first.record, second.record),
        error: undefined,
      };
    default:
      return { ...first, error: second.error, failedLater: { ...second.record, action: 'fail' } };
  }
}

/** Writes an outcome to the job's log, or into the plan. */
export function logOutcome(pass: Pass, outcome: HeldOutcome): void {
  if (pass.context.rehearsal) pass.items.push(outcome.item);
  logRecord(pass, outcome.record);
  if (outcome.failedLater) pass.checkpoint.record(outcome.failedLater);
  if (outcome.error) pass.checkpoint.error(outcome.error);
}

/** Unchanged records are counted, not listed: the log of a run over a million records must stay small. */
export function logRecord(pass: Pass, record: JobRecord): void {
  if (record.action !== 'unchanged') pass.checkpoint.record(record);
}

/** A record that was created and then modified keeps no values: all it has is new. */
function joinRecords(first: JobRecord, second: JobRecord): JobRecord {
  if (first.action === 'unchanged') return second;
  const { values, ...rest } = first;
  const joined = { ...rest, fields: [...first.fields, ...second.fields] };
  return values && second.values ? { ...joined, values: [...values, ...second.values] } : joined;
}
