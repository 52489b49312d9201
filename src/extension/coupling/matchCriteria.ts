import type { FieldOverview, MappingOverview, MatchCriterion } from '../../protocol/workerProtocol';
import type { Locale } from '../locale';

/** A pair of fields that records can be matched by. */
export interface MatchPair {
  readonly localField: string;
  readonly integrationField: string;
  /** What the mapping file says of it; null where it says nothing. */
  readonly match: FieldOverview['match'];
}

/**
 * In which groups the chosen pairs are asked: as the file says, all at once, one after the other, or as the user says. Pairs of a group
 * must all be equal; the next group is asked for records that the one before did not find.
 */
export type Grouping = 'file' | 'together' | 'oneByOne' | 'chosen';

/** What the user chose; pairs by their position among the mapping's. */
export interface CriteriaChoice {
  readonly pairs: readonly number[];
  readonly grouping: Grouping;
  /** The groups, where the user makes them; the pairs in none of them come last, together. */
  readonly groups: readonly (readonly number[])[];
  /** Pairs in which upper and lower case differ. */
  readonly caseSensitive: readonly number[];
}

/** The pairs of a mapping that can be matched by: enabled, with a field on each side. */
export function matchPairs({ fields }: Pick<MappingOverview, 'fields'>): readonly MatchPair[] {
  return fields.flatMap(({ localField, integrationField, enabled, constant, match }) =>
    enabled && constant === null && localField !== null && integrationField !== null
      ? [{ localField, integrationField, match }]
      : [],
  );
}

/** What the mapping file says, as the wizard's first answers. */
export function choiceOfFile(pairs: readonly MatchPair[]): CriteriaChoice {
  const chosen = pairs.flatMap(({ match }, index) => (match ? [index] : []));
  return {
    pairs: chosen,
    grouping: 'file',
    groups: [],
    caseSensitive: chosen.filter((index) => pairs[index]?.match?.caseSensitive),
  };
}

/** The groupings that make a difference for these pairs; the usual one first. */
export function groupingsOf(pairs: readonly MatchPair[], chosen: readonly number[]): readonly Grouping[] {
  if (chosen.length < 2) return ['together'];
  const isOfFile = chosen.every((index) => pairs[index]?.match);
  return [
    ...(isOfFile ? (['file'] as const) : []),
    'oneByOne',
    'together',
    ...(chosen.length > 2 ? (['chosen'] as const) : []),
  ];
}

/** The pairs in groups, the first asked first. */
export function groupsOf(pairs: readonly MatchPair[], choice: CriteriaChoice): readonly (readonly number[])[] {
  const chosen = [...choice.pairs].sort((a, b) => priorityOf(pairs, a) - priorityOf(pairs, b) || a - b);
  switch (choice.grouping) {
    case 'together':
      return [chosen];
    case 'oneByOne':
      return chosen.map((index) => [index]);
    case 'file': {
      const priorities = [...new Set(chosen.map((index) => priorityOf(pairs, index)))];
      return priorities.map((priority) => chosen.filter((index) => priorityOf(pairs, index) === priority));
    }
    case 'chosen':
      return [...choice.groups, openPairs(choice)].filter((group) => group.length > 0);
  }
}

/** The pairs that the user has put into no group yet. */
export function openPairs({ pairs, groups }: Pick<CriteriaChoice, 'pairs' | 'groups'>): readonly number[] {
  return pairs.filter((index) => !groups.some((group) => group.includes(index)));
}

/** As the worker takes it. */
export function criteriaOf(pairs: readonly MatchPair[], choice: CriteriaChoice): readonly MatchCriterion[] {
  return groupsOf(pairs, choice).flatMap((group, priority) =>
    group.flatMap((index): readonly MatchCriterion[] => {
      const pair = pairs[index];
      if (!pair) return [];
      const { localField, integrationField } = pair;
      return [
        { localField, integrationField, priority: priority + 1, caseSensitive: choice.caseSensitive.includes(index) },
      ];
    }),
  );
}

/** `E-Mail; then Name and City`. */
export function criteriaText(pairs: readonly MatchPair[], choice: CriteriaChoice, { t }: Locale): string {
  const groups = groupsOf(pairs, choice).map((group) =>
    group.map((index) => pairs[index]?.localField ?? '').reduce((words, word) => t('{0} and {1}', words, word)),
  );
  return groups.reduce((words, group) => t('{0}; then {1}', words, group));
}

function priorityOf(pairs: readonly MatchPair[], index: number): number {
  return pairs[index]?.match?.priority ?? Number.MAX_SAFE_INTEGER;
}
