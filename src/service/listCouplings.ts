import type { Coupling, CouplingState } from '../core/model/coupling';
import type { StateStore } from '../core/ports/stateStore';

/** All couplings that a query names, page by page. */
export function* listAll(
  store: StateStore,
  query: { readonly mapping?: string; readonly state?: CouplingState },
): Generator<Coupling> {
  let after: number | undefined;
  do {
    const page = store.listCouplings({ ...query, limit: 1_000, ...(after !== undefined && { after }) });
    yield* page.couplings;
    after = page.next;
  } while (after !== undefined);
}
