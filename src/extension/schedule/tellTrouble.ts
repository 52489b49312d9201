import * as vscode from 'vscode';
import { commands } from '../names';
import type { ScheduleMessage } from './scheduleMessage';
import type { TandemWorkspace, Workbench } from '../workbench';

/** Shows a scheduled run's trouble in one message, unless the user wants none. */
export function tellTrouble(
  message: ScheduleMessage,
  deps: { readonly workbench: Workbench; readonly workspace: TandemWorkspace; readonly retry: () => void },
): void {
  const { context, log } = deps.workbench;
  if (context.workspaceState.get(silenceKey(deps.workspace.id)) === true) return;
  show(message, deps).catch((error: unknown) => log.error(`Scheduled synchronization: ${String(error)}`));
}

/** Messages are shown again from now on. */
export async function endSilence({ context }: Workbench, workspaceId: string): Promise<void> {
  await context.workspaceState.update(silenceKey(workspaceId), undefined);
}

async function show(
  { severity, text, errorsIn, asksToSignIn }: ScheduleMessage,
  { workbench, workspace, retry }: Parameters<typeof tellTrouble>[1],
): Promise<void> {
  const showErrors = vscode.l10n.t('Show Errors');
  const runAgain = vscode.l10n.t('Retry');
  const silence = vscode.l10n.t('Do Not Show Again');
  const ask = severity === 'error' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const signIn = vscode.l10n.t('Sign In');
  const answer = await ask(text, ...(asksToSignIn ? [signIn] : []), showErrors, runAgain, silence);
  if (answer === signIn) await vscode.commands.executeCommand(commands.signIn, { workspaceId: workspace.id });
  if (answer === runAgain) retry();
  if (answer === silence) await workbench.context.workspaceState.update(silenceKey(workspace.id), true);
  if (answer === showErrors) {
    const places = { jobs: commands.showJobs, problems: 'workbench.actions.view.problems', log: commands.showLog };
    await vscode.commands.executeCommand(places[errorsIn]);
  }
}

function silenceKey(workspaceId: string): string {
  return `schedule.silent:${workspaceId}`;
}
