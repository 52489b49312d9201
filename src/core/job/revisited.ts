import type { Candidates } from './candidates';
import type { ConnectorError } from '../ports/connector';
import type { Coupling } from '../model/coupling';
import type { Pass } from './pass';
import type { RecordId, TableRecord } from '../model/record';
import type { Result } from '../result';
import { getByIds } from './getByIds';
import { isCoupled } from '../plan/decideRecord';
import { ok } from '../result';
import { pageSizeOf } from './readPages';
import { sourceId } from './pass';

/**
 * The source records of these couplings as they are now, whatever their stamps say; each but once. `seen` holds the ids of those
 * that were looked at, and gains these.
 */
export async function* revisited(pass: Pass, couplings: readonly Coupling[], seen: Set<RecordId>): Candidates {
  const pageSize = pageSizeOf(pass);
  for (let at = 0; at < couplings.length; at += pageSize) {
    // A coupling may be named twice: its record was found to be gone in more than one way.
    const page = new Map<RecordId, Coupling>();
    for (const coupling of couplings.slice(at, at + pageSize)) {
      const id = sourceId(pass, coupling);
      if (id !== null && !seen.has(id)) page.set(id, coupling);
    }
    const found = await getAll(pass, [...page.keys()]);
    if (!found.ok) {
      yield found;
      return;
    }
    const records: TableRecord[] = [];
    const gone: Coupling[] = [];
    for (const [id, coupling] of page) {
      seen.add(id);
      const record = found.value.get(id);
      if (!record) gone.push(coupling);
      // What was to be created but has left the filter since is nobody's concern any more.
      else if (!isCoupled(coupling) && !pass.source.passes(record)) gone.push(coupling);
      else records.push(record);
    }
    yield ok({ records, read: 'full', whatever: true, gone });
  }
}

/** The source records with these ids as they are now, whatever their stamps say. */
export async function* withIds(pass: Pass, ids: readonly RecordId[]): Candidates {
  const pageSize = pageSizeOf(pass);
  for (let at = 0; at < ids.length; at += pageSize) {
    const found = await getAll(pass, ids.slice(at, at + pageSize));
    if (!found.ok) {
      yield found;
      return;
    }
    yield ok({ records: [...found.value.values()], read: 'full', whatever: true });
  }
}

/** The records with these ids, with all the fields a pass reads. */
export function getAll(
  pass: Pass,
  ids: readonly RecordId[],
): Promise<Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError>> {
  return getFrom(pass, 'source', ids);
}

/** The records of either side with these ids, with all the fields a pass reads. */
export function getFrom(
  pass: Pass,
  role: 'source' | 'destination',
  ids: readonly RecordId[],
): Promise<Result<ReadonlyMap<RecordId, TableRecord>, ConnectorError>> {
  const { connector, table, readFields } = pass[role];
  return getByIds(pass.context, connector, { table, fields: readFields, ids });
}
