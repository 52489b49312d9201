import type { Counters } from '../../core/model/job';
import type { RunDirection, Side } from '../../core/model/side';
import { destinationSide } from '../../core/model/side';
import { noCounts } from '../../core/model/job';

/** What jobs do, or would do: writes by the side that is written to, the rest as a whole. */
export interface SideCounts {
  readonly created: { readonly [S in Side]: number };
  readonly modified: { readonly [S in Side]: number };
  readonly totals: Counters;
}

/** Adds up the counters of jobs or of a plan's mappings. */
export function sideCounts(
  parts: readonly { readonly direction: RunDirection; readonly counters: Counters }[],
): SideCounts {
  const sum = (name: keyof Counters, side?: Side): number =>
    parts
      .filter(({ direction }) => side === undefined || destinationSide(direction) === side)
      .reduce((total, { counters }) => total + counters[name], 0);
  const names = Object.keys(noCounts) as readonly (keyof Counters)[];
  return {
    created: { local: sum('inserted', 'local'), integration: sum('inserted', 'integration') },
    modified: { local: sum('modified', 'local'), integration: sum('modified', 'integration') },
    totals: Object.fromEntries(names.map((name) => [name, sum(name)])) as unknown as Counters,
  };
}

/** Anything that a run writes, couples or uncouples. */
export function changesAnything({ totals }: SideCounts): boolean {
  return totals.inserted + totals.modified + totals.deleted + totals.coupled + totals.uncoupled > 0;
}
