import { filterWords, isFiltered, nothingMatches } from './couplingsFilter';
import type { CouplingsSource } from './sources/couplingsSource';
import type { TandemTreeView } from './treeView';
import type { TreeContext } from './sources/treeContext';
import type { Wording } from './present/wording';
import { environmentWords } from './present/presentWorkspace';
import { joined } from './present/phrases';
import { shownWorkspace } from './sources/treeContext';

/**
 * What stands beside the views' titles: the environment, where the window has one workspace (several say it on their own
 * lines), and what the Couplings view is filtered by. Without trust it also says why ids stand for titles.
 */
export function describeViews(
  context: TreeContext,
  trees: { readonly mappings: TandemTreeView; readonly couplings: TandemTreeView; readonly jobs: TandemTreeView },
  couplings: CouplingsSource,
): void {
  const { words, workspaces, isTrusted } = context;
  const [only, ...others] = workspaces.all;
  const environment = only && others.length === 0 ? environmentWords(shownWorkspace(only, context), words) : '';
  const filter = couplings.filter();
  trees.mappings.view.description = environment;
  trees.jobs.view.description = environment;
  trees.couplings.view.description = joined([filterWords(filter, words), environment]);
  trees.couplings.view.message = isTrusted() ? (couplings.titlesMissing() ?? '') : restrictedMessage(couplings, words);
}

/** A message takes the place of the view's welcome, so an empty list has one only where no welcome speaks for it. */
function restrictedMessage(couplings: CouplingsSource, words: Wording): string {
  if (!couplings.isEmpty()) return words.t('Titles are shown once you trust this workspace.');
  return isFiltered(couplings.filter()) ? nothingMatches(couplings.filter(), words) : '';
}
