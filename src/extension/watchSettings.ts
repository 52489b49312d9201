import * as vscode from 'vscode';
import { settings } from './names';
import type { Workbench } from './workbench';

/** Follows what the window decides for all workspaces: its trust, and which environments count as production. */
export function watchSettings({ workspaces, log }: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      log.info('The window is trusted now: runs and everything else that reaches the systems is allowed.');
      workspaces.refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`tandem.${settings.productionEnvironments}`)) workspaces.refresh();
    }),
  );
}
