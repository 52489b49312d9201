import * as vscode from 'vscode';
import type { Answer, RunResult } from '../../protocol/workerProtocol';
import type { ConfirmOptions } from './confirmPlan';
import type { RunRequest } from './makePlan';
import type { RunScope } from './runScope';
import type { Workbench } from '../workbench';
import { keepDaysWord } from './keepDays';
import { confirmPlan } from './confirmPlan';

export interface SynchronizeOptions extends ConfirmOptions {
  /** The run's name while it goes on, e.g. `Full synchronization of sample`. */
  readonly title: string;
}

/**
 * Runs, known to views and status bar. A job that the guard stopped asks its question afterwards and, after a yes, runs again.
 * Undefined where the user left it at that.
 */
export async function synchronize(
  workbench: Workbench,
  scope: RunScope,
  request: RunRequest,
  options: SynchronizeOptions,
): Promise<Answer<RunResult> | undefined> {
  const answer = await runOnce(workbench, scope, request, options.title);
  const stopped = answer.ok && answer.value.jobs.some(({ status }) => status === 'aborted');
  if (!stopped || request.acceptMissing || options.confirmed || !(await isGuarded(workbench, scope, request)))
    return answer;
  const accepted = await confirmPlan(workbench, scope, request, options);
  if (!accepted) return undefined;
  return accepted.acceptMissing
    ? runOnce(workbench, scope, { ...request, acceptMissing: true }, options.title)
    : answer;
}

/** One run as asked for, whatever comes of it. */
export function runOnce(
  { runs, worker }: Workbench,
  { workspace }: RunScope,
  { acceptMissing = false, ...request }: RunRequest,
  title: string,
): Promise<Answer<RunResult>> {
  return runs.run(workspace, {
    title,
    quiet: false,
    work: (progressToken, token) =>
      worker.request(
        'run/sync',
        { ...workspace.address(), ...request, acceptMissing, ...keepDaysWord(workspace), progressToken },
        token,
      ),
  });
}

/** A job does not say which kind of trouble ended it; its plan does. */
async function isGuarded({ worker }: Workbench, { workspace }: RunScope, request: RunRequest): Promise<boolean> {
  const title = vscode.l10n.t('Looking at what stopped the run');
  const location = vscode.ProgressLocation.Window;
  const plan = await vscode.window.withProgress({ location, title }, () =>
    worker.request('plan/make', { ...workspace.address(), ...request, progressToken: 'guard' }),
  );
  if (!plan.ok) return false;
  void worker.request('plan/close', { planId: plan.value.planId });
  return plan.value.mappings.some(({ emptied }) => emptied !== undefined);
}
