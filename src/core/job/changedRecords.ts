import type { Candidates } from './candidates';
import type { Pass } from './pass';
import type { RecordId, Stamp } from '../model/record';
import { advance, movesOn, newestSeen, readFrom, tokenOf, withToken } from './watermark';
import { compareIds, deletedCounterparts } from './deletedRecords';
import { followChanges, keepsTrack } from './followChanges';
import { newestOf } from './newestOf';
import { ok } from '../result';
import { readPages } from './readPages';
import { revisited } from './revisited';
import { sourceId } from './pass';

/**
 * What a modified run looks at (DESIGN 5.3): what failed or waits since an earlier run, pairs whose counterpart was deleted, and what
 * changed since the cursor: told by the system itself where it keeps track of changes, by stamps elsewhere.
 */
export async function* changedRecords(pass: Pass): Candidates {
  const { store } = pass.context;
  const seen = new Set<RecordId>();
  const setAside = pass.setAside.filter(
    (coupling) => coupling.failures[pass.direction] && sourceId(pass, coupling) !== null,
  );
  yield* revisited(pass, [...store.couplingsToRevisit(pass.compiled.mapping.name, pass.direction), ...setAside], seen);

  const compared = await compareIds(pass);
  if (!compared.ok) {
    yield compared;
    return;
  }
  const told = await deletedCounterparts(pass);
  if (!told.ok) {
    yield told;
    return;
  }
  yield* revisited(pass, [...compared.value, ...told.value.couplings], seen);
  if (told.value.cursors.length > 0) {
    yield ok({ records: [], read: 'full', whatever: false, cursors: told.value.cursors });
  }
  yield* keepsTrack(pass.source) ? trackedChanges(pass, seen) : stampedChanges(pass, seen);
}

async function* stampedChanges(pass: Pass, seen: ReadonlySet<RecordId>): Candidates {
  const { direction } = pass;
  const watermark = pass.context.store.cursor(pass.compiled.mapping.name, direction);
  const page = pageSince(newestSeen(watermark));
  let newest: Stamp | null = null;
  const order = { by: 'modifiedOn', changedSince: readFrom(watermark) } as const;
  for await (const read of readPages(pass, pass.source, { fields: pass.source.readFields, order })) {
    if (!read.ok) {
      yield read;
      return;
    }
    newest = newestOf(read.value, newest);
    const records = seen.size === 0 ? read.value : read.value.filter((record) => !seen.has(record.id));
    // Pages come in the order of their stamps: all up to the newest one so far has been seen.
    const cursor = advance(watermark, newest, pass.startedAt);
    yield ok({ ...page, records, ...(movesOn(watermark, cursor) && { cursors: [{ direction, cursor }] }) });
  }
  yield ok({ ...page, records: [], cursors: [{ direction, cursor: advance(watermark, newest, pass.startedAt) }] });
}

/**
 * What the system itself tells to have changed, in no order: the cursor moves when all of it has been seen. Where there is no token
 * yet, or none any more, everything is read once, and what changed is found by the stamps of earlier runs.
 */
async function* trackedChanges(pass: Pass, seen: Set<RecordId>): Candidates {
  const { direction, source } = pass;
  const watermark = pass.context.store.cursor(pass.compiled.mapping.name, direction);
  const page = pageSince(newestSeen(watermark));
  const changedSince = readFrom(watermark);
  let newest: Stamp | null = null;
  for await (const told of followChanges(pass, source, source.readFields, tokenOf(watermark))) {
    if (!told.ok) {
      yield told;
      return;
    }
    const { isWhole, lost, token } = told.value;
    const isNew = ({ modifiedOn }: { readonly modifiedOn: Stamp | null }) =>
      !isWhole || modifiedOn === null || changedSince === null || modifiedOn >= changedSince;
    const records = told.value.records.filter((each) => isNew(each) && !seen.has(each.id) && source.passes(each));
    newest = newestOf(records, newest);
    yield ok({ ...page, records });
    yield* revisited(pass, lost, seen);
    if (token === undefined) continue;
    const cursor = withToken(advance(watermark, newest, pass.startedAt), token);
    yield ok({ ...page, records: [], cursors: [{ direction, cursor }] });
  }
}

function pageSince(stamp: Stamp | null) {
  return { read: 'full', whatever: false, ...(stamp !== null && { seenUpTo: stamp }) } as const;
}
