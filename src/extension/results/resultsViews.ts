import * as vscode from 'vscode';
import { createResultsPanel, panelTitle } from './resultsPanel';
import { registerResultsCommands } from './resultsCommands';
import { resultsViewType } from '../names';
import { workspaceOfState } from './workspaceOfState';
import type { CommandTarget } from '../commandArguments';
import type { Opened } from '../../protocol/resultsProtocol';
import type { ResultsPanel } from './resultsPanel';
import type { TandemWorkspace, Workbench } from '../workbench';

/** The results views of a window, one a workspace. */
export interface ResultsViews extends vscode.Disposable {
  /** Opens the view of a workspace, or brings it to the front, and leads it somewhere. */
  show(workspace: TandemWorkspace, opened: Opened): void;
  /** Takes over a tab of before a reload; one whose workspace is gone is closed. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  registerCommands(): vscode.Disposable;
}

/** Shows in the tree as well what the view was opened at, where the tree is in sight. */
export type RevealJob = (target: CommandTarget) => Promise<string | undefined>;

/** The code of the results view; it is read when the first view is opened. */
export function createResultsViews(workbench: Workbench, revealJob: RevealJob): ResultsViews {
  const { workspaces, runs } = workbench;
  const panels = new Map<string, ResultsPanel>();
  const take = (panel: vscode.WebviewPanel, workspace: TandemWorkspace): ResultsPanel => {
    const { id } = workspace;
    const made = createResultsPanel(panel, workspace, workbench, () => {
      if (panels.get(id) === made) panels.delete(id);
    });
    panels.set(id, made);
    return made;
  };
  const views: ResultsViews = {
    show(workspace, opened) {
      const open = panels.get(workspace.id);
      if (open) {
        open.open(opened);
        return open.reveal();
      }
      const title = panelTitle(workspaces.all.length > 1 ? workspace : undefined);
      const column = vscode.ViewColumn.Active;
      take(vscode.window.createWebviewPanel(resultsViewType, title, column), workspace).open(opened);
    },
    async restore(panel, state) {
      await workspaces.ready;
      const workspace = workspaceOfState(workspaces.all, state);
      if (workspace && !panels.has(workspace.id)) take(panel, workspace);
      else panel.dispose();
    },
    registerCommands: () => registerResultsCommands(workbench, views, revealJob),
    dispose() {
      followed.dispose();
      // The tabs stay: the editor keeps them over a reload, and the serializer takes them up again.
      panels.clear();
    },
  };
  const changed = (): void => {
    for (const panel of panels.values()) panel.changed();
  };
  const followed = vscode.Disposable.from(
    workspaces.onDidChange((workspace) => (workspace ? panels.get(workspace.id)?.changed() : changed())),
    runs.onDidChange(({ workspace }) => panels.get(workspace.id)?.ran()),
    vscode.workspace.onDidGrantWorkspaceTrust(changed),
  );
  return views;
}
