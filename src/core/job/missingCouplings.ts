import type { Coupling } from '../model/coupling';
import type { IdSet } from './idSet';
import type { Pass } from './pass';
import type { Side } from '../model/side';
import { couplingPages } from './couplingPages';
import { isCoupled } from '../plan/decideRecord';

/**
 * The couplings whose record on this side is not in the set. Those set aside are left out: their trouble was told, and what
 * becomes of it is the user's to say.
 */
export function missingCouplings(pass: Pass, side: Side, existing: IdSet): readonly Coupling[] {
  const missing: Coupling[] = [];
  for (const couplings of couplingPages(pass.context.store, { mapping: pass.compiled.mapping.name })) {
    for (const coupling of couplings) {
      if (!isCoupled(coupling) || coupling.skipped) continue;
      const id = side === 'local' ? coupling.localId : coupling.integrationId;
      if (id !== null && !existing.has(id, null)) missing.push(coupling);
    }
  }
  return missing;
}
