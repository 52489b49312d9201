import * as vscode from 'vscode';
import { commands } from '../names';
import { signInHelps } from '../signIn/signInHelps';
import type { CommandError } from '../../protocol/workerProtocol';

/** Says why nothing happened, with the way to what is wrong. What the user cancelled needs no words. Waits for nobody. */
export function showRefusal(error: CommandError): void {
  // That the worker stopped is told once, by the shell.
  if (error.kind === 'cancelled' || error.code === 'WORKER_STOPPED') return;
  const { title, command } = wayOut(error);
  void vscode.window.showErrorMessage(error.message, title).then((chosen) => {
    return chosen === undefined ? undefined : vscode.commands.executeCommand(command);
  });
}

function wayOut({ code, problems }: CommandError): vscode.Command {
  if (code === 'NOT_TRUSTED') {
    return { title: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' };
  }
  if ((problems?.length ?? 0) > 0) {
    return { title: vscode.l10n.t('Show Problems'), command: 'workbench.actions.view.problems' };
  }
  if (signInHelps(code)) return { title: vscode.l10n.t('Sign In'), command: commands.signIn };
  return { title: vscode.l10n.t('Show Log'), command: commands.showLog };
}
