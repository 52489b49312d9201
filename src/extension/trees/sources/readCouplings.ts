import type {
  Answer,
  CouplingCounts,
  CouplingLine,
  CouplingsPage,
  WorkspaceAddress,
} from '../../../protocol/workerProtocol';
import type { CouplingState } from '../../../core/model/coupling';
import type { CouplingsFilter } from '../couplingsFilter';
import type { ReadPage } from '../pagedList';
import type { WorkerClient } from '../../workbench';
import { must } from '../../../core/assert';

/** One page of couplings. */
export interface CouplingsRead extends ReadPage<CouplingLine> {
  /** Why there are ids in place of titles, for people. */
  readonly titlesMissing?: string;
}

/**
 * One page of the couplings that a filter lets through: failed ones, then skipped ones, then the rest. The worker pages
 * through one mapping or all; several chosen ones are paged through here, state by state and mapping by mapping.
 */
export async function readCouplings(
  worker: Pick<WorkerClient, 'request'>,
  query: { readonly address: WorkspaceAddress; readonly filter: CouplingsFilter; readonly titles: boolean },
  after: string | undefined,
  limit: number,
): Promise<Answer<CouplingsRead>> {
  const { address, filter, titles } = query;
  const stretches = stretchesOf(filter);
  let place: Place | undefined = after === undefined ? { stretch: 0 } : (JSON.parse(after) as Place);
  let read: CouplingsRead = { items: [] };
  while (place && read.items.length < limit) {
    const stretch: Stretch = must(stretches[place.stretch], 'stretch of couplings');
    const answer: Answer<CouplingsPage> = await worker.request('couplings/page', {
      ...address,
      ...stretch,
      search: filter.search,
      titles,
      limit: limit - read.items.length,
      ...(place.after !== undefined && { after: place.after }),
    });
    // Mappings are filtered by name, and not every folder has one of that name.
    if (!answer.ok && answer.error.code !== 'MAPPING_NOT_FOUND') return answer;
    const { couplings, next, counts, titlesMissing }: CouplingsPage = answer.ok ? answer.value : noCouplings;
    const isCounted = stretches.length === 1 && filter.search === '';
    read = {
      ...read,
      items: [...read.items, ...couplings],
      ...(isCounted && { total: countOf(counts, filter.states) }),
      ...(titlesMissing !== undefined && { titlesMissing }),
    };
    if (next !== undefined) place = { stretch: place.stretch, after: next };
    else place = place.stretch + 1 < stretches.length ? { stretch: place.stretch + 1 } : undefined;
  }
  return { ok: true, value: { ...read, ...(place && { next: JSON.stringify(place) }) } };
}

/** What one request of the worker can cover. */
interface Stretch {
  readonly mapping?: string;
  readonly states: readonly CouplingState[];
}

/** Which stretch, and where in it. */
interface Place {
  readonly stretch: number;
  readonly after?: string;
}

function stretchesOf({ states, mappings }: CouplingsFilter): readonly Stretch[] {
  const [only] = mappings;
  if (mappings.length <= 1) return [only === undefined ? { states } : { mapping: only, states }];
  const wanted = order.filter((state) => states.length === 0 || states.includes(state));
  return wanted.flatMap((state) => mappings.map((mapping) => ({ mapping, states: [state] })));
}

function countOf(counts: CouplingCounts, states: readonly CouplingState[]): number {
  return (states.length === 0 ? order : states).reduce((sum, state) => sum + counts[state], 0);
}

const noCouplings: CouplingsPage = { couplings: [], counts: { ok: 0, failed: 0, skipped: 0 } };

const order: readonly CouplingState[] = ['failed', 'skipped', 'ok'];
