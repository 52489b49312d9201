import * as vscode from 'vscode';
import { noProgress, withWord } from '../progress/runProgress';
import type { RunParameters, PlanSummary } from '../../protocol/workerProtocol';
import type { RunScope } from './runScope';
import type { Workbench } from '../workbench';
import { progressText } from '../progress/progressText';
import { showRefusal } from './showRefusal';
import { spokenLocale } from './spokenLocale';

/** What is to run, without the place and the token. */
export type RunRequest = Pick<RunParameters, 'mode' | 'mappings' | 'records' | 'direction' | 'findDeleted'> & {
  readonly acceptMissing?: boolean;
};

/**
 * Makes a plan while the user sees how far it is and can cancel. Undefined where there is none: cancelled, or refused (then it
 * has been said). Whoever asked closes the plan.
 */
export async function makePlan(
  workbench: Workbench,
  { workspace, overview }: RunScope,
  request: RunRequest,
): Promise<PlanSummary | undefined> {
  const progressToken = nextToken();
  const title = vscode.l10n.t('Looking at what would change in {0}', overview.environment);
  const location = vscode.ProgressLocation.Notification;
  const answer = await vscode.window.withProgress({ location, title, cancellable: true }, async (bar, token) => {
    const tables = new Map(overview.mappings.map((mapping) => [mapping.name, mapping]));
    let progress = noProgress;
    const listening = workbench.worker.on('run/progress', (word) => {
      if (word.progressToken !== progressToken) return;
      progress = withWord(progress, word.event);
      bar.report({ message: progressText(progress, tables, spokenLocale()) });
    });
    try {
      return await workbench.worker.request('plan/make', { ...workspace.address(), ...request, progressToken }, token);
    } finally {
      listening.dispose();
    }
  });
  if (answer.ok) return answer.value;
  showRefusal(answer.error);
  return undefined;
}

/** Lets the worker forget a plan. */
export function closePlan(workbench: Workbench, planId: string): void {
  void workbench.worker.request('plan/close', { planId });
}

let tokens = 0;

function nextToken(): string {
  tokens += 1;
  return `plan-${tokens}`;
}
