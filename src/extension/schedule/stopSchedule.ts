import * as vscode from 'vscode';
import { chosenWorkspaces } from './chosenWorkspaces';
import { stateOf } from './startSchedule';
import { writeSchedule } from './scheduleConfiguration';
import type { ScheduleCommandDeps, ScheduleState } from './startSchedule';

/** Switches scheduled synchronization off for the workspaces named or chosen. A run that goes on comes to its end. */
export async function stopSchedule(
  { workbench, locale, schedules }: ScheduleCommandDeps,
  item: unknown,
  selection: unknown,
): Promise<readonly ScheduleState[]> {
  const { t } = locale;
  const chosen = await chosenWorkspaces(workbench, item, selection, {
    title: t('Stop Scheduled Synchronization'),
    among: (workspace) => schedules.of(workspace) !== undefined,
  });
  for (const workspace of chosen) {
    const problem = await writeSchedule(workspace, false);
    if (problem === undefined) continue;
    void vscode.window.showErrorMessage(
      t('The settings of {0} could not be written: {1} Correct them, then stop again.', workspace.name, problem),
    );
  }
  await schedules.follow();
  return chosen.map((workspace) => stateOf(schedules, workspace));
}
