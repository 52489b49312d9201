import type { Coupling } from '../model/coupling';
import type { JobError, JobRecord } from '../model/job';
import type { PlannedWrite, Verdict } from '../plan/verdict';
import { afterFailure, newCoupling } from '../plan/couplingChanges';
import { attemptOf, jobNow, rememberInStep } from './pass';
import { logOutcome, logRecord, mergeOutcomes } from './heldOutcomes';
import type { HeldOutcome } from './heldOutcomes';
import { err, ok } from '../result';
import { failureClass } from '../model/failure';
import type { JobFailure } from './jobFailure';
import type { Pass } from './pass';
import type { PlanItem } from '../plan/recordPlan';
import type { RecordFailure } from '../model/failure';
import type { RecordId } from '../model/record';
import type { Result } from '../result';
import { writeRecords } from './writeRecords';

/** A verdict to write records for. */
export interface WriteVerdict {
  readonly item: PlanItem;
  readonly write: PlannedWrite;
}

/** Carries out a batch's verdicts: what only the state remembers at once, what is written through intents and writes. */
export async function applyVerdicts(pass: Pass, verdicts: readonly Verdict[]): Promise<Result<void, JobFailure>> {
  const writes: WriteVerdict[] = [];
  for (const { item, effect } of verdicts) {
    switch (effect.kind) {
      case 'write':
        writes.push({ item, write: effect.write });
        continue;
      case 'uncouple': {
        const { mapping, localId, integrationId } = effect.coupling;
        pass.checkpoint.couple({ kind: 'remove', mapping, localId, integrationId });
        pass.resolver.forget();
        break;
      }
      case 'remember':
        pass.checkpoint.couple({ kind: 'put', coupling: effect.coupling });
        if (effect.settled) rememberInStep(pass, effect.coupling);
        break;
      case 'none':
        break;
    }
    // An error is logged for every attempt that failed, also for the one that sets the record aside.
    const attempted = item.action === 'fail' || (item.action === 'skip' && effect.kind === 'remember');
    const pending = effect.kind === 'remember' && effect.coupling.pending[pass.direction];
    if (item.action === 'skip' && effect.kind === 'remember') pass.setAside.push(effect.coupling);
    if (attempted) reportFailure(pass, item, { code: item.code ?? 'WRITE_REFUSED', message: item.reason });
    else report(pass, item, pending);
  }

  const { batchSize } = pass.destination.connector.capabilities;
  for (let at = 0; at < writes.length; at += batchSize) {
    const written = await writeRecords(pass, writes.slice(at, at + batchSize));
    if (!written.ok) return written;
  }
  const saved = await pass.checkpoint.afterBatch(jobNow(pass));
  return saved.ok ? ok(undefined) : err(saved.error);
}

/** Counts an outcome and logs it; unchanged records are counted only. `pending` ones may still change in this run. */
export function report(pass: Pass, item: PlanItem, pending = false): void {
  const { action, localId, integrationId, why } = item;
  settle(pass, item, { action, localId, integrationId, fields: [], ...(why && { reason: why }) }, undefined, pending);
}

/** Counts a record that was written, and logs it with the fields that were. */
export function reportWritten(pass: Pass, item: PlanItem, record: JobRecord, pending: boolean): void {
  settle(pass, item, record, undefined, pending);
}

/** Counts and logs a failed attempt. What waits for another record is held back until the end of the run. */
export function reportFailure(pass: Pass, item: PlanItem, failure: RecordFailure): void {
  const { localId, integrationId, action } = item;
  const label = item.label && item.label !== sourceIdOf(pass, item) ? ` ${item.label}` : '';
  const message = `${pass.source.table.name}${label}: ${failure.message}`;
  const error: JobError = { localId, integrationId, code: failure.code, message, at: pass.context.clock.now() };
  const record: JobRecord = { action, localId, integrationId, fields: [] };
  settle(pass, item, record, error, failureClass(failure.code) === 'dependency');
}

function settle(pass: Pass, item: PlanItem, record: JobRecord, error: JobError | undefined, hold: boolean): void {
  if (!hold && pass.held.size === 0 && !pass.context.rehearsal) {
    // The common case: nothing is held back that this could be part of.
    pass.tally.count(item.action);
    logRecord(pass, record);
    if (error) pass.checkpoint.error(error);
    return;
  }
  const id = sourceIdOf(pass, item);
  let outcome: HeldOutcome = { item, record, error };
  const first = id === null ? undefined : pass.held.get(id);
  if (first && id !== null) {
    pass.held.delete(id);
    pass.tally.count(first.item.action, -1);
    outcome = mergeOutcomes(first, outcome);
  }
  pass.tally.count(outcome.item.action);
  if (outcome.failedLater) pass.tally.count('fail');
  if (hold && id !== null) pass.held.set(id, outcome);
  else logOutcome(pass, outcome);
}

/** A planned write came to nothing: the coupling, or a kept failure, remembers why. */
export function writeFailed(pass: Pass, verdict: WriteVerdict, failure: RecordFailure): void {
  const { item, write } = verdict;
  const to = pass.source.side === 'local';
  const kept: Coupling =
    write.coupling ??
    write.replaces ??
    newCoupling(pass.compiled.mapping.name, to ? write.source.id : null, to ? null : write.source.id);
  const coupling = afterFailure(kept, attemptOf(pass), failure);
  pass.checkpoint.couple({ kind: 'put', coupling });
  if (coupling.skipped) pass.setAside.push(coupling);
  const action = coupling.skipped ? 'skip' : 'fail';
  reportFailure(pass, { ...item, action, reason: failure.message, code: failure.code, fields: [] }, failure);
}

function sourceIdOf(pass: Pass, item: PlanItem): RecordId | null {
  return pass.source.side === 'local' ? item.localId : item.integrationId;
}
