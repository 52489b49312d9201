import * as vscode from 'vscode';
import { commands } from '../names';
import { createSchedules } from './schedules';
import { startSchedule } from './startSchedule';
import { stopSchedule } from './stopSchedule';
import { concernsSchedules } from './scheduleConfiguration';
import type { Locale } from '../locale';
import type { StatusBar } from '../status/registerStatusBar';
import type { Workbench } from '../workbench';

/** Scheduled synchronization while the window is open: its commands, and the schedules that the settings ask for. */
export function registerSchedule(
  workbench: Workbench,
  locale: Locale,
  statusBar: Pick<StatusBar, 'setNextRun'>,
): vscode.Disposable {
  const schedules = createSchedules(workbench, locale, statusBar);
  void schedules.follow();
  return vscode.Disposable.from(
    schedules,
    workbench.workspaces.onDidChange(() => void schedules.follow()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (concernsSchedules(change)) void schedules.follow();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void schedules.follow()),
    vscode.commands.registerCommand(commands.startSchedule, (item: unknown, selection: unknown) =>
      startSchedule({ workbench, locale, schedules }, item, selection),
    ),
    vscode.commands.registerCommand(commands.stopSchedule, (item: unknown, selection: unknown) =>
      stopSchedule({ workbench, locale, schedules }, item, selection),
    ),
  );
}
