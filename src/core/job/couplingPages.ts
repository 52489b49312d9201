import type { Coupling } from '../model/coupling';
import type { CouplingQuery, StateStore } from '../ports/stateStore';

const couplingsAtOnce = 1_000;

/** All couplings that a query asks for, a page at a time. */
export function* couplingPages(
  store: Pick<StateStore, 'listCouplings'>,
  query: Omit<CouplingQuery, 'limit' | 'after'>,
): Generator<readonly Coupling[]> {
  let after: number | undefined;
  do {
    const page = store.listCouplings({ ...query, limit: couplingsAtOnce, ...(after !== undefined && { after }) });
    yield page.couplings;
    after = page.next;
  } while (after !== undefined);
}
