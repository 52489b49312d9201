import type { Coupling } from '../model/coupling';
import type { Pass } from './pass';
import { isCoupled } from '../plan/decideRecord';

/**
 * The source records of these couplings are gone, or have left the filter before they were ever coupled. An uncoupled
 * record's kept failure goes with it; a coupling stays for the other direction, which sees the surviving record.
 */
export function forgetGone(pass: Pass, couplings: readonly Coupling[]): void {
  for (const coupling of couplings) {
    if (!isCoupled(coupling)) {
      const { mapping, localId, integrationId } = coupling;
      pass.checkpoint.couple({ kind: 'remove', mapping, localId, integrationId });
    } else if (coupling.failures[pass.direction] !== null) {
      const failures = { ...coupling.failures, [pass.direction]: null };
      pass.checkpoint.couple({ kind: 'put', coupling: { ...coupling, failures } });
    }
  }
}
