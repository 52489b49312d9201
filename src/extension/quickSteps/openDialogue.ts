import * as vscode from 'vscode';
import { askBySearch, askMany, askOne } from './quickPickAsker';
import { askText } from './inputBoxAsker';
import { showRefusal } from '../run/showRefusal';
import { spokenLocale } from '../run/spokenLocale';
import { systemTimers } from '../timers';
import { tellResult } from '../run/tellResult';
import type { Workbench } from '../workbench';
import type { Dialogue } from './dialogue';

/** The user of this window. */
export function openDialogue(workbench: Workbench): Dialogue {
  return {
    ask: { one: askOne, many: askMany, text: askText, search: (question) => askBySearch(question, systemTimers) },
    locale: spokenLocale(),
    tell: async (severity, text, ...buttons) =>
      severity === 'warning'
        ? vscode.window.showWarningMessage(text, ...buttons)
        : vscode.window.showInformationMessage(text, ...buttons),
    refuse: showRefusal,
    // Whether scheduled jobs may create records is a question after full synchronizations alone.
    tellRun: (scope, what, result) => tellResult(workbench, scope, result, { what, allowNewAnswer: 'no' }),
    async confirm({ message, detail, act, keep }) {
      // Enter presses the first button. A close affordance would take it from there and make Enter act.
      return (await vscode.window.showWarningMessage(message, { modal: true, detail }, keep, act)) === act;
    },
    progress: async (title, work) =>
      vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        (_bar, token) => work(token),
      ),
    run: async (command, ...args) => vscode.commands.executeCommand(command, ...args),
  };
}
