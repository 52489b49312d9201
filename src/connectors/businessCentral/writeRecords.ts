import type { BatchRequest } from '../odata/jsonBatch';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError, RecordWrite, WriteOutcome, WriteRequest } from '../../core/ports/connector';
import type { BoundTable, ServiceSession } from './serviceSession';
import type { PartAnswer } from './sendParts';
import type { RecordFailure } from '../../core/model/failure';
import type { RecordId, TableRecord } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { ServiceFailure } from '../odata/serviceCall';
import { bindTable, cancelled } from './serviceSession';
import { connectorErrorFrom } from '../odata/connectorErrorFrom';
import { recordFailure, refusalIn } from './failures';
import { encodeWrite } from './encodeWrite';
import { err, ok } from '../../core/result';
import { getRecords } from './getRecords';
import { isExactObject } from '../odata/exactJson';
import { must } from '../../core/assert';
import { recordFromRow } from './rows';
import { sendParts } from './sendParts';

/**
 * Writes records (port `Connector.write`). Each is a request of its own, so that none fails its neighbours; a change names the
 * version it is meant for. The service's answer holds the record as it stands after defaults and validation.
 */
export async function writeRecords(
  session: ServiceSession,
  request: WriteRequest,
  cancel: CancelSignal,
): Promise<Result<readonly WriteOutcome[], ConnectorError>> {
  const written = [...new Set(request.writes.map((write) => write.fields))].flat();
  const bound = await bindTable(session, request.table, [...request.readBack, ...written], cancel);
  if (!bound.ok) return bound;
  const batch = {
    session,
    request,
    table: bound.value.table,
    fields: bound.value.fields.slice(0, request.readBack.length),
  };
  const unseen = await readUnseen(batch, cancel);
  if (!unseen.ok) return unseen;
  if (cancel.aborted) return err(cancelled);

  const prepared = request.writes.map((write) => prepare(batch, write));
  const parts = prepared.flatMap((each) => (each.kind === 'part' ? [each.part] : []));
  const safety = request.writes.some((write) => write.kind === 'insert') ? 'once' : 'repeatable';
  const answers = await sendParts(session, batch.table.route, parts, safety, cancel);
  const failure = failureOfAll(batch, answers);
  if (failure) return err(failure);
  let next = 0;
  const outcomes = prepared.map((each, index): WriteOutcome | 'unread' => {
    if (each.kind === 'outcome') return each.outcome;
    const write = must(request.writes[index], 'write');
    return outcomeOf(batch, write, must(answers[next++], 'answer'));
  });
  return ok(await readWritten(batch, outcomes, cancel));
}

interface Batch extends BoundTable {
  readonly session: ServiceSession;
  readonly request: WriteRequest;
}

type Prepared =
  { readonly kind: 'part'; readonly part: BatchRequest } | { readonly kind: 'outcome'; readonly outcome: WriteOutcome };

/** Reads the records to be changed whose version nobody saw, so that the change can name it. */
async function readUnseen(
  { session, request, table }: Batch,
  cancel: CancelSignal,
): Promise<Result<unknown, ConnectorError>> {
  const ids = request.writes.flatMap((write) =>
    write.kind === 'modify' && !session.etags.recall(table.description.name, write.id) ? [write.id] : [],
  );
  return ids.length === 0 ? ok(undefined) : getRecords(session, { table: request.table, fields: [], ids }, cancel);
}

function prepare({ session, table }: Batch, write: RecordWrite): Prepared {
  const encoded = encodeWrite(table, write);
  if (!encoded.ok) return failed(encoded.error);
  if (write.kind === 'insert') return { kind: 'part', part: { method: 'POST', url: table.path, body: encoded.value } };
  const seen = session.etags.recall(table.description.name, write.id);
  const address = table.identity.address(write.id);
  if (!seen || address === undefined) return { kind: 'outcome', outcome: { kind: 'missing' } };
  if (seen.modifiedOn !== write.expected) return failed(changedMeanwhile(table.description.name));
  const headers = { 'If-Match': seen.etag };
  return { kind: 'part', part: { method: 'PATCH', url: `${table.path}${address}`, headers, body: encoded.value } };
}

/** What ends the whole call: no record was answered for. One that may have been written counts more than one that was not. */
function failureOfAll({ session }: Batch, answers: readonly PartAnswer[]): ConnectorError | undefined {
  const failures = answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.failure] : []));
  if (failures.length < answers.length) return undefined;
  const failure = failures.find(mayBeDone) ?? failures[0];
  return failure && connectorErrorFrom(failure, session.system);
}

/** What was cancelled may have been on its way. */
function mayBeDone({ kind }: ServiceFailure): boolean {
  return kind === 'ambiguous' || kind === 'cancelled';
}

/** unread: written, but the service did not show what the record looks like now. */
function outcomeOf(batch: Batch, write: RecordWrite, answer: PartAnswer): WriteOutcome | 'unread' {
  const { session, table } = batch;
  const { name } = table.description;
  if (answer.kind === 'failed') {
    if (mayBeDone(answer.failure)) return { kind: 'unknown' };
    const { message } = connectorErrorFrom(answer.failure, session.system);
    const code = answer.failure.kind === 'throttled' ? 'THROTTLED' : 'UNREACHABLE';
    return { kind: 'failed', failure: { code, message } };
  }
  if (answer.status >= 400) {
    if (answer.status === 404 && write.kind === 'modify') return { kind: 'missing' };
    return { kind: 'failed', failure: recordFailure(answer.status, refusalIn(answer.body), name) };
  }
  const record = isExactObject(answer.body) ? recordFromRow(session, table, batch.fields, answer.body) : undefined;
  const isWhole = isExactObject(answer.body) && hasAll(batch, answer.body);
  return record && isWhole ? { kind: 'written', record } : 'unread';
}

function hasAll({ fields }: Batch, row: object): boolean {
  return fields.every(({ description, composed }) => composed || Object.hasOwn(row, description.name));
}

/** Reads what was changed without being shown. What was created so has an id that nobody knows: its intent finds it. */
async function readWritten(
  { session, request }: Batch,
  outcomes: readonly (WriteOutcome | 'unread')[],
  cancel: CancelSignal,
): Promise<readonly WriteOutcome[]> {
  const ids = outcomes.map((outcome, index) => (outcome === 'unread' ? (request.writes[index]?.id ?? null) : null));
  const known = ids.filter((id) => id !== null);
  const read = { table: request.table, fields: request.readBack, ids: known };
  const found = known.length === 0 ? ok(new Map<RecordId, TableRecord>()) : await getRecords(session, read, cancel);
  return outcomes.map((outcome, index): WriteOutcome => {
    if (outcome !== 'unread') return outcome;
    const id = ids[index] ?? null;
    if (id === null || !found.ok) return { kind: 'unknown' };
    const record = found.value.get(id);
    return record ? { kind: 'written', record } : { kind: 'missing' };
  });
}

function failed(failure: RecordFailure): Prepared {
  return { kind: 'outcome', outcome: { kind: 'failed', failure } };
}

function changedMeanwhile(table: string): RecordFailure {
  return { code: 'CHANGED_MEANWHILE', message: `The record of ${table} changed since it was read. It is read again.` };
}
