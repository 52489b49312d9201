import type { Coupling } from '../core/model/coupling';
import type { StateStore } from '../core/ports/stateStore';
import type { Side } from '../core/model/side';
import { normaliseValue } from '../core/transfer/normaliseValue';

/** The couplings of one side's records, by the ids as the user wrote them: capitals and braces of a GUID do not matter. */
export function findCouplings(
  store: StateStore,
  mapping: string,
  named: readonly string[],
  side: Side = 'local',
): ReadonlyMap<string, Coupling> {
  const canonical = new Map(named.map((name) => [name, normaliseValue(name, { kind: 'guid' }) ?? name]));
  const couplings = store.couplingsByIds(mapping, side, [...named, ...canonical.values()]);
  const found = new Map<string, Coupling>();
  for (const [name, id] of canonical) {
    const coupling = couplings.get(name) ?? couplings.get(id);
    if (coupling) found.set(name, coupling);
  }
  return found;
}
