import type { Counters } from '../../core/model/job';

/** A whole number with thousands separators: `12,345`. The same in every locale, so that logs compare. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The counts that are not zero, in words: `60 inserted, 1 failed`. */
export function formatCounters(counters: Counters): string {
  return counterList(counters, doneWords) || 'no records';
}

/** The same of what is still to come: `60 to insert, 1 would fail`. */
export function formatPlannedCounters(counters: Counters): string {
  return counterList(counters, plannedWords) || 'nothing to do';
}

function counterList(counters: Counters, words: Readonly<Record<keyof Counters, string>>): string {
  return counterNames
    .filter((name) => counters[name] > 0)
    .map((name) => `${formatCount(counters[name])} ${words[name]}`)
    .join(', ');
}

const plannedWords: Readonly<Record<keyof Counters, string>> = {
  inserted: 'to insert',
  modified: 'to modify',
  deleted: 'to delete',
  unchanged: 'unchanged',
  skipped: 'skipped',
  failed: 'would fail',
  coupled: 'to couple',
  uncoupled: 'to uncouple',
};

const counterNames = Object.keys(plannedWords) as readonly (keyof Counters)[];
const doneWords = Object.fromEntries(counterNames.map((name) => [name, name])) as Record<keyof Counters, string>;
