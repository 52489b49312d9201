import * as vscode from 'vscode';
import { targetsOf, workspaceOf } from '../commandArguments';
import type { TandemWorkspace, Workbench } from '../workbench';

/** Asks a run of this window to stop after the records in hand. Answers whether there was one to stop. */
export async function cancelRun({ workspaces, runs }: Workbench, argument: unknown): Promise<boolean> {
  const running = workspaces.all.filter((each) => runs.active(each));
  const [target] = targetsOf(argument, undefined);
  const named = target && workspaceOf(workspaces, target);
  const chosen = named ? running.find(({ id }) => id === named.id) : await choose(running);
  if (!chosen) {
    if (running.length === 0 || named) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No run of this window is going on: there is nothing to cancel.'),
      );
    }
    return false;
  }
  runs.cancel(chosen);
  return true;

  async function choose(among: readonly TandemWorkspace[]): Promise<TandemWorkspace | undefined> {
    if (among.length < 2) return among[0];
    const items = among.map((each) => ({
      label: each.name,
      description: runs.active(each)?.title ?? '',
      workspace: each,
    }));
    const options = { title: vscode.l10n.t('Cancel'), placeHolder: vscode.l10n.t('Choose the run to cancel') };
    return (await vscode.window.showQuickPick(items, options))?.workspace;
  }
}
