import type { CouplingState } from '../../core/model/coupling';
import type { Wording } from './present/wording';
import { couplingStateWord } from './present/presentCoupling';
import { joined } from './present/phrases';

/** What the Couplings view shows; empty parts let everything through. */
export interface CouplingsFilter {
  /** Part of an id or a title. */
  readonly search: string;
  readonly states: readonly CouplingState[];
  /** Names of mappings, in whatever workspace. */
  readonly mappings: readonly string[];
}

/** Lets every coupling through. */
export const noFilter: CouplingsFilter = { search: '', states: [], mappings: [] };

/** Does the filter keep anything back? */
export function isFiltered({ search, states, mappings }: CouplingsFilter): boolean {
  return search !== '' || states.length > 0 || mappings.length > 0;
}

/** What is filtered, beside the view's title: `failed, skipped · CUSTOMER · "cannon"`. Empty without a filter. */
export function filterWords(filter: CouplingsFilter, words: Wording): string {
  return joined([
    filter.states.map((state) => couplingStateWord(state, words)).join(', '),
    filter.mappings.join(', '),
    filter.search === '' ? '' : words.t('“{0}”', filter.search),
  ]);
}

/** What stands above an empty list when a filter made it empty. */
export function nothingMatches(filter: CouplingsFilter, { t }: Wording): string {
  return filter.search === ''
    ? t('No coupling has what the filter asks for. Change or clear the filter.')
    : t('No coupling has “{0}” in an id or a title. Search for something else or clear the filter.', filter.search);
}
