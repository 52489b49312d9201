import * as vscode from 'vscode';
import type { TandemTreeView } from './treeView';
import type { TandemWorkspace, Workbench } from '../workbench';
import type { CouplingsSource } from './sources/couplingsSource';
import type { JobsSource } from './sources/jobsSource';
import type { MappingsSource } from './sources/mappingsSource';
import type { TreeContext } from './sources/treeContext';
import { badgeOf } from './present/badge';
import { createThrottle } from '../throttle';
import { systemTimers } from '../timers';
import { workspaceNodeId } from './sources/treeContext';

/** How often a run's counts are drawn, and how often lists are read anew while it goes on: both are for the eye. */
const liveMs = 250;
const listsWhileRunningMs = 3_000;
const minuteMs = 60_000;

/** Keeps the views true: to files and state, to the window's runs, to trust, and to the passing of time. */
export function followChanges(
  { workspaces, runs, log }: Workbench,
  context: TreeContext,
  shown: {
    readonly sources: {
      readonly mappings: MappingsSource;
      readonly couplings: CouplingsSource;
      readonly jobs: JobsSource;
    };
    readonly trees: {
      readonly mappings: TandemTreeView;
      readonly couplings: TandemTreeView;
      readonly jobs: TandemTreeView;
    };
    readonly describe: () => void;
  },
): vscode.Disposable {
  const { sources, trees, describe } = shown;
  const kinds = ['mappings', 'couplings', 'jobs'] as const;
  const isRunning = (): boolean => workspaces.all.some((workspace) => runs.active(workspace) !== undefined);

  const changed = new Map<string, TandemWorkspace>();
  const draw = (): void => {
    const all = [...changed.values()];
    changed.clear();
    for (const kind of kinds) {
      for (const workspace of all) sources[kind].forget(workspace);
      if (workspaces.all.length === 1) trees[kind].redraw();
      else for (const workspace of all) trees[kind].redraw(workspaceNodeId(workspace));
    }
  };
  const drawAll = (): void => {
    for (const kind of kinds) {
      sources[kind].forget(undefined);
      trees[kind].redraw();
    }
    describe();
    showBadge();
  };
  const showBadge = (): void => {
    Promise.all(workspaces.all.map((workspace) => workspaces.overview(workspace))).then(
      (answers) => {
        const mappings = answers.flatMap((answer) => (answer.ok ? answer.value.mappings : []));
        trees.mappings.view.badge = badgeOf(mappings, context.words);
        describe();
      },
      (error: unknown) => log.error(String(error)),
    );
  };
  const lists = createThrottle({
    timers: systemTimers,
    delayMs: 0,
    intervalMs: () => (isRunning() ? listsWhileRunningMs : 0),
    act: draw,
  });
  const live = createThrottle({
    timers: systemTimers,
    delayMs: 0,
    intervalMs: () => liveMs,
    act() {
      for (const workspace of workspaces.all) {
        const run = runs.active(workspace);
        if (run) trees.jobs.redraw(sources.jobs.activeRunId(run));
      }
      trees.mappings.redrawChanged(isMappingLine);
    },
  });
  const minute = setInterval(() => {
    // Times such as "2 min. ago" go on while nothing else changes.
    for (const kind of kinds) if (trees[kind].view.visible) trees[kind].redrawChanged(tellsMoment);
  }, minuteMs);

  showBadge();
  return vscode.Disposable.from(
    lists,
    live,
    { dispose: () => clearInterval(minute) },
    workspaces.onDidChange((workspace) => {
      if (!workspace) return drawAll();
      changed.set(workspace.id, workspace);
      lists.tell();
      showBadge();
    }),
    runs.onDidChange((run) => {
      // The workspace is told to have changed right after: that is drawn at once, however short ago the last time was.
      if (run.ended) lists.dispose();
      live.tell();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(drawAll),
  );
}

function isMappingLine(node: { readonly row: () => { readonly contextValue: string } }): boolean {
  return node.row().contextValue.startsWith('mapping');
}

function tellsMoment(node: { readonly row: () => { readonly contextValue: string } }): boolean {
  return /^(mapping|run$|jobs$|job\.)/.test(node.row().contextValue);
}
