import * as vscode from 'vscode';
import { commands } from './names';

/** The one message that the user gets when the worker stopped by itself; what waited for it is refused without one. */
export function tellWorkerStopped(willRestart: boolean): void {
  const message = willRestart
    ? vscode.l10n.t(
        'Tandem’s worker stopped unexpectedly. No record is lost: the next run goes on where this one stopped. The log says why.',
      )
    : vscode.l10n.t(
        'Tandem’s worker stopped several times in a row and is not started again for now. The log says why; reload the window to try again.',
      );
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(message, showLog).then((chosen) => {
    if (chosen === showLog) void vscode.commands.executeCommand(commands.showLog);
  });
}
