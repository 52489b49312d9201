import type { BatchPartAnswer } from '../odata/multipartBatch';
import type { BoundTable, DataverseSession } from './dataverseSession';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError, RecordWrite, WriteOutcome } from '../../core/ports/connector';
import type { PlannedOperation } from './planWrite';
import type { RecordFailure } from '../../core/model/failure';
import type { Result } from '../../core/result';
import { changedMeanwhile, refusalOf } from './refusal';
import { err, ok } from '../../core/result';
import { getBound } from './getRecords';
import { holdsWritten, withFirstValues } from '../../core/model/record';
import { isExactObject, parseExactJson } from '../odata/exactJson';
import { recordFromRow } from './recordRow';
import { sendBatch } from './sendBatch';
import { sleepUnlessCancelled } from '../odata/sleepUnlessCancelled';

/** How often operations are sent that the service could not carry out just then, and how long they wait in between. */
const rounds = 4;
const busyWaitMs = 5_000;

export interface WriteContext {
  readonly session: DataverseSession;
  readonly bound: BoundTable;
  readonly cancel: CancelSignal;
}

export type Outcomes = Map<RecordWrite, WriteOutcome>;

/**
 * Sends the operations of one batch until each has an outcome, or nothing moves any more. An error is about those without an
 * outcome; THROTTLED and UNREACHABLE say that none of these was carried out.
 */
export async function sendPortion(
  context: WriteContext,
  portion: readonly PlannedOperation[],
  outcomes: Outcomes,
): Promise<Result<void, ConnectorError>> {
  const { session, cancel } = context;
  const doubtful: Doubtful[] = [];
  let pending = portion.map((plan): Pending => ({ plan, mayBeDone: false }));
  let busyRounds = 0;
  const end = async (error?: ConnectorError): Promise<Result<void, ConnectorError>> => {
    await lookAtDoubtful(context, doubtful, outcomes);
    for (const { plan, mayBeDone } of pending) if (mayBeDone) outcomes.set(plan.write, { kind: 'unknown' });
    return error ? err(error) : ok(undefined);
  };
  while (pending.length > 0) {
    const operations = pending.map(({ plan }) => plan.operation);
    const sent = await sendBatch(session.service, operations, 'repeatable', cancel);
    if (!sent.ok) return end(session.service.error(sent.error));
    const next: Pending[] = [];
    let answered = 0;
    let isBusy = false;
    pending.forEach((each, index) => {
      const answers = sent.value.answers[index];
      // Without an answer it was not come to: a service that stops at the first refusal.
      if (!answers || answers.length === 0) return void next.push(each);
      answered++;
      const settled = settle(context, each, answers, sent.value.repeated);
      if (settled.kind === 'settled') outcomes.set(each.plan.write, settled.outcome);
      else if (settled.kind === 'doubtful') doubtful.push(settled.doubt);
      else next.push(settled.next);
      isBusy ||= settled.kind === 'busy';
    });
    pending = next;
    if (answered === 0) return end(unanswered(context));
    if (!isBusy) continue;
    if (++busyRounds === rounds) {
      for (const { plan, mayBeDone } of pending) {
        if (!mayBeDone) outcomes.set(plan.write, { kind: 'failed', failure: busy(context) });
      }
      return end();
    }
    if (!(await sleepUnlessCancelled(session.service.access.clock, busyWaitMs * busyRounds, cancel))) {
      return end(session.service.error({ kind: 'cancelled' }));
    }
  }
  return end();
}

interface Pending {
  readonly plan: PlannedOperation;
  /** An earlier attempt may have been carried out. */
  readonly mayBeDone: boolean;
}

/** What only a look at the record can tell. */
interface Doubtful {
  readonly plan: PlannedOperation;
  /**
   * notRead: it was written, and the answer did not say how it stands · otherVersion, notFound: ours from before, or refused ·
   * refused: a create that is ours from before where all that was sent stands there, since somebody on the way may deliver a
   * request twice.
   */
  readonly why: 'notRead' | 'otherVersion' | 'notFound' | 'refused';
  readonly failure: RecordFailure;
}

type Settled =
  | { readonly kind: 'settled'; readonly outcome: WriteOutcome }
  | { readonly kind: 'doubtful'; readonly doubt: Doubtful }
  | { readonly kind: 'busy' | 'again'; readonly next: Pending };

function settle(
  { session, bound }: WriteContext,
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
  const mayBeDone = pending.mayBeDone || repeated;
  const failed = (failure: RecordFailure): Settled =>
    mayBeDone && write.kind === 'insert'
      ? { kind: 'doubtful', doubt: { plan, why: 'refused', failure } }
      : { kind: 'settled', outcome: { kind: 'failed', failure } };
  const refusal = refusalOf(refused, bound.table, write);
  switch (refusal.kind) {
    case 'busy':
      return { kind: 'busy', next: { plan, mayBeDone } };
    case 'inDoubt':
      return { kind: 'busy', next: { plan, mayBeDone: true } };
    case 'idTaken':
      // Ours, if an earlier attempt may have arrived.
      if (mayBeDone && plan.again)
        return { kind: 'again', next: { plan: { id, write, operation: plan.again }, mayBeDone } };
      return { kind: 'doubtful', doubt: { plan, why: 'refused', failure: refusal.failure } };
    case 'otherVersion':
      if (write.kind === 'insert' || !(mayBeDone || session.unsettled.has(id))) return failed(changed);
      return { kind: 'doubtful', doubt: { plan, why: 'otherVersion', failure: changed } };
    case 'notFound':
      if (write.kind === 'insert') return failed(refusal.failure);
      return { kind: 'doubtful', doubt: { plan, why: 'notFound', failure: refusal.failure } };
    case 'failed':
      return failed(refusal.failure);
  }
}

/** Reads the records that answers left open, with all that was written to them. Where that fails nobody knows. */
async function lookAtDoubtful(context: WriteContext, doubtful: readonly Doubtful[], outcomes: Outcomes): Promise<void> {
  if (doubtful.length === 0) return;
  const { session, bound, cancel } = context;
  const readBack = bound.columns.map((column) => column.field.name);
  const written = [...new Set(doubtful.flatMap(({ plan }) => plan.write.fields))];
  const fields = [...readBack, ...written];
  const ids = doubtful.map(({ plan }) => plan.id);
  const all = await session.bind(bound.spec, fields);
  const found = all.ok ? await getBound(session, all.value, ids, cancel) : all;
  for (const { plan, why, failure } of doubtful) {
    const record = found.ok ? found.value.get(plan.id) : undefined;
    if (!found.ok) {
      outcomes.set(plan.write, { kind: 'unknown' });
    } else if (!record) {
      outcomes.set(plan.write, why === 'refused' ? { kind: 'failed', failure } : { kind: 'missing' });
    } else {
      const isAsWanted = why === 'notRead' || (why !== 'notFound' && holdsWritten(record, fields, plan.write));
      const cut = withFirstValues(record, readBack.length);
      outcomes.set(plan.write, isAsWanted ? { kind: 'written', record: cut } : { kind: 'failed', failure });
      session.unsettled.delete(plan.id);
    }
  }
}

function busy({ session, bound }: WriteContext): RecordFailure {
  return {
    code: 'THROTTLED',
    message: `${session.service.name} was too busy for this record of ${bound.spec.name}. The next run tries again.`,
  };
}

function unanswered({ session, bound }: WriteContext): ConnectorError {
  return {
    code: 'OUTCOME_UNKNOWN',
    message: `${session.service.name} left out the answers to writes of ${bound.spec.name}. Run the synchronization again; it finds out.`,
  };
}
