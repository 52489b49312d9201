import type { CouplingCounts, CouplingLine, CouplingsPage, CouplingsQuery } from '../../protocol/workerProtocol';
import type { CouplingSummary, PlacedCoupling, StateCounts } from '../../store/couplingBrowser';
import type { CouplingPlace } from '../../store/couplingPlace';
import type { RecordId } from '../../core/model/record';
import type { Side } from '../../core/model/side';
import type { StateBrowser, TitledRecords } from '../../store/stateBrowser';
import { cursorOf } from './couplingCursor';

/** A page as the state alone gives it. */
export interface CouplingPageRead {
  readonly lines: readonly CouplingSummary[];
  /** The last line's place, where another page follows. */
  readonly next: CouplingPlace | undefined;
  readonly counts: CouplingCounts;
}

/** Titles by side, mapping and record. */
export type CouplingTitles = { readonly [S in Side]: ReadonlyMap<string, ReadonlyMap<RecordId, string>> };

/** Reads a page in one go, so that page and counts are of one moment. `titled` are records whose titles hold the search text. */
export function readCouplingPage(
  state: StateBrowser,
  query: CouplingsQuery,
  after: CouplingPlace,
  titled: readonly TitledRecords[],
): CouplingPageRead {
  const limit = Math.max(1, query.limit);
  const found = findAfter(state, query, after, limit + 1, titled);
  const page = found.slice(0, limit);
  return {
    lines: page.map((each) => each.coupling),
    next: found.length > limit ? page.at(-1)?.place : undefined,
    counts: countsOf(state.counts(), query),
  };
}

/** A page in the protocol's words. */
export function couplingPage({ lines, next, counts }: CouplingPageRead, titles: CouplingTitles): CouplingsPage {
  const title = (side: Side, mapping: string, id: RecordId | null) =>
    id === null ? null : (titles[side].get(mapping)?.get(id) ?? null);
  const couplings = lines.map((line): CouplingLine => ({
    mapping: line.mapping,
    localId: line.localId,
    integrationId: line.integrationId,
    state: line.state,
    localTitle: title('local', line.mapping, line.localId),
    integrationTitle: title('integration', line.mapping, line.integrationId),
    lastJobId: line.lastJobId,
    failure: line.failure && { code: line.failure.code, message: line.failure.message, at: line.failure.at },
  }));
  return { couplings, counts, ...(next !== undefined && { next: cursorOf(next) }) };
}

/**
 * What is likely to suit few couplings is looked up; what is likely to suit many is met while reading on, a page at a time.
 */
function findAfter(
  state: StateBrowser,
  { mapping, states, search }: CouplingsQuery,
  after: CouplingPlace,
  limit: number,
  titled: readonly TitledRecords[],
): readonly PlacedCoupling[] {
  const choice = { states, ...(mapping !== undefined && { mapping }) };
  if (search === '') return state.couplingsAfter(choice, after, limit);
  const titles = titled.reduce((sum, { ids }) => sum + ids.size, 0);
  if (search.length > shortSearch && titles <= fewTitles) {
    const places = state.searchCouplings(choice, search, titled);
    return state.couplingsAt(firstAfter(places, after, limit));
  }
  const wanted = search.toLowerCase();
  const bySide = { local: idsByMapping(titled, 'local'), integration: idsByMapping(titled, 'integration') };
  const suits = (name: string, side: Side, id: RecordId | null) =>
    id !== null && (id.toLowerCase().includes(wanted) || bySide[side].get(name)?.has(id) === true);
  return state.couplingsSuitingAfter(
    choice,
    after,
    limit,
    (each) => suits(each.mapping, 'local', each.localId) || suits(each.mapping, 'integration', each.integrationId),
  );
}

/** So few letters stand in many ids. */
const shortSearch = 3;
const fewTitles = 2_000;

function idsByMapping(titled: readonly TitledRecords[], side: Side): ReadonlyMap<string, ReadonlySet<RecordId>> {
  return new Map(titled.filter((each) => each.side === side).map(({ mapping, ids }) => [mapping, ids]));
}

function firstAfter(places: readonly CouplingPlace[], after: CouplingPlace, limit: number): readonly CouplingPlace[] {
  const from = places.findIndex((place) => place > after);
  return from < 0 ? [] : places.slice(from, from + limit);
}

function countsOf(all: ReadonlyMap<string, StateCounts>, { mapping, states }: CouplingsQuery): CouplingCounts {
  const sum = { ok: 0, failed: 0, skipped: 0 };
  for (const [name, counts] of all) {
    if (mapping !== undefined && name !== mapping) continue;
    for (const state of ['ok', 'failed', 'skipped'] as const) {
      if (states.length === 0 || states.includes(state)) sum[state] += counts[state];
    }
  }
  return sum;
}
