import * as vscode from 'vscode';
import type { TandemWorkspace, Workbench } from '../workbench';

/** Whether a run can begin; where this window already runs on the workspace the user hears so. */
export function isFree({ runs }: Workbench, workspace: TandemWorkspace): boolean {
  const active = runs.active(workspace);
  if (!active || active.ended) return true;
  const text = vscode.l10n.t('{0} is still going on. Wait for its end, or cancel it.', active.title);
  void vscode.window.showInformationMessage(text);
  return false;
}
