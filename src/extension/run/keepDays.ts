import * as vscode from 'vscode';
import { daysFrom } from './daysFrom';
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
