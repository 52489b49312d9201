import type { Coupling } from '../model/coupling';
import type { RecordId, Stamp, TableRecord } from '../model/record';
import { sourceId } from './pass';
import { ok } from '../result';
import type { ConnectorError } from '../ports/connector';
import type { CursorMove } from './checkpoint';
import type { Pass } from './pass';
import type { Result } from '../result';
import { advance, tokenOf, withToken } from './watermark';
import { changedRecords } from './changedRecords';
import { compareIds } from './deletedRecords';
import { revisited, withIds } from './revisited';
import { newestOf } from './newestOf';
import { readPages } from './readPages';

/** Source records for a pass to look at, a page at a time. */
export interface CandidatePage {
  readonly records: readonly TableRecord[];
  /** heads: only ids and stamps were read · full: all the fields. */
  readonly read: 'heads' | 'full';
  /** Look at each even where stamps say nothing changed. */
  readonly whatever: boolean;
  /** The newest stamp that the last run had seen; absent where stamps play no part. */
  readonly seenUpTo?: Stamp;
  /** After this page all that these cursors say has been seen. */
  readonly cursors?: readonly CursorMove[];
  /** Couplings whose source record is gone, and kept failures of records that left the filter. */
  readonly gone?: readonly Coupling[];
}

export type Candidates = AsyncGenerator<Result<CandidatePage, ConnectorError>>;

/** The records of a pass: chosen ones, all within the filter, or those changed since the cursor and those kept from before. */
export function candidates(pass: Pass): Candidates {
  if (pass.context.records !== null) return chosenRecords(pass, pass.context.records);
  return pass.context.mode === 'full' ? allRecords(pass) : changedRecords(pass);
}

async function* allRecords(pass: Pass): Candidates {
  const { store } = pass.context;
  const { name } = pass.compiled.mapping;
  const deleted = await compareIds(pass);
  if (!deleted.ok) {
    yield deleted;
    return;
  }
  const waiting = [...store.couplingsToRevisit(name, pass.direction), ...deleted.value];
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
  // What the system keeps track of is told from the same token on: what this run has seen of it costs nothing.
  const token = tokenOf(store.cursor(name, pass.direction));
  const cursor = withToken(advance(null, newest, pass.startedAt), token);
  yield ok({ records: [], read: 'full', whatever: true, cursors: [{ direction: pass.direction, cursor }] });
}

function chosenRecords(pass: Pass, localIds: readonly RecordId[]): Candidates {
  if (pass.source.side === 'local') return withIds(pass, localIds);
  const couplings = pass.context.store.couplingsByIds(pass.compiled.mapping.name, 'local', localIds);
  return withIds(
    pass,
    localIds.flatMap((id) => couplings.get(id)?.integrationId ?? []),
  );
}

/** The run has no earlier pass whose findings this one could use. */
function startsHere(pass: Pass): boolean {
  return pass.inStep.isEmpty();
}
