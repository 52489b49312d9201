import { mappingStep } from './mappingStep';
import { must } from '../../core/assert';
import { runSteps } from '../quickSteps/runSteps';
import { stepAnswer } from '../quickSteps/asker';
import { wizardTitle } from '../quickSteps/phrases';
import type * as vscode from 'vscode';
import type { Choice } from '../quickSteps/asker';
import type { CouplingLine, CouplingsPage, MappingOverview } from '../../protocol/workerProtocol';
import type { CommandTools } from '../quickSteps/commandTools';
import type { Locale } from '../locale';

/** Couplings of one mapping to act on. */
export interface ChosenCouplings {
  readonly mapping: string;
  /** Local ids, or all of the mapping. */
  readonly records: readonly string[] | 'all';
  readonly count: number;
  /** Both records of a single coupling; empty for several. */
  readonly titles: readonly string[];
}

interface ChooseState {
  readonly mapping: MappingOverview | undefined;
  readonly chosen: ChosenCouplings | undefined;
}

/** Asks for a coupling of a mapping, with search, or for all of the mapping's. */
export async function chooseCouplings(tools: CommandTools, command: string): Promise<ChosenCouplings | undefined> {
  const { dialogue, scope, workbench } = tools;
  const { t } = dialogue.locale;
  const coupled = scope.overview.mappings.filter(({ counts }) => counts.ok + counts.failed + counts.skipped > 0);
  const given = scope.overview.mappings.find(({ name }) => name === scope.mappings[0]);
  if (coupled.length === 0 || (given && !coupled.includes(given))) {
    const message = t(
      '{0} has no couplings. Run a full synchronization, or couple records.',
      given?.name ?? scope.overview.environment,
    );
    void dialogue.tell('information', message);
    return undefined;
  }
  const title = wizardTitle(command, scope, workbench.workspaces.isProduction(scope.workspace), dialogue.locale);
  const known = given ?? (coupled.length === 1 ? coupled[0] : undefined);
  const state = await runSteps<ChooseState>(
    [
      mappingStep(dialogue, title, coupled, known),
      {
        ask: async (before, place) => {
          const mapping = must(before.mapping, 'the mapping');
          const asked = await dialogue.ask.search({
            title,
            prompt: t('Which coupling of {0}? Type part of a title or id.', mapping.name),
            place,
            search: '',
            find: (search, token) => findCouplings(tools, mapping, search, token),
          });
          return stepAnswer(asked, before, (chosen) => ({ ...before, chosen }));
        },
      },
    ],
    { mapping: known, chosen: undefined },
  );
  return state?.chosen;
}

/** Couplings of one search that the list shows. */
const shownCouplings = 100;

async function findCouplings(
  { workbench, dialogue, scope }: CommandTools,
  mapping: MappingOverview,
  search: string,
  token: vscode.CancellationToken,
): Promise<readonly Choice<ChosenCouplings>[]> {
  const query = {
    ...scope.workspace.address(),
    mapping: mapping.name,
    states: [],
    search,
    titles: true,
    limit: shownCouplings,
  };
  const answer = await workbench.worker.request('couplings/page', query, token);
  if (answer.ok) return couplingChoices(answer.value, mapping.name, search === '', dialogue.locale);
  const nothing: ChosenCouplings = { mapping: mapping.name, records: [], count: 0, titles: [] };
  return [{ label: answer.error.message, value: nothing, refused: answer.error.message }];
}

/** The couplings found, and before them all of the mapping's while nothing is searched for. */
export function couplingChoices(
  page: Pick<CouplingsPage, 'couplings' | 'counts' | 'next'>,
  mapping: string,
  offerAll: boolean,
  locale: Locale,
): readonly Choice<ChosenCouplings>[] {
  const { t } = locale;
  const { ok, failed, skipped } = page.counts;
  const total = ok + failed + skipped;
  const all: ChosenCouplings = { mapping, records: 'all', count: total, titles: [] };
  const nothing: ChosenCouplings = { mapping, records: [], count: 0, titles: [] };
  const couplings = page.couplings.flatMap((line) => couplingChoice(line));
  const more = t('There are more couplings. Type more of the title or id to find them.');
  return [
    ...(offerAll && total > 1
      ? [{ label: t('All {0} couplings of {1}', locale.count(total), mapping), value: all }]
      : []),
    ...couplings,
    ...(couplings.length === 0
      ? [
          {
            label: t('No coupling is found.'),
            value: nothing,
            refused: t('No coupling is found. Type something else.'),
          },
        ]
      : []),
    ...(page.next === undefined ? [] : [{ label: more, value: nothing, refused: more }]),
  ];
}

function couplingChoice(line: CouplingLine): readonly Choice<ChosenCouplings>[] {
  const { mapping, localId, integrationId, localTitle, integrationTitle, failure } = line;
  if (localId === null || integrationId === null) return [];
  const titles = [localTitle ?? localId, integrationTitle ?? integrationId];
  return [
    {
      label: titles.join(' ↔ '),
      value: { mapping, records: [localId], count: 1, titles },
      ...(failure && { description: failure.message }),
    },
  ];
}
