import type { BatchPartAnswer } from '../odata/multipartBatch';
import type { BoundTable, DataverseSession } from './dataverseSession';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError, RecordWrite, WriteOutcome, WriteRequest } from '../../core/ports/connector';
import type { PlannedOperation } from './planWrite';
import type { RecordFailure } from '../../core/model/failure';
import type { Result } from '../../core/result';
import type { ServiceFailure } from '../odata/serviceCall';
import { changedMeanwhile, refusalOf } from './refusal';
import { err, ok } from '../../core/result';
import { getBound } from './getRecords';
import { isExactObject, parseExactJson } from '../odata/exactJson';
import { must } from '../../core/assert';
import { planWrite } from './planWrite';
import { recordFromRow } from './recordRow';
import { holdsWritten, withFirstValues } from '../../core/model/record';
import { sendBatch } from './sendBatch';
import { sleepUnlessCancelled } from '../odata/sleepUnlessCancelled';

/** Operations in one batch. The service carries them out one after the other, so several smaller batches are quicker. */
const batchSize = 100;
/** How often operations are sent that the service was too busy for, and how long they wait in between. */
const rounds = 4;
const busyWaitMs = 5_000;

/**
 * Writes records in batches, each record on its own (port `Connector.write`). A batch whose answer is lost is sent again: creates
 * have an id and changes name a version, so what arrived already refuses to happen twice, and is then looked at.
 */
export async function writeRecords(
  session: DataverseSession,
  request: WriteRequest,
  cancel: CancelSignal,
): Promise<Result<readonly WriteOutcome[], ConnectorError>> {
  const { table, writes, readBack } = request;
  const bound = await session.bind(table, readBack);
  if (!bound.ok) return bound;
  const known = await session.bind(table, [...new Set(writes.flatMap((write) => write.fields))]);
  if (!known.ok) return known;
  const batch: Batch = { session, bound: bound.value, cancel };
  const outcomes = new Map<RecordWrite, WriteOutcome>();
  const looked = await lookAtVersions(batch, writes, outcomes);
  if (!looked.ok) return looked;

  const planned: PlannedOperation[] = [];
  for (const write of writes) {
    if (outcomes.has(write)) continue;
    const plan = planWrite(session, bound.value, write);
    if (plan.ok) planned.push(plan.value);
    else outcomes.set(write, { kind: 'failed', failure: plan.error });
  }
  const portions = Array.from({ length: Math.ceil(planned.length / batchSize) }, (_, index) =>
    planned.slice(index * batchSize, (index + 1) * batchSize),
  );
  const sent = await Promise.all(portions.map((portion) => sendPortion(batch, portion, outcomes)));
  const problem = firstProblem(batch, portions, sent, outcomes);
  if (problem) return err(problem);
  return ok(writes.map((write) => must(outcomes.get(write), 'an outcome for each write')));
}

interface Batch {
  readonly session: DataverseSession;
  readonly bound: BoundTable;
  readonly cancel: CancelSignal;
}

type Outcomes = Map<RecordWrite, WriteOutcome>;

/**
 * Before records are changed whose version is not known, they are looked at: a stamp tells seconds only, and the version read now
 * guards what happens from here on.
 */
async function lookAtVersions(
  { session, bound, cancel }: Batch,
  writes: readonly RecordWrite[],
  outcomes: Outcomes,
): Promise<Result<void, ConnectorError>> {
  const { name } = bound.spec;
  const unsure = writes.filter(
    (write) => write.kind === 'modify' && session.etags.recall(name, write.id)?.modifiedOn !== write.expected,
  );
  if (unsure.length === 0) return ok(undefined);
  const found = await getBound(
    session,
    { ...bound, columns: [] },
    unsure.flatMap((write) => write.id ?? []),
    cancel,
  );
  if (!found.ok) return found;
  for (const write of unsure) {
    if (write.kind !== 'modify') continue;
    const record = found.value.get(write.id);
    if (!record) outcomes.set(write, { kind: 'missing' });
    else if (record.modifiedOn !== write.expected && !session.unsettled.has(write.id)) {
      outcomes.set(write, { kind: 'failed', failure: changedMeanwhile(bound.table, write.id) });
    }
  }
  return ok(undefined);
}

/** Sends operations until each has an outcome. */
async function sendPortion(
  batch: Batch,
  portion: readonly PlannedOperation[],
  outcomes: Outcomes,
): Promise<Result<void, ServiceFailure | ConnectorError>> {
  const { session, cancel } = batch;
  const doubtful: Doubtful[] = [];
  let pending = portion.map((plan): Pending => ({ plan, operation: plan.operation }));
  for (let round = 1; pending.length > 0; round++) {
    const sent = await sendBatch(
      session.service,
      pending.map((each) => each.operation),
      'repeatable',
      cancel,
    );
    if (!sent.ok) return sent;
    const next: Pending[] = [];
    let isBusy = false;
    pending.forEach((each, index) => {
      const answers = sent.value.answers[index];
      // Without an answer it was not come to: a service that stops at the first refusal.
      if (!answers || answers.length === 0) return void next.push(each);
      const settled = settle(batch, each, answers, sent.value.repeated);
      if (settled.kind === 'settled') outcomes.set(each.plan.write, settled.outcome);
      else if (settled.kind === 'doubtful') doubtful.push(settled.doubt);
      else next.push(settled.next);
      isBusy ||= settled.kind === 'busy';
    });
    if (isBusy && round >= rounds) {
      for (const { plan } of next) outcomes.set(plan.write, { kind: 'failed', failure: busy(batch) });
      break;
    }
    if (isBusy && !(await sleepUnlessCancelled(session.service.access.clock, busyWaitMs * round, cancel))) {
      return err({ kind: 'cancelled' });
    }
    pending = next;
  }
  return lookAtDoubtful(batch, doubtful, outcomes);
}

interface Pending {
  readonly plan: PlannedOperation;
  readonly operation: PlannedOperation['operation'];
}

/** What only a look at the record can tell. */
interface Doubtful {
  readonly plan: PlannedOperation;
  /**
   * notRead: it was written, and the answer did not say how it stands · otherVersion, notFound: ours from before, or refused ·
   * idTaken: ours where all that was sent stands there, since somebody on the way may deliver a request twice.
   */
  readonly why: 'notRead' | 'otherVersion' | 'notFound' | 'idTaken';
  readonly failure: RecordFailure;
}

type Settled =
  | { readonly kind: 'settled'; readonly outcome: WriteOutcome }
  | { readonly kind: 'doubtful'; readonly doubt: Doubtful }
  | { readonly kind: 'busy' | 'again'; readonly next: Pending };

function settle(
  { session, bound }: Batch,
  pending: Pending,
  answers: readonly BatchPartAnswer[],
  repeated: boolean,
): Settled {
  const { plan } = pending;
  const { write, id } = plan;
  const changed = changedMeanwhile(bound.table, id);
  const refused = answers.find((answer) => answer.status >= 400);
  if (!refused) {
    const row = parseExactJson(answers[answers.length - 1]?.body ?? '');
    const record = isExactObject(row) ? recordFromRow(session, bound, row) : undefined;
    session.unsettled.delete(id);
    if (record) return { kind: 'settled', outcome: { kind: 'written', record } };
    return { kind: 'doubtful', doubt: { plan, why: 'notRead', failure: changed } };
  }
  const failed = (failure: RecordFailure): Settled => ({ kind: 'settled', outcome: { kind: 'failed', failure } });
  const refusal = refusalOf(refused, bound.table, write);
  switch (refusal.kind) {
    case 'busy':
      return { kind: 'busy', next: pending };
    case 'idTaken':
      // Ours, if an earlier attempt may have arrived.
      if (repeated && plan.again)
        return { kind: 'again', next: { plan: { ...plan, operation: plan.again }, operation: plan.again } };
      return { kind: 'doubtful', doubt: { plan, why: 'idTaken', failure: refusal.failure } };
    case 'otherVersion':
      if (write.kind === 'insert' || !(repeated || session.unsettled.has(id))) return failed(changed);
      return { kind: 'doubtful', doubt: { plan, why: 'otherVersion', failure: changed } };
    case 'notFound':
      if (write.kind === 'insert') return failed(refusal.failure);
      return { kind: 'doubtful', doubt: { plan, why: 'notFound', failure: refusal.failure } };
    case 'failed':
      return failed(refusal.failure);
  }
}

/** Reads the records that answers left open, with all that was written to them. */
async function lookAtDoubtful(
  { session, bound, cancel }: Batch,
  doubtful: readonly Doubtful[],
  outcomes: Outcomes,
): Promise<Result<void, ConnectorError>> {
  if (doubtful.length === 0) return ok(undefined);
  const readBack = bound.columns.map((column) => column.field.name);
  const written = [...new Set(doubtful.flatMap(({ plan }) => plan.write.fields))];
  const fields = [...readBack, ...written];
  const all = await session.bind(bound.spec, fields);
  if (!all.ok) return all;
  const found = await getBound(
    session,
    all.value,
    doubtful.map(({ plan }) => plan.id),
    cancel,
  );
  if (!found.ok) return found;
  for (const { plan, why, failure } of doubtful) {
    const record = found.value.get(plan.id);
    if (!record) {
      outcomes.set(plan.write, why === 'idTaken' ? { kind: 'failed', failure } : { kind: 'missing' });
      continue;
    }
    const cut = withFirstValues(record, readBack.length);
    const isAsWanted = why === 'notRead' || (why !== 'notFound' && holdsWritten(record, fields, plan.write));
    outcomes.set(plan.write, isAsWanted ? { kind: 'written', record: cut } : { kind: 'failed', failure });
    session.unsettled.delete(plan.id);
  }
  return ok(undefined);
}

/**
 * A portion that surely was not carried out fails its own records, where others were written: they must not be sent again for it.
 * Where that is not sure, the whole is open, and what was written of it is recognised when it comes again.
 */
function firstProblem(
  { session }: Batch,
  portions: readonly (readonly PlannedOperation[])[],
  sent: readonly Result<void, ServiceFailure | ConnectorError>[],
  outcomes: Outcomes,
): ConnectorError | undefined {
  let problem: ConnectorError | undefined;
  for (const [index, each] of sent.entries()) {
    if (each.ok) continue;
    const error = 'kind' in each.error ? session.service.error(each.error) : each.error;
    const passing = error.code === 'THROTTLED' || error.code === 'UNREACHABLE' ? error.code : undefined;
    if (passing === undefined || outcomes.size === 0) problem ??= error;
    else {
      for (const { write } of portions[index] ?? []) {
        if (!outcomes.has(write))
          outcomes.set(write, { kind: 'failed', failure: { code: passing, message: error.message } });
      }
    }
  }
  if (problem) for (const { write, id } of portions.flat()) if (write.kind === 'modify') session.unsettled.add(id);
  return problem;
}

function busy({ session, bound }: Batch): RecordFailure {
  return {
    code: 'THROTTLED',
    message: `${session.service.name} was too busy for this record of ${bound.spec.name}. The next run tries again.`,
  };
}
