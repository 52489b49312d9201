import * as vscode from 'vscode';
import { commands } from '../names';

/** The one message that the user gets when the language server is given up; the problems that were shown are gone then. */
export function tellServerStopped(): void {
  const message = vscode.l10n.t(
    'Tandem’s language server stopped several times in a row, so mapping files are not checked for now. The log says why; reload the window to try again.',
  );
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(message, showLog).then((chosen) => {
    if (chosen === showLog) void vscode.commands.executeCommand(commands.showLog);
  });
}
