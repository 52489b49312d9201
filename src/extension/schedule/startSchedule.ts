import * as vscode from 'vscode';
import { askForProduction } from './productionConsent';
import { chosenWorkspaces } from './chosenWorkspaces';
import { endSilence } from './tellTrouble';
import { readScheduleSettings, writeSchedule } from './scheduleConfiguration';
import { defaultSchedule } from '../../core/schedule/schedule';
import type { Locale } from '../locale';
import type { Schedules } from './schedules';
import type { TandemWorkspace, Workbench } from '../workbench';

export interface ScheduleCommandDeps {
  readonly workbench: Workbench;
  readonly locale: Locale;
  readonly schedules: Schedules;
}

/** What the schedule commands answer for each workspace. */
export interface ScheduleState {
  readonly folder: string;
  readonly environment: string | undefined;
  readonly scheduled: boolean;
  /** ISO 8601; null where none is scheduled, or only after a change. */
  readonly nextRunAt: string | null;
}

/** Switches scheduled synchronization on for the workspaces named or chosen. Success is seen in the status bar. */
export async function startSchedule(
  deps: ScheduleCommandDeps,
  item: unknown,
  selection: unknown,
): Promise<readonly ScheduleState[]> {
  const { workbench, locale, schedules } = deps;
  const { t } = locale;
  if (!vscode.workspace.isTrusted) {
    void askForTrust(locale);
    return [];
  }
  const title = t('Start Scheduled Synchronization');
  const chosen = await chosenWorkspaces(workbench, item, selection, {
    title,
    among: (workspace) => schedules.of(workspace) === undefined,
  });
  const started: TandemWorkspace[] = [];
  for (const workspace of chosen) if (await startOne(deps, workspace)) started.push(workspace);
  await schedules.follow();
  return started.map((workspace) => stateOf(schedules, workspace));
}

export function stateOf(schedules: Schedules, workspace: TandemWorkspace): ScheduleState {
  const schedule = schedules.of(workspace);
  return {
    folder: workspace.folder.fsPath,
    environment: schedule?.environment ?? workspace.environment,
    scheduled: schedule !== undefined,
    nextRunAt: schedule?.nextRunAt() ?? null,
  };
}

async function startOne(
  { workbench, locale, schedules }: ScheduleCommandDeps,
  workspace: TandemWorkspace,
): Promise<boolean> {
  const overview = await workbench.workspaces.overview(workspace);
  const environment = overview.ok ? overview.value.environment : '';
  if (environment === '') {
    const problem = overview.ok ? overview.value.problems[0] : overview.error;
    void vscode.window.showErrorMessage(problem?.message ?? locale.t('{0} names no environment.', workspace.name));
    return false;
  }
  const settings = readScheduleSettings(workspace, 0) ?? { ...defaultSchedule, firstRunAfterMs: 0 };
  if (!(await askForProduction(workbench, workspace, environment, settings, locale))) return false;
  await endSilence(workbench, workspace.id);
  const running = schedules.of(workspace);
  if (running) {
    running.runNow();
    return true;
  }
  schedules.startAtOnce(workspace);
  const problem = await writeSchedule(workspace, true);
  if (problem === undefined) return true;
  void vscode.window.showErrorMessage(
    locale.t('The settings of {0} could not be written: {1} Correct them, then start again.', workspace.name, problem),
  );
  return false;
}

async function askForTrust({ t }: Locale): Promise<void> {
  const manage = t('Manage Workspace Trust');
  const text = t('Scheduled synchronization runs in trusted workspaces only. Trust this one, then start again.');
  if ((await vscode.window.showWarningMessage(text, manage)) === manage) {
    await vscode.commands.executeCommand('workbench.trust.manage');
  }
}
