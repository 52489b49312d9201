import * as vscode from 'vscode';
import { settings } from '../names';
import type { TandemWorkspace } from '../workbench';

/** How many days the logs of jobs are kept, by the settings of the workspace's folder; undefined for ever. */
export function keepDays({ folder }: TandemWorkspace): number | undefined {
  return daysFrom(vscode.workspace.getConfiguration('tandem', folder).get(settings.jobsKeepDays));
}

/** The same as a request takes it. */
export function keepDaysWord(workspace: TandemWorkspace): { readonly keepDays?: number } {
  const days = keepDays(workspace);
  return days === undefined ? {} : { keepDays: days };
}

/** What is no sensible number keeps them: nothing is lost by a typing error. */
export function daysFrom(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 1 ? Number(value) : undefined;
}
