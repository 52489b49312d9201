import * as vscode from 'vscode';
import { clearCouplingsFilter, searchCouplings } from './commands/searchCouplings';
import { commands, contextKeys, views } from '../names';
import { createWording } from './present/wording';
import { userLanguage } from '../locale';
import type { CommandTarget } from '../commandArguments';
import type { TreeCommandContext } from './commands/treeCommands';
import type { TreeContext } from './sources/treeContext';
import type { TreeNode } from './treeNode';
import type { TreeSnapshots } from '../api';
import type { Workbench } from '../workbench';
import { createCouplingsSource } from './sources/couplingsSource';
import { createJobsSource } from './sources/jobsSource';
import { createMappingsSource } from './sources/mappingsSource';
import { createTreeView } from './treeView';
import { describeViews } from './describeViews';
import { filterCouplings } from './commands/filterCouplings';
import { followChanges } from './followChanges';
import { isFiltered } from './couplingsFilter';
import { loadMore } from './commands/loadMore';
import { showError } from './commands/showError';
import { revealJob } from './commands/revealJob';
import { systemTimers } from '../timers';
import { takeSnapshot } from './takeSnapshot';

/** The three views with the commands that are theirs. */
export interface Trees extends vscode.Disposable, TreeSnapshots {
  /** Selects a job in its view, where that is in sight; answers the job. */
  revealJob(target: CommandTarget): Promise<string | undefined>;
}

/** Opens the views and registers their commands; nothing is read before a view is seen, but for the badge. */
export function registerTrees(workbench: Workbench): Trees {
  // The sources are made before the views they tell of.
  const described = { draw: (): void => undefined, titles: (): void => undefined };
  const context: TreeContext = {
    workspaces: workbench.workspaces,
    worker: workbench.worker,
    runs: workbench.runs,
    words: createWording({
      t: vscode.l10n.t,
      language: () => userLanguage(vscode.env.language, Intl.DateTimeFormat().resolvedOptions().locale),
      now: () => new Date(),
    }),
    isTrusted: () => vscode.workspace.isTrusted,
    onTitles: () => described.titles(),
    timers: systemTimers,
  };
  const sources = {
    mappings: createMappingsSource(context),
    couplings: createCouplingsSource(context),
    jobs: createJobsSource(context),
  };
  const drawn =
    <T>(roots: () => Promise<T>) =>
    async (): Promise<T> => {
      const nodes = await roots();
      described.draw();
      return nodes;
    };
  const trees = {
    mappings: createTreeView(views.mappings, drawn(sources.mappings.roots)),
    couplings: createTreeView(views.couplings, drawn(sources.couplings.roots)),
    jobs: createTreeView(views.jobs, drawn(sources.jobs.roots)),
  };
  described.draw = () => describeViews(context, trees, sources.couplings);
  described.titles = () => {
    described.draw();
    for (const tree of [trees.mappings, trees.couplings]) tree.redrawChanged(isCouplingLine);
  };
  const tools: TreeCommandContext = {
    workbench,
    context,
    trees,
    couplings: sources.couplings,
    showFilter() {
      const filtered = isFiltered(sources.couplings.filter());
      void vscode.commands.executeCommand('setContext', contextKeys.couplingsFiltered, filtered);
      described.draw();
      trees.couplings.redraw();
    },
  };
  const registered = vscode.Disposable.from(
    ...Object.values(trees),
    followChanges(workbench, context, { sources, trees, describe: () => described.draw() }),
    vscode.commands.registerCommand(commands.showError, (item, selection) => showError(tools, item, selection)),
    vscode.commands.registerCommand(commands.searchCouplings, (item) => searchCouplings(tools, item)),
    vscode.commands.registerCommand(commands.filterCouplings, (item, all) => filterCouplings(tools, item, all)),
    vscode.commands.registerCommand(commands.clearCouplingsFilter, () => clearCouplingsFilter(tools)),
    vscode.commands.registerCommand(commands.loadMore, (item) => loadMore(tools, item)),
  );
  const rootsOf = {
    [views.mappings]: sources.mappings.roots,
    [views.couplings]: sources.couplings.roots,
    [views.jobs]: sources.jobs.roots,
  };
  return {
    snapshot: async (view, depth) => takeSnapshot(await rootsOf[view](), depth),
    revealJob: (target) => revealJob(tools, target),
    dispose: () => void registered.dispose(),
  };
}

function isCouplingLine(node: TreeNode): boolean {
  return node.row().contextValue.startsWith('coupling.');
}
