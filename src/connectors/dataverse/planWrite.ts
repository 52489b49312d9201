import type { BatchOperation, BatchPart } from '../odata/multipartBatch';
import type { BoundTable, DataverseSession } from './dataverseSession';
import type { ExactObject } from '../odata/exactJson';
import type { RecordFailure } from '../../core/model/failure';
import type { RecordId } from '../../core/model/record';
import type { RecordWrite } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import { annotationPreference, selectText } from './recordRow';
import { exactJsonText } from '../odata/exactJson';
import { ok } from '../../core/result';
import { queryText } from '../odata/literals';
import { recordBody } from './recordBody';

/** One record's write as it goes into a batch. */
export interface PlannedOperation {
  readonly id: RecordId;
  readonly write: RecordWrite;
  readonly operation: BatchOperation;
  /** For a create that may have arrived before: the same with an effect that is the same twice. */
  readonly again?: BatchOperation;
}

/**
 * Makes a write's request. A first create is a POST, which a record of the same id refuses; sent again it is an upsert with that id
 * (Upsert a table row). A change names the version it was decided on, or at least that the record exists (Perform conditional
 * operations). What a new record takes only afterwards goes along in a change set: both or nothing.
 */
export function planWrite(
  session: DataverseSession,
  bound: BoundTable,
  write: RecordWrite,
): Result<PlannedOperation, RecordFailure> {
  const { service } = session;
  const { table } = bound;
  const body = recordBody(table, write.fields, write.values);
  if (!body.ok) return body;
  const { onCreate, onUpdate, afterCreate } = body.value;
  const id = write.id ?? service.access.ids.guid();
  const select = `?${queryText({ $select: selectText(bound) })}`;
  const records = `${service.root}${table.entitySet}`;
  const headers = writeHeaders(session, bound);
  const patch = (content: ExactObject, more: Readonly<Record<string, string>> = {}): BatchPart => ({
    method: 'PATCH',
    url: `${records}(${id})${select}`,
    headers: { ...headers, ...more },
    body: exactJsonText(content),
  });
  if (write.kind === 'modify') {
    const etag = session.etags.recall(bound.spec.name, id)?.etag ?? '*';
    return ok({ id, write, operation: patch(onUpdate, { 'If-Match': etag }) });
  }
  const withAfter = (part: BatchPart): BatchOperation =>
    Object.keys(afterCreate).length === 0 ? part : [part, patch(afterCreate, { 'If-Match': '*' })];
  // An upsert of a record that exists must clear what the first attempt left blank as well.
  const upsert = withAfter(patch({ ...blanksOf(onUpdate), ...onCreate }));
  if (write.resent) return ok({ id, write, operation: upsert });
  const post: BatchPart = {
    method: 'POST',
    url: records + select,
    headers,
    body: exactJsonText({ [table.idField]: id, ...onCreate }),
  };
  return ok({ id, write, operation: withAfter(post), again: upsert });
}

function blanksOf(onUpdate: ExactObject): ExactObject {
  return Object.fromEntries(Object.entries(onUpdate).filter(([, json]) => json === null));
}

const bypassed = { none: '', sync: 'CustomSync', async: 'CustomAsync', all: 'CustomSync,CustomAsync' } as const;

function writeHeaders({ service }: DataverseSession, bound: BoundTable): Readonly<Record<string, string>> {
  const { duplicateDetection, bypassCustomLogic } = service.configuration;
  const annotations = annotationPreference(bound);
  const bypass = bypassed[bypassCustomLogic];
  return {
    Prefer: ['return=representation', ...(annotations === undefined ? [] : [annotations])].join(','),
    // Off unless asked for, as in the Web API (Manage duplicate detection).
    ...(duplicateDetection ? { 'MSCRM.SuppressDuplicateDetection': 'false' } : {}),
    ...(bypass === '' ? {} : { 'MSCRM.BypassBusinessLogicExecution': bypass }),
  };
}
