import type { Choice } from '../quickSteps/asker';
import type { Direction } from '../../core/model/side';
import type { FieldPairProposal } from '../../core/mapping/proposeFieldPairs';
import type { Locale } from '../locale';
import type { PairDoubt } from '../../core/mapping/pairDoubts';
import type { PairNames } from './mappingDraft';
import type { TableDescription } from '../../core/model/schema';
import { findField } from '../../core/model/schema';
import { samePair } from './mappingDraft';
import { typeText } from './tableChoices';
import { uncoveredWay } from './mappingDraft';

interface Tables {
  readonly local: TableDescription;
  readonly integration: TableDescription;
}

/** The proposed pairs: those that fit first and taken, the others below with the reason why they were left out. */
export function pairChoices(
  proposals: readonly FieldPairProposal[],
  tables: Tables,
  taken: readonly PairNames[] | undefined,
  locale: Locale,
): readonly Choice<FieldPairProposal>[] {
  const { t } = locale;
  const fitting = proposals.filter(({ picked }) => picked);
  const others = proposals.filter(({ picked }) => !picked);
  const headings = [t('Every value fits'), t('Need a second look')];
  return [fitting, others].flatMap((group, kind) =>
    group.map((proposal, index): Choice<FieldPairProposal> => {
      const detail = proposal.doubts.map((doubt) => doubtText(doubt, tables, locale)).join(' ');
      const heading = headings[kind];
      return {
        label: `${proposal.localField} ${signs[proposal.direction]} ${proposal.integrationField}`,
        description: pairNotes(proposal, tables, locale),
        value: proposal,
        picked: taken ? taken.some((pair) => samePair(pair, proposal)) : proposal.picked,
        ...(detail !== '' && { detail }),
        ...(index === 0 && heading !== undefined && { heading }),
      };
    }),
  );
}

/** Why these pairs make no mapping, as a sentence; undefined where they do. */
export function refusePairs(
  chosen: readonly FieldPairProposal[],
  direction: Direction,
  tables: Tables,
  { t }: Locale,
): string | undefined {
  if (chosen.length === 0) return t('Choose one pair of fields at least.');
  const open = uncoveredWay(direction, chosen);
  if (open === undefined) return undefined;
  const table = open === 'toIntegrationTable' ? tables.integration.name : tables.local.name;
  return t('None of these fields goes to {0}. Choose one that does, or go back and change the direction.', table);
}

/** Why a pair needs a look. */
export function doubtText(doubt: PairDoubt, tables: Tables, locale: Locale): string {
  const { t } = locale;
  switch (doubt.kind) {
    case 'textMayBeTooLong':
      return t(
        'Texts longer than {0} characters fail on the way to {1}.',
        locale.count(doubt.limit),
        tables[doubt.to].name,
      );
    case 'valuesMayNotFit':
      return doubt.from === doubt.into
        ? t('Some values do not fit into {0}, and their records fail.', tables[doubt.to].name)
        : t(
            'Some {0} values are no {1} in {2}, and their records fail.',
            doubt.from,
            doubt.into,
            tables[doubt.to].name,
          );
    case 'onlySimilar':
      return t('The names have words in common, no more.');
  }
}

function pairNotes(
  { localField, integrationField, lookup, match }: FieldPairProposal,
  tables: Tables,
  locale: Locale,
): string {
  const { t } = locale;
  const local = findField(tables.local, localField);
  const integration = findField(tables.integration, integrationField);
  const types = local && integration ? [`${typeText(local.type, locale)} – ${typeText(integration.type, locale)}`] : [];
  return [...types, ...(lookup === undefined ? [] : [t('lookup {0}', lookup)]), ...(match ? [t('match')] : [])].join(
    ', ',
  );
}

const signs: Readonly<Record<Direction, string>> = {
  bidirectional: '↔',
  toIntegrationTable: '→',
  fromIntegrationTable: '←',
};
