import { couplingState } from '../../core/model/coupling';
import type { Coupling, CouplingFailure } from '../../core/model/coupling';
import type { CouplingDocument, CouplingsDocument } from '../../protocol/commandDocuments';

/** `couplings`. */
export function couplingsDocument(couplings: readonly Coupling[]): CouplingsDocument {
  return { couplings: couplings.map(couplingDocument) };
}

function couplingDocument(coupling: Coupling): CouplingDocument {
  const failure = newestFailure(coupling);
  return {
    mapping: coupling.mapping,
    localId: coupling.localId,
    integrationId: coupling.integrationId,
    state: couplingState(coupling),
    localModifiedOn: coupling.localModifiedOn,
    integrationModifiedOn: coupling.integrationModifiedOn,
    lastJobId: coupling.lastJobId,
    lastError: failure?.message ?? null,
    lastErrorCode: failure?.code ?? null,
  };
}

/** The failure that a person should read first: each direction keeps its own. */
export function newestFailure({ failures }: Coupling): CouplingFailure | null {
  const { toIntegrationTable: to, fromIntegrationTable: from } = failures;
  if (!to || !from) return to ?? from;
  return from.at > to.at ? from : to;
}
