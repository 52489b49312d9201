import type { Action, Counters } from '../model/job';
import { noCounts } from '../model/job';

const counterOf = {
  insert: 'inserted',
  modify: 'modified',
  unchanged: 'unchanged',
  skip: 'skipped',
  fail: 'failed',
  couple: 'coupled',
  uncouple: 'uncoupled',
} as const satisfies Record<Action, keyof Counters>;

/** A job's counters while it runs. Every record seen counts once; coupling it on the way counts beside that. */
export class Tally {
  private readonly counts = { ...noCounts };

  count(action: Action, by = 1): void {
    this.counts[counterOf[action]] += by;
  }

  snapshot(): Counters {
    return { ...this.counts };
  }
}

/** The counters of several jobs together. */
export function totalsOf(counters: readonly Counters[]): Counters {
  const total = { ...noCounts };
  for (const each of counters) for (const name of Object.keys(total) as (keyof Counters)[]) total[name] += each[name];
  return total;
}
