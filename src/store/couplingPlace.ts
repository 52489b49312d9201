import type { CouplingState } from '../core/model/coupling';
import { states } from './couplingRow';

/**
 * Where a coupling stands in the order of lists: failed ones, then skipped ones, then the others, each by mapping and age.
 * Compares as a number; the next page begins after the last place of the one before.
 */
export type CouplingPlace = number;

export interface CouplingChoice {
  readonly mapping?: string;
  /** Empty for all. */
  readonly states: readonly CouplingState[];
}

/** The states in the order of lists. */
export const stateOrder: readonly CouplingState[] = ['failed', 'skipped', 'ok'];

/** Above every row number, and small enough that places are exact. */
export const rowLimit = 2 ** 48;

/** The place of a row among those of its state; `rank` is the state's in `stateOrder`. */
export function placeOf(rank: number, row: number): CouplingPlace {
  return rank * rowLimit + row;
}

/** Whether a state is among those that are chosen. */
export function isChosen({ states }: CouplingChoice, state: CouplingState): boolean {
  return states.length === 0 || states.includes(state);
}

/** The place of a row, in a list; empty where its state is not chosen. `stored` is the state's number in the database. */
export function placeIfChosen(choice: CouplingChoice, row: number, stored: number): readonly CouplingPlace[] {
  const state = states[stored] ?? 'ok';
  return isChosen(choice, state) ? [placeOf(stateOrder.indexOf(state), row)] : [];
}

/** Places as lists show them. */
export function inOrder(places: readonly CouplingPlace[]): readonly CouplingPlace[] {
  return [...places].sort((a, b) => a - b);
}
