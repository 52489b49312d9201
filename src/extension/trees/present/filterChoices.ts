import type { CouplingState } from '../../../core/model/coupling';
import type { CouplingsFilter } from '../couplingsFilter';
import { couplingStateWord } from './presentCoupling';
import type { Wording } from './wording';

/** One line of the filter's quick pick. */
export type FilterChoice =
  | { readonly kind: 'state'; readonly state: CouplingState; readonly label: string; readonly picked: boolean }
  | { readonly kind: 'mapping'; readonly mapping: string; readonly label: string; readonly picked: boolean };

/** Every state and every mapping, with what the filter has now picked. */
export function filterChoices(
  filter: CouplingsFilter,
  mappings: readonly string[],
  words: Wording,
): readonly FilterChoice[] {
  const names = [...new Set([...mappings, ...filter.mappings])];
  return [
    ...states.map((state): FilterChoice => {
      const label = couplingStateWord(state, words);
      return { kind: 'state', state, label, picked: filter.states.includes(state) };
    }),
    ...names.map((mapping): FilterChoice => ({
      kind: 'mapping',
      mapping,
      label: mapping,
      picked: filter.mappings.includes(mapping),
    })),
  ];
}

/** The filter after the quick pick: the search stays. */
export function chosenFilter(filter: CouplingsFilter, chosen: readonly FilterChoice[]): CouplingsFilter {
  return {
    search: filter.search,
    states: chosen.flatMap((choice) => (choice.kind === 'state' ? [choice.state] : [])),
    mappings: chosen.flatMap((choice) => (choice.kind === 'mapping' ? [choice.mapping] : [])),
  };
}

const states: readonly CouplingState[] = ['failed', 'skipped', 'ok'];
