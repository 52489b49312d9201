import type { Coupling, CouplingState } from '../core/model/coupling';
import type { StateStore } from '../core/ports/stateStore';
import { couplingPages } from '../core/job/couplingPages';

/** All couplings that a query names, page by page. */
export function* listAll(
  store: StateStore,
  query: { readonly mapping?: string; readonly state?: CouplingState },
): Generator<Coupling> {
  for (const page of couplingPages(store, query)) yield* page;
}
