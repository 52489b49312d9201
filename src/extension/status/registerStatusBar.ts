import * as vscode from 'vscode';
import { commands } from '../names';
import { statusText } from './statusText';
import { statusWorkspace } from './statusWorkspace';
import type { Answer, WorkspaceOverview } from '../../protocol/workerProtocol';
import type { StatusFacts, StatusView } from './statusText';
import type { TandemWorkspace, Workbench } from '../workbench';
import type { Locale } from '../locale';

/** The one status bar item; the schedule tells it when the next run is due. */
export interface StatusBar extends vscode.Disposable {
  /** ISO 8601 UTC; undefined where no run is scheduled. */
  setNextRun(workspaceId: string, at: string | undefined): void;
  /** As it is shown; undefined while it is hidden. */
  readonly view: StatusView | undefined;
}

/** Shows the workspace that runs, or that of the file in the editor, or the first; hidden in a window without any. */
export function registerStatusBar(workbench: Workbench, locale: Locale): StatusBar {
  const { workspaces, runs, log } = workbench;
  const item = vscode.window.createStatusBarItem('tandem.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Tandem';
  item.command = commands.statusMenu;
  const nextRuns = new Map<string, string>();
  let view: StatusView | undefined;
  let asked = 0;

  const update = async (): Promise<void> => {
    const mine = ++asked;
    const workspace = statusWorkspace(workbench);
    if (!workspace) {
      view = undefined;
      return item.hide();
    }
    const overview = await workspaces.overview(workspace);
    if (mine !== asked) return;
    view = statusText(factsOf(workspace, overview), locale);
    item.text = view.text;
    item.tooltip = view.tooltip;
    item.accessibilityInformation = { label: view.tooltip.replaceAll('\n', '. ') };
    item.backgroundColor = view.blocking ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  };
  const factsOf = (workspace: TandemWorkspace, overview: Answer<WorkspaceOverview>): StatusFacts => {
    const environment = workspace.environments.find(({ name }) => name === workspace.environment);
    const problems = overview.ok ? overview.value.problems : (overview.error.problems ?? []);
    return {
      workspace: workspaces.all.length > 1 ? workspace.name : undefined,
      environment: workspace.environment,
      production: workspaces.isProduction(workspace),
      systems: environment && `${environment.local} ↔ ${environment.integration}`,
      filesHaveErrors: problems.some(({ severity }) => severity === 'error'),
      run: runs.active(workspace),
      lockedBy: overview.ok ? overview.value.lockedBy : undefined,
      last: runs.last(workspace),
      nextRun: nextRuns.get(workspace.id),
    };
  };
  const follow = (): void => {
    update().catch((error: unknown) =>
      log.error(`Status bar: ${error instanceof Error ? error.stack : String(error)}`),
    );
  };

  const subscriptions = vscode.Disposable.from(
    item,
    workspaces.onDidChange(follow),
    runs.onDidChange(follow),
    vscode.window.onDidChangeActiveTextEditor(follow),
  );
  return {
    get view() {
      return view;
    },
    setNextRun(workspaceId, at) {
      if (at === undefined) nextRuns.delete(workspaceId);
      else nextRuns.set(workspaceId, at);
      follow();
    },
    dispose() {
      asked++;
      subscriptions.dispose();
    },
  };
}
