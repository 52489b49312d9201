import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError, RecordWrite, WriteOutcome, WriteRequest } from '../../core/ports/connector';
import type { DataverseSession } from './dataverseSession';
import type { Outcomes, WriteContext } from './sendPortion';
import type { PlannedOperation } from './planWrite';
import type { Result } from '../../core/result';
import { changedMeanwhile } from './refusal';
import { err, ok } from '../../core/result';
import { getBound } from './getRecords';
import { planWrite } from './planWrite';
import { sendPortion } from './sendPortion';

/** Operations in one batch. The service carries them out one after the other, so several smaller batches are quicker. */
const batchSize = 100;

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
  const context: WriteContext = { session, bound: bound.value, cancel };
  const outcomes = new Map<RecordWrite, WriteOutcome>();
  const looked = await lookAtVersions(context, writes, outcomes);
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
  const decided = outcomes.size;
  const sent = await Promise.all(portions.map((portion) => sendPortion(context, portion, outcomes)));
  rememberUnsettled(context, planned, outcomes);
  const problem = worstOf(sent.flatMap((each) => (each.ok ? [] : [each.error])));
  // Nobody was answered for: the error tells more than doubts about each.
  if (problem && outcomes.size === decided) return err(problem);
  for (const [index, each] of sent.entries()) {
    if (!each.ok) settleUnsent(each.error, portions[index] ?? [], outcomes);
  }
  return ok(writes.map((write) => outcomes.get(write) ?? { kind: 'unknown' }));
}

/**
 * Before records are changed whose version is not known, they are looked at: a stamp tells seconds only, and the version read now
 * guards what happens from here on.
 */
async function lookAtVersions(
  { session, bound, cancel }: WriteContext,
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
    else if (record.modifiedOn !== write.expected) {
      outcomes.set(write, { kind: 'failed', failure: changedMeanwhile(bound.table, write.id) });
    }
  }
  return ok(undefined);
}

/** Where changes may have been carried out that nobody knows of, a record as wanted is ours when they come again. */
function rememberUnsettled({ session }: WriteContext, planned: readonly PlannedOperation[], outcomes: Outcomes): void {
  for (const { write, id } of planned) {
    const isUnknown = (outcomes.get(write)?.kind ?? 'unknown') === 'unknown';
    if (write.kind === 'modify' && isUnknown) session.unsettled.add(id);
  }
}

/** The error of a whole call: throttled says that nothing was carried out, which the others must not be taken for. */
function worstOf(errors: readonly ConnectorError[]): ConnectorError | undefined {
  return (
    errors.find(({ code }) => code === 'OUTCOME_UNKNOWN') ??
    errors.find(({ code }) => code !== 'THROTTLED') ??
    errors[0]
  );
}

/**
 * What surely was not carried out fails with what kept it from that, since other records were written; the next run tries
 * again. Everything else stays without an outcome, which is to say unknown.
 */
function settleUnsent(
  { code, message }: ConnectorError,
  portion: readonly PlannedOperation[],
  outcomes: Outcomes,
): void {
  if (code !== 'THROTTLED' && code !== 'UNREACHABLE') return;
  for (const { write } of portion) {
    if (!outcomes.has(write)) outcomes.set(write, { kind: 'failed', failure: { code, message } });
  }
}
