import type { RecordId, TableRecord } from '../model/record';
import type { ConnectorError, RecordWrite, WriteOutcome } from '../ports/connector';
import { afterSuccess, newCoupling } from '../plan/couplingChanges';
import { attemptOf, rememberInStep } from './pass';
import type { Attempt } from '../plan/couplingChanges';
import { err, ok } from '../result';
import { reportWritten, writeFailed } from './applyVerdicts';
import type { FieldValues, JobRecord } from '../model/job';
import type { Intent } from '../ports/stateStore';
import type { JobFailure } from './jobFailure';
import type { Pass } from './pass';
import type { PlannedWrite } from '../plan/verdict';
import type { Result } from '../result';
import type { Transfer } from '../plan/transferRecord';
import type { WriteVerdict } from './applyVerdicts';
import { askAgain } from './askAgain';
import { FingerprintWriter, fingerprint, withFingerprint } from '../transfer/fingerprint';
import { sendWrites } from './sendWrites';
import type { Value } from '../model/value';
import { fieldOnSide } from '../plan/compiledMapping';
import { isEmptyValue, sameValue } from '../model/value';
import { keepValue } from '../model/keptValue';
import { must, unreachable } from '../assert';

/**
 * Intent, then write, then what the outcomes mean (DESIGN 6). Flush and commit are the checkpoint's. A destination that keeps
 * writes to itself until it is flushed needs no intents: what a crash could leave open is prepared before the flush.
 */
export async function writeRecords(pass: Pass, verdicts: readonly WriteVerdict[]): Promise<Result<void, JobFailure>> {
  const { connector, table, readFields } = pass.destination;
  const inserts = verdicts.filter((verdict) => verdict.write.destination === null).length;
  const ids = inserts > 0 ? await askAgain(pass.context, () => connector.newIds(table, inserts)) : ok([]);
  if (!ids.ok) return err(ids.error);

  let next = 0;
  const writes = verdicts.map(({ write }): RecordWrite => {
    const { destination, fields, values } = write;
    if (destination) return { kind: 'modify', id: destination.id, fields, values, expected: destination.modifiedOn };
    return { kind: 'insert', id: ids.value?.[next++] ?? null, fields, values, resent: false };
  });
  const intents: Intent[] = [];
  if (!pass.context.rehearsal && connector.capabilities.durability === 'immediate') {
    writes.forEach((write, index) => intents.push(intentOf(pass, must(verdicts[index], 'verdict'), write)));
    const intended = await pass.context.store.recordIntents(intents);
    if (!intended.ok) return intended;
  }
  const outcomes = await sendWrites(pass.context, connector, { table, writes, readBack: readFields });
  if (!outcomes.ok) {
    pass.checkpoint.keepIntentsOpen();
    return err(lostAnswer(outcomes.error, writes));
  }
  const attempt = attemptOf(pass);
  outcomes.value.forEach((outcome, index) => {
    if (outcome.kind === 'unknown' && intents[index]) pass.checkpoint.keepIntent(intents[index]);
    settleOutcome(pass, attempt, must(verdicts[index], 'verdict'), outcome);
  });
  return ok(undefined);
}

/** Why a job ends whose creates nobody dares to repeat: the system gives the ids, and may have made the records. */
function lostAnswer(error: ConnectorError, writes: readonly RecordWrite[]): ConnectorError {
  const inDoubt = error.code === 'UNREACHABLE' || error.code === 'OUTCOME_UNKNOWN';
  if (!inDoubt || writes.every((write) => write.id !== null)) return error;
  const next =
    'What was sent may have arrived. The next run looks for it before it writes, so that nothing is created twice.';
  return { ...error, message: `${error.message} ${next}` };
}

function settleOutcome(pass: Pass, attempt: Attempt, verdict: WriteVerdict, outcome: WriteOutcome): void {
  switch (outcome.kind) {
    case 'written':
      return succeed(pass, attempt, verdict, outcome.record);
    case 'failed':
      return writeFailed(pass, verdict, outcome.failure);
    case 'missing':
      return writeFailed(pass, verdict, {
        code: 'COUNTERPART_DELETED',
        message: `Its counterpart in ${pass.destination.table.name} was deleted while the job ran. Run the synchronization again.`,
      });
    case 'unknown':
      return writeFailed(pass, verdict, {
        code: 'OUTCOME_UNKNOWN',
        message: `${pass.destination.table.name} did not say whether the write arrived. The next run finds out; nothing is written twice.`,
      });
    default:
      return unreachable(outcome);
  }
}

function succeed(pass: Pass, attempt: Attempt, { item, write }: WriteVerdict, after: TableRecord): void {
  const { source, transfer, replaces } = write;
  const to = pass.source.side === 'local';
  const { name } = pass.compiled.mapping;
  const before = write.coupling ?? newCoupling(name, to ? source.id : null, to ? null : source.id);
  if (replaces) {
    const { mapping, localId, integrationId } = replaces;
    pass.checkpoint.couple({ kind: 'remove', mapping, localId, integrationId });
    pass.resolver.forget();
  }
  const { left, fingerprints } = afterWriting(pass, write, after);
  const state = {
    source,
    destination: after,
    shape: pass.shape.id,
    pendingLookups: transfer.pendingLookups,
    left,
    fingerprints,
  };
  const coupling = afterSuccess(before, attempt, state, true);
  pass.checkpoint.couple({ kind: 'put', coupling });
  if (pass.context.rehearsal && write.destination === null) pass.scratchIds.add(after.id);
  if (left && write.destination === null) pass.leftBehind.push(after.id);
  if (!left && !transfer.pendingLookups) rememberInStep(pass, coupling);
  // A plan tells no id for a record that does not exist yet.
  const { localId, integrationId } = coupling;
  const record: JobRecord = {
    action: item.action,
    localId,
    integrationId,
    fields: write.fields,
    ...(item.why && { reason: item.why }),
    ...(write.destination && !pass.context.rehearsal && { values: keptValues(pass, write.destination, write, after) }),
  };
  reportWritten(pass, item, record, transfer.pendingLookups);
}

/** What the written fields held and hold now, in the order in which they were written. */
function keptValues(
  { destination }: Pass,
  before: TableRecord,
  { transfer }: PlannedWrite,
  after: TableRecord,
): readonly FieldValues[] {
  return transfer.writes.map(({ index }) => {
    const position = destination.positions[index] ?? -1;
    return { before: keepValue(before.values[position] ?? null), after: keepValue(after.values[position] ?? null) };
  });
}

/**
 * The destination's fingerprints with what was written, as it really stands there. A field that the write changed by the
 * way, through a trigger or a default, is a change for the other pass.
 */
function afterWriting(
  pass: Pass,
  { source, transfer, destination: before }: PlannedWrite,
  after: TableRecord,
): Pick<Transfer, 'left' | 'fingerprints'> {
  const { positions } = pass.destination;
  const sourcePositions = pass.source.positions;
  const { writes } = transfer;
  const sent = transfer.fingerprints.source;
  // All that a new record can leave for the other pass is what it brings along itself.
  let left = before !== null && transfer.left;
  let sourcePrints = sent;
  let nextWrite = 0;
  prints.begin();
  for (let index = 0; index < positions.length; index++) {
    const position = positions[index] ?? -1;
    const value = position < 0 ? null : (after.values[position] ?? null);
    const sourceValue = source.values[sourcePositions[index] ?? -1] ?? null;
    if (writes[nextWrite]?.index === index) {
      nextWrite++;
      // Most values arrive as they were sent: their fingerprints are known.
      if (value === sourceValue) prints.keep(sent, index);
      else prints.add(value);
    } else if (before) {
      if (position >= 0 && !sameValue(value, before.values[position] ?? null)) left = true;
      prints.keep(transfer.fingerprints.destination, index);
    } else if (carriesBack(pass, index, value)) {
      left = true;
      prints.keep(transfer.fingerprints.destination, index);
    } else {
      // A new record's defaults are its own: a base to compare with.
      sourcePrints = withFingerprint(sourcePrints, index, fingerprint(sourceValue));
      prints.add(value);
    }
  }
  return { left, fingerprints: { source: sourcePrints, destination: prints.text() } };
}

const prints = new FingerprintWriter();

/**
 * Whether the other pass has to take a new record's value back: one that a default or a number series set in a field that
 * goes its way, too. A blank has nothing to tell: it must not empty the field of the record that the new one was made from.
 */
function carriesBack(pass: Pass, index: number, value: Value): boolean {
  const field = must(pass.compiled.fields[index], 'field');
  if (field.direction === pass.direction) return false;
  return field.constant !== undefined || !isEmptyValue(value, fieldOnSide(field, pass.destination.side)?.type);
}

function intentOf(pass: Pass, { write }: WriteVerdict, sent: RecordWrite): Intent {
  const to = pass.source.side === 'local';
  const destinationId: RecordId | null = sent.id;
  return {
    jobId: pass.job.id,
    at: pass.context.clock.now(),
    mapping: pass.compiled.mapping.name,
    direction: pass.direction,
    kind: sent.kind,
    localId: to ? write.source.id : destinationId,
    integrationId: to ? destinationId : write.source.id,
    fields: sent.fields,
    values: sent.values,
    shape: pass.shape.id,
    sourceFingerprints: write.transfer.fingerprints.source,
  };
}
