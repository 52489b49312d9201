import type { Coupling } from '../model/coupling';
import type { RecordId, Stamp, TableRecord } from '../model/record';
import { sourceId } from './pass';
import { ok } from '../result';
import type { ConnectorError } from '../ports/connector';
import type { Pass } from './pass';
import type { Result } from '../result';
import type { Watermark } from '../ports/stateStore';
import { advance, movesOn, newestSeen, readFrom } from './watermark';
import { getByIds } from './getByIds';
import { pageSize, readPages } from './readPages';
import { isCoupled } from '../plan/decideRecord';

/** Source records for a pass to look at, a page at a time. */
export interface CandidatePage {
  readonly records: readonly TableRecord[];
  /** heads: only ids and stamps were read · full: all the fields. */
  readonly read: 'heads' | 'full';
  /** Look at each even where stamps say nothing changed. */
  readonly whatever: boolean;
  /** The newest stamp that the last run had seen; absent where stamps play no part. */
  readonly seenUpTo?: Stamp;
  /** After this page all changes up to the cursor have been seen. */
  readonly cursor?: Watermark | null;
  /** Kept failures and the like whose source record is gone. */
  readonly gone?: readonly Coupling[];
}

export type Candidates = AsyncGenerator<Result<CandidatePage, ConnectorError>>;

/** The records of a pass: chosen ones, all within the filter, or those changed since the cursor and those kept from before. */
export function candidates(pass: Pass): Candidates {
  if (pass.context.records !== null) return chosenRecords(pass, pass.context.records);
  return pass.context.mode === 'full' ? allRecords(pass) : changedRecords(pass);
}

/** Couplings that every run looks at, with their source records as they are now. */
export async function* revisited(pass: Pass, couplings: readonly Coupling[], seen: Set<RecordId>): Candidates {
  for (let at = 0; at < couplings.length; at += pageSize) {
    const page = couplings.slice(at, at + pageSize).filter((coupling) => !seen.has(sourceId(pass, coupling) ?? ''));
    const ids = page.flatMap((coupling) => sourceId(pass, coupling) ?? []);
    const found = await getAll(pass, ids);
    if (!found.ok) {
      yield found;
      return;
    }
    const records: TableRecord[] = [];
    const gone: Coupling[] = [];
    for (const coupling of page) {
      const id = sourceId(pass, coupling) ?? '';
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

async function* allRecords(pass: Pass): Candidates {
  const waiting = pass.context.store.couplingsToRevisit(pass.compiled.mapping.name, pass.direction);
  const unseen = new Set(waiting.flatMap((coupling) => sourceId(pass, coupling) ?? []));
  const heads =
    pass.direction === 'fromIntegrationTable' &&
    pass.compiled.mapping.direction === 'bidirectional' &&
    !startsHere(pass);
  let newest: Stamp | null = null;
  const query = { fields: heads ? [] : pass.source.readFields, order: { by: 'id' } as const };
  for await (const page of readPages(pass, pass.source, query)) {
    if (!page.ok) {
      yield page;
      return;
    }
    newest = newestOf(page.value, newest);
    if (unseen.size > 0) for (const record of page.value) unseen.delete(record.id);
    yield ok({ records: page.value, read: heads ? 'heads' : 'full', whatever: true });
  }
  const rest = waiting.filter((coupling) => unseen.has(sourceId(pass, coupling) ?? ''));
  yield* revisited(pass, rest, new Set());
  yield ok({ records: [], read: 'full', whatever: true, cursor: advance(null, newest, pass.startedAt) });
}

async function* changedRecords(pass: Pass): Candidates {
  const { store } = pass.context;
  const { name } = pass.compiled.mapping;
  const seen = new Set<RecordId>();
  const setAside = pass.setAside.filter(
    (coupling) => coupling.failures[pass.direction] && sourceId(pass, coupling) !== null,
  );
  yield* revisited(pass, [...store.couplingsToRevisit(name, pass.direction), ...setAside], seen);

  const watermark = store.cursor(name, pass.direction);
  const seenUpTo = watermark === null ? {} : { seenUpTo: newestSeen(watermark) };
  let newest: Stamp | null = null;
  const order = { by: 'modifiedOn', changedSince: readFrom(watermark) } as const;
  for await (const page of readPages(pass, pass.source, { fields: pass.source.readFields, order })) {
    if (!page.ok) {
      yield page;
      return;
    }
    newest = newestOf(page.value, newest);
    const records = seen.size === 0 ? page.value : page.value.filter((record) => !seen.has(record.id));
    // Pages come in the order of their stamps: all up to the newest one so far has been seen.
    const cursor = advance(watermark, newest, pass.startedAt);
    yield ok({ records, read: 'full', whatever: false, ...seenUpTo, ...(movesOn(watermark, cursor) && { cursor }) });
  }
  yield ok({ records: [], read: 'full', whatever: false, cursor: advance(watermark, newest, pass.startedAt) });
}

async function* chosenRecords(pass: Pass, localIds: readonly RecordId[]): Candidates {
  let ids = localIds;
  if (pass.source.side === 'integration') {
    const couplings = pass.context.store.couplingsByIds(pass.compiled.mapping.name, 'local', localIds);
    ids = localIds.flatMap((id) => couplings.get(id)?.integrationId ?? []);
  }
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

/** The run has no earlier pass whose findings this one could use. */
function startsHere(pass: Pass): boolean {
  return pass.inStep.isEmpty();
}

function newestOf(records: readonly TableRecord[], newest: Stamp | null): Stamp | null {
  for (const { modifiedOn } of records)
    if (modifiedOn !== null && (newest === null || modifiedOn > newest)) newest = modifiedOn;
  return newest;
}
