import { choiceOfFile, criteriaText, groupingsOf, matchPairs, openPairs } from './matchCriteria';
import { stepAnswer } from '../quickSteps/asker';
import type { CriteriaChoice, Grouping, MatchPair } from './matchCriteria';
import type { Choice } from '../quickSteps/asker';
import type { CommandTools } from '../quickSteps/commandTools';
import type { Locale } from '../locale';
import type { MappingOverview } from '../../protocol/workerProtocol';
import type { Step } from '../quickSteps/runSteps';

/** As much of a wizard's state as these questions are about. */
export interface CriteriaState {
  /** The one mapping whose criteria are asked; undefined where several run by what their files say. */
  readonly mapping: MappingOverview | undefined;
  /** The answers, and the mapping they are about. */
  readonly criteria: { readonly of: string; readonly choice: CriteriaChoice } | undefined;
}

/** By which fields records match: the pairs, the order in which they are asked, and whether case counts. */
export function criteriaSteps<S extends CriteriaState>(tools: CommandTools, title: string): readonly Step<S>[] {
  const { ask, locale } = tools.dialogue;
  const { t } = locale;
  const withChoice = (state: S, change: Partial<CriteriaChoice>): S => {
    const mapping = state.mapping?.name ?? '';
    return { ...state, criteria: { of: mapping, choice: { ...choiceOf(state), ...change } } };
  };
  return [
    {
      applies: (state) => state.mapping !== undefined,
      ask: async (state, place) => {
        const pairs = pairsOf(state);
        const all = pairs.map((_, index) => index);
        const choices = pairChoices(pairs, all, choiceOf(state).pairs, locale);
        const prompt = t('Which fields tell that two records are the same?');
        const refuse = (chosen: readonly number[]) =>
          chosen.length === 0 ? t('Choose one pair of fields at least.') : undefined;
        const asked = await ask.many({ title, prompt, place, choices, refuse });
        return stepAnswer(asked, state, (chosen) => withChoice(state, forPairs(choiceOf(state), pairs, chosen)));
      },
    },
    {
      applies: (state) => choiceOf(state).pairs.length > 1,
      ask: async (state, place) => {
        const pairs = pairsOf(state);
        const choice = choiceOf(state);
        const choices = groupingsOf(pairs, choice.pairs).map((grouping) =>
          groupingChoice(pairs, choice, grouping, locale),
        );
        const asked = await ask.one({ title, prompt: t('How are the fields asked?'), place, choices });
        return stepAnswer(asked, state, (grouping) => withChoice(state, { grouping }));
      },
    },
    ...groupSteps(tools, title, withChoice),
    {
      applies: (state) => choiceOf(state).pairs.length > 0,
      ask: async (state, place) => {
        const choice = choiceOf(state);
        const choices = pairChoices(pairsOf(state), choice.pairs, choice.caseSensitive, locale);
        const prompt = t('In which fields do upper and lower case differ? Usually in none.');
        const asked = await ask.many({ title, prompt, place, choices });
        return stepAnswer(asked, state, (caseSensitive) => withChoice(state, { caseSensitive }));
      },
    },
  ];
}

/** One question for each group, until one pair or none is left; more groups than pairs there cannot be. */
function groupSteps<S extends CriteriaState>(
  { dialogue }: CommandTools,
  title: string,
  withChoice: (state: S, change: Partial<CriteriaChoice>) => S,
): readonly Step<S>[] {
  const { ask, locale } = dialogue;
  const { t } = locale;
  return Array.from({ length: mostGroups }, (_, index): Step<S> => {
    /** The choice as it was before this question, so that going back asks it anew. */
    const before = (state: S): CriteriaChoice => {
      const choice = choiceOf(state);
      return { ...choice, groups: choice.groups.slice(0, index) };
    };
    return {
      applies: (state) => {
        const choice = before(state);
        return choice.grouping === 'chosen' && choice.groups.length === index && openPairs(choice).length > 1;
      },
      ask: async (state, place) => {
        const open = openPairs(before(state));
        const choices = pairChoices(pairsOf(state), open, choiceOf(state).groups[index] ?? [], locale);
        const prompt =
          index === 0 ? t('Which fields are asked first, together?') : t('Which fields are asked next, together?');
        const refuse = (chosen: readonly number[]) =>
          chosen.length === 0 ? t('Choose one pair of fields at least.') : undefined;
        const asked = await ask.many({ title, prompt, place, choices, refuse });
        return stepAnswer(asked, state, (group) => withChoice(state, { groups: [...before(state).groups, group] }));
      },
    };
  });
}

/** Nobody asks in more groups than this; the rest is asked together at the end. */
const mostGroups = 10;

export function choiceOf({ mapping, criteria }: CriteriaState): CriteriaChoice {
  if (!mapping) return { pairs: [], grouping: 'file', groups: [], caseSensitive: [] };
  return criteria?.of === mapping.name ? criteria.choice : choiceOfFile(matchPairs(mapping));
}

function pairsOf({ mapping }: CriteriaState): readonly MatchPair[] {
  return mapping ? matchPairs(mapping) : [];
}

/** Answers that the new choice of pairs makes meaningless go back to the usual ones. */
function forPairs(
  before: CriteriaChoice,
  pairs: readonly MatchPair[],
  chosen: readonly number[],
): Partial<CriteriaChoice> {
  const same = chosen.length === before.pairs.length && chosen.every((index) => before.pairs.includes(index));
  if (same) return { pairs: chosen };
  const groupings = groupingsOf(pairs, chosen);
  return {
    pairs: chosen,
    grouping: groupings.includes(before.grouping) ? before.grouping : (groupings[0] ?? 'together'),
    groups: [],
    caseSensitive: before.caseSensitive.filter((index) => chosen.includes(index)),
  };
}

function pairChoices(
  pairs: readonly MatchPair[],
  shown: readonly number[],
  picked: readonly number[],
  { t }: Locale,
): readonly Choice<number>[] {
  return shown.flatMap((index): readonly Choice<number>[] => {
    const pair = pairs[index];
    if (!pair) return [];
    return [
      {
        label: `${pair.localField} = ${pair.integrationField}`,
        value: index,
        picked: picked.includes(index),
        ...(pair.match && { description: t('match {0} in the mapping file', pair.match.priority) }),
      },
    ];
  });
}

function groupingChoice(
  pairs: readonly MatchPair[],
  choice: CriteriaChoice,
  grouping: Grouping,
  locale: Locale,
): Choice<Grouping> {
  const { t } = locale;
  const labels: Readonly<Record<Grouping, string>> = {
    file: t('As the mapping file says'),
    oneByOne: t('One after the other'),
    together: t('All together'),
    chosen: t('In groups of your choice'),
  };
  const picked = choice.grouping === grouping;
  if (grouping === 'chosen') return { label: labels.chosen, value: grouping, picked };
  const text = criteriaText(pairs, { ...choice, grouping }, locale);
  return { label: labels[grouping], description: text, value: grouping, picked };
}
