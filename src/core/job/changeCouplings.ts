import type { Coupling } from '../model/coupling';
import type { Job, JobRecord } from '../model/job';
import { err, ok } from '../result';
import type { RecordId } from '../model/record';
import type { Result } from '../result';
import type { RunContext } from './runContext';
import type { RunDirection } from '../model/side';
import type { StoreError } from '../ports/stateStore';
import { isCoupled } from '../plan/decideRecord';
import { newCoupling } from '../plan/couplingChanges';
import { newJob } from './newJob';
import { noCounts } from '../model/job';

/** Coupling and uncoupling by hand: no record is touched, and a job keeps what was done. */

export type ChangeContext = Pick<RunContext, 'runId' | 'store' | 'clock' | 'ids'>;

/** Couples two records; `replaced` are stale couplings of either that give way. */
export async function coupleRecords(
  context: ChangeContext,
  pair: { readonly mapping: string; readonly localId: RecordId; readonly integrationId: RecordId },
  options: { readonly direction: RunDirection; readonly replaced: readonly Coupling[] },
): Promise<Result<Job, StoreError>> {
  const job = finishedJob(context, pair.mapping, 'coupling', options.direction, { coupled: 1 });
  const coupling = { ...newCoupling(pair.mapping, pair.localId, pair.integrationId), lastJobId: job.id };
  const record: JobRecord = { action: 'couple', localId: pair.localId, integrationId: pair.integrationId, fields: [] };
  const committed = await context.store.commit({
    jobs: [job],
    couplings: [
      ...options.replaced.map(({ mapping, localId, integrationId }) => ({
        kind: 'remove' as const,
        mapping,
        localId,
        integrationId,
      })),
      { kind: 'put', coupling },
    ],
    records: [{ jobId: job.id, record }],
  });
  return committed.ok ? ok(job) : err(committed.error);
}

/** Removes couplings and kept failures. */
export async function uncoupleRecords(
  context: ChangeContext,
  mapping: string,
  couplings: readonly Coupling[],
  direction: RunDirection,
): Promise<Result<Job, StoreError>> {
  const job = finishedJob(context, mapping, 'uncoupling', direction, { uncoupled: couplings.filter(isCoupled).length });
  const committed = await context.store.commit({
    jobs: [job],
    couplings: couplings.map(({ localId, integrationId }) => ({ kind: 'remove', mapping, localId, integrationId })),
    records: couplings.filter(isCoupled).map(({ localId, integrationId }) => ({
      jobId: job.id,
      record: { action: 'uncouple', localId, integrationId, fields: [] },
    })),
  });
  return committed.ok ? ok(job) : err(committed.error);
}

/** Gives skipped records back to the next run. Their last failure stays known: the same one again sets them aside at once. */
export async function retryRecords(
  context: ChangeContext,
  skipped: readonly Coupling[],
): Promise<Result<void, StoreError>> {
  return context.store.commit({
    couplings: skipped.map((coupling) => ({ kind: 'put', coupling: { ...coupling, skipped: false } })),
  });
}

function finishedJob(
  context: ChangeContext,
  mapping: string,
  type: Job['type'],
  direction: RunDirection,
  counts: Partial<Job['counters']>,
): Job {
  const job = newJob(context, { mapping, type, mode: 'records', direction });
  return { ...job, status: 'finished', finishedAt: job.startedAt, counters: { ...noCounts, ...counts } };
}
