import * as vscode from 'vscode';
import type { CouplingsFilter } from '../couplingsFilter';
import type { TreeCommandContext } from './treeCommands';
import { noFilter } from '../couplingsFilter';
import { propertyOf } from '../../commandArguments';
import { views } from '../../names';

/** Searches the Couplings view; `argument` may name the text, as text or as `{ search }`. Answers the filter. */
export async function searchCouplings(tools: TreeCommandContext, argument: unknown): Promise<CouplingsFilter> {
  const { couplings, showFilter } = tools;
  const before = couplings.filter();
  const named = typeof argument === 'string' ? argument : propertyOf(argument, 'search');
  const search = typeof named === 'string' ? named : await askForText(before.search);
  if (search === undefined) return before;
  couplings.setFilter({ ...before, search: search.trim() });
  showFilter();
  await vscode.commands.executeCommand(`${views.couplings}.focus`);
  return couplings.filter();
}

/** Shows all couplings again. Answers the filter. */
export function clearCouplingsFilter({ couplings, showFilter }: TreeCommandContext): CouplingsFilter {
  couplings.setFilter(noFilter);
  showFilter();
  return couplings.filter();
}

function askForText(value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Search Couplings'),
    prompt: vscode.l10n.t('Part of an id or of a title, on either side. Leave it empty to see all.'),
    value,
  });
}
