import * as vscode from 'vscode';
import type { TandemWorkspace, Workbench } from '../workbench';

/** The workspace that the status bar speaks of: the one that runs, or that of the file in the editor, or the first. */
export function statusWorkspace({
  workspaces,
  runs,
}: Pick<Workbench, 'workspaces' | 'runs'>): TandemWorkspace | undefined {
  const { all } = workspaces;
  return all.find((each) => runs.active(each)) ?? workspaceOfEditor(all) ?? all[0];
}

/** The innermost workspace that the file in the editor stands in. */
export function workspaceOfEditor(all: readonly TandemWorkspace[]): TandemWorkspace | undefined {
  const path = vscode.window.activeTextEditor?.document.uri.path;
  if (path === undefined) return undefined;
  const holding = all.filter(({ folder }) => path.startsWith(`${folder.path}/`));
  return holding.reduce<TandemWorkspace | undefined>(
    (best, each) => (best && best.folder.path.length > each.folder.path.length ? best : each),
    undefined,
  );
}
