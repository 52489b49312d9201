import * as vscode from 'vscode';
import { keepDays } from '../run/keepDays';
import { showRefusal } from '../run/showRefusal';
import type { ClearedJobs } from '../../protocol/resultsRequests';
import type { RunScope } from '../run/runScope';
import type { Workbench } from '../workbench';

interface ClearChoice extends vscode.MessageItem {
  readonly olderThanDays?: number;
}

/** Removes the logs of finished jobs after a question; answers how many, undefined where nothing was done. */
export async function clearJobs(
  { worker, workspaces }: Workbench,
  { workspace, overview }: RunScope,
): Promise<ClearedJobs | undefined> {
  const { t } = vscode.l10n;
  const days = keepDays(workspace);
  const all: ClearChoice = { title: t('Clear All') };
  const old: readonly ClearChoice[] =
    days === undefined ? [] : [{ title: t('Clear Those Older than {0} Days', days), olderThanDays: days }];
  const detail = t(
    'Records and couplings stay as they are. Jobs that a failed or skipped record refers to, and those still going on, are kept.',
  );
  const question = t('Clear the synchronization jobs of {0}?', overview.environment);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, ...old, all);
  if (!chosen) return undefined;
  const { olderThanDays } = chosen;
  const answer = await worker.request('jobs/clear', {
    ...workspace.address(),
    ...(olderThanDays !== undefined && { olderThanDays }),
  });
  if (!answer.ok) {
    showRefusal(answer.error);
    return undefined;
  }
  workspaces.refresh(workspaces.byId(workspace.id));
  const { removedJobs, keptJobs } = answer.value;
  void vscode.window.showInformationMessage(t('{0} jobs were cleared, {1} are kept.', removedJobs, keptJobs));
  return answer.value;
}
