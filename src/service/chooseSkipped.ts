import type { Coupling } from '../core/model/coupling';
import type { StateStore } from '../core/ports/stateStore';
import type { RetryRequest } from './workspaceService';
import { findCouplings } from './findCouplings';
import { listAll } from './listCouplings';

/** A mapping's skipped couplings that a request means: those named by either side's id, or all where none is named. */
export function chooseSkipped(store: StateStore, mapping: string, request: RetryRequest): readonly Coupling[] {
  const { records, integrationRecords = [] } = request;
  const skipped = [...listAll(store, { mapping, state: 'skipped' })];
  if (records.length + integrationRecords.length === 0) return skipped;
  const ids = {
    local: idsOf(findCouplings(store, mapping, records).values(), 'localId'),
    integration: idsOf(findCouplings(store, mapping, integrationRecords, 'integration').values(), 'integrationId'),
  };
  return skipped.filter(
    ({ localId, integrationId }) =>
      (localId !== null && ids.local.has(localId)) || (integrationId !== null && ids.integration.has(integrationId)),
  );
}

function idsOf(couplings: Iterable<Coupling>, id: 'localId' | 'integrationId'): ReadonlySet<string | null> {
  return new Set([...couplings].map((coupling) => coupling[id]));
}
