import * as vscode from 'vscode';
import { chosenFilter, filterChoices } from '../present/filterChoices';
import type { CouplingState } from '../../../core/model/coupling';
import type { CouplingsFilter } from '../couplingsFilter';
import type { FilterChoice } from '../present/filterChoices';
import type { TreeCommandContext } from './treeCommands';
import { propertyOf, targetsOf } from '../../commandArguments';
import { views } from '../../names';

/**
 * Filters the Couplings view by state and mapping: by quick pick, by the mappings whose lines are given, or by
 * `{ states?, mappings? }`. Answers the filter.
 */
export async function filterCouplings(
  tools: TreeCommandContext,
  item: unknown,
  selection: unknown,
): Promise<CouplingsFilter> {
  const { couplings, showFilter } = tools;
  const before = couplings.filter();
  const next = givenFilter(before, item, selection) ?? (await askForFilter(tools, before));
  if (!next) return before;
  couplings.setFilter(next);
  showFilter();
  await vscode.commands.executeCommand(`${views.couplings}.focus`);
  return next;
}

function givenFilter(before: CouplingsFilter, item: unknown, selection: unknown): CouplingsFilter | undefined {
  const states = propertyOf(item, 'states');
  const named = propertyOf(item, 'mappings');
  const mappings = textsIn(named) ?? [
    ...new Set(targetsOf(item, selection).flatMap(({ mapping }) => (mapping === undefined ? [] : [mapping]))),
  ];
  if (!Array.isArray(states) && mappings.length === 0 && !Array.isArray(named)) return undefined;
  return { ...before, states: (textsIn(states) ?? before.states).filter(isState), mappings };
}

async function askForFilter(tools: TreeCommandContext, before: CouplingsFilter): Promise<CouplingsFilter | undefined> {
  const { workspaces, words } = tools.context;
  const overviews = await Promise.all(workspaces.all.map((workspace) => workspaces.overview(workspace)));
  const mappings = overviews.flatMap((answer) => (answer.ok ? answer.value.mappings.map(({ name }) => name) : []));
  const choices = filterChoices(before, mappings, words);
  const picked = await vscode.window.showQuickPick<ChoiceItem>(
    [
      separator(vscode.l10n.t('States')),
      ...choices.filter(({ kind }) => kind === 'state').map(choiceItem),
      separator(vscode.l10n.t('Table Mappings')),
      ...choices.filter(({ kind }) => kind === 'mapping').map(choiceItem),
    ],
    {
      canPickMany: true,
      title: vscode.l10n.t('Filter Couplings'),
      placeHolder: vscode.l10n.t('Choose states and table mappings; none of a kind means all of it'),
    },
  );
  return (
    picked &&
    chosenFilter(
      before,
      picked.flatMap(({ choice }) => choice ?? []),
    )
  );
}

interface ChoiceItem extends vscode.QuickPickItem {
  readonly choice?: FilterChoice;
}

function separator(label: string): ChoiceItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function choiceItem(choice: FilterChoice): ChoiceItem {
  return { label: choice.label, picked: choice.picked, choice };
}

function textsIn(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
}

function isState(text: string): text is CouplingState {
  return text === 'ok' || text === 'failed' || text === 'skipped';
}
