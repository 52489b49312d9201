import * as vscode from 'vscode';
import { scheduleSettings } from './scheduleSettings';
import { settings } from '../names';
import type { ScheduleSettings } from '../../core/schedule/schedule';
import type { TandemWorkspace } from '../workbench';

/** The schedule that the settings of the workspace's folder ask for; undefined where it is off. */
export function readScheduleSettings(
  { folder }: TandemWorkspace,
  firstRunAfterMs: number,
): ScheduleSettings | undefined {
  const configuration = vscode.workspace.getConfiguration('tandem', folder);
  return scheduleSettings(
    {
      enabled: configuration.get(settings.schedule),
      intervalMinutes: configuration.get(settings.scheduleIntervalMinutes),
      inactivityMinutes: configuration.get(settings.scheduleInactivityMinutes),
    },
    firstRunAfterMs,
  );
}

/** Whether a change of the settings may concern a schedule. */
export function concernsSchedules(change: vscode.ConfigurationChangeEvent): boolean {
  return Object.values(settings).some((name) => change.affectsConfiguration(`tandem.${name}`));
}

/**
 * Switches the schedule on or off in the settings of this workspace alone. Off leaves no trace where nothing else is on.
 * Answers why it could not be written.
 */
export async function writeSchedule({ folder }: TandemWorkspace, on: boolean): Promise<string | undefined> {
  const configuration = vscode.workspace.getConfiguration('tandem', folder);
  const severalFolders = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  const { ConfigurationTarget } = vscode;
  const target = severalFolders ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
  const inspected = configuration.inspect<boolean>(settings.schedule);
  const above = severalFolders ? (inspected?.workspaceValue ?? inspected?.globalValue) : inspected?.globalValue;
  try {
    await configuration.update(settings.schedule, on ? true : above === true ? false : undefined, target);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
