import type { BoundTable, DataverseSession } from './dataverseSession';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ChangePage, ChangeQuery, ChangeToken, ConnectorError } from '../../core/ports/connector';
import type { ExactObject } from '../odata/exactJson';
import type { RecordId, TableRecord } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { ServiceFailure } from '../odata/serviceCall';
import type { ServicePage } from '../odata/readPages';
import { err, ok } from '../../core/result';
import { getBound } from './getRecords';
import { pagePreference } from './readRecords';
import { queryText } from '../odata/literals';
import { readPages } from '../odata/readPages';
import { recordFromRow, selectText } from './recordRow';
import { textOf } from '../odata/exactJson';

/**
 * What was changed and deleted since a token (port `Connector.changes`; Use change tracking to synchronize data). A token belongs
 * to the columns it was made for: where others are asked for, the changed records are read once more.
 */
export async function* readChanges(
  session: DataverseSession,
  query: ChangeQuery,
  cancel: CancelSignal,
): AsyncGenerator<Result<ChangePage, ConnectorError>> {
  const { service } = session;
  const found = await session.bind(query.table, query.fields);
  if (!found.ok) {
    yield found;
    return;
  }
  const bound = found.value;
  const select = selectText(bound);
  const parsed = query.since === null ? undefined : parseToken(query.since);
  // A mapping that was given another table keeps its cursor: a token of the old one must not read that.
  const since = parsed?.link.startsWith(`${bound.table.entitySet}?`) ? parsed : undefined;
  if (since === undefined && query.since !== null) {
    yield err(expired(service.name));
    return;
  }
  const tracked = since?.select ?? select;
  const request = {
    url: since?.link ?? `${bound.table.entitySet}?${queryText({ $select: select })}`,
    headers: pagePreference(bound, query.pageSize, since ? undefined : 'odata.track-changes'),
  };
  for await (const page of readPages(service.client, request, cancel)) {
    if (!page.ok) {
      yield err(since && isExpiry(page.error) ? expired(service.name) : service.error(page.error));
      return;
    }
    const changes = await changesOf(session, bound, page.value, { again: tracked !== select }, cancel);
    if (!changes.ok) {
      yield changes;
      return;
    }
    const { deltaLink } = page.value;
    const token =
      deltaLink === undefined ? {} : { token: tokenText({ select: tracked, link: relative(deltaLink, service.root) }) };
    yield ok({ ...changes.value, ...token });
  }
}

async function changesOf(
  session: DataverseSession,
  bound: BoundTable,
  { rows }: ServicePage,
  { again }: { readonly again: boolean },
  cancel: CancelSignal,
): Promise<Result<Omit<ChangePage, 'token'>, ConnectorError>> {
  const deleted: RecordId[] = [];
  const records: TableRecord[] = [];
  for (const row of rows) {
    const gone = deletedId(row);
    const record = gone === undefined ? recordFromRow(session, bound, row) : undefined;
    if (gone !== undefined) deleted.push(gone);
    if (record) records.push(record);
  }
  if (!again || records.length === 0) return ok({ records, deleted });
  const read = await getBound(
    session,
    bound,
    records.map((record) => record.id),
    cancel,
  );
  // What is gone by now is among the deleted of the next reading.
  return read.ok ? ok({ records: [...read.value.values()], deleted }) : read;
}

function deletedId(row: ExactObject): RecordId | undefined {
  const isDeleted =
    /\/\$deletedEntity$/.test(textOf(row, '@odata.context') ?? '') || textOf(row, 'reason') === 'deleted';
  const [id] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(isDeleted ? (textOf(row, 'id') ?? '') : '') ?? [];
  return id?.toLowerCase();
}

interface TrackedFrom {
  /** The columns that the token was made for. */
  readonly select: string;
  /** Relative to the service's root, so that the token outlives a change of address. */
  readonly link: string;
}

function tokenText({ select, link }: TrackedFrom): ChangeToken {
  return `${select}\n${link}`;
}

function parseToken(token: ChangeToken): TrackedFrom | undefined {
  const end = token.indexOf('\n');
  return end < 0 ? undefined : { select: token.slice(0, end), link: token.slice(end + 1) };
}

function relative(link: string, root: string): string {
  return link.startsWith(root) ? link.slice(root.length) : link;
}

/** The version stamp is too old, or of a table that was changed since (Web service error codes: ExpiredVersionStamp). */
function isExpiry(failure: ServiceFailure): boolean {
  if (failure.kind !== 'refused') return false;
  return failure.code.toLowerCase() === '0x80044352' || [400, 404, 410].includes(failure.status);
}

function expired(name: string): ConnectorError {
  return {
    code: 'TOKEN_EXPIRED',
    message: `${name} no longer knows what changed since the last synchronization. Run it again; it reads everything once.`,
  };
}
