import * as vscode from 'vscode';
import type { PlanSummary, RunResult } from '../../protocol/workerProtocol';
import type { RunArguments } from './runArguments';
import type { RunScope } from './runScope';
import type { RunTools } from './runTools';
import { confirmPlan } from './confirmPlan';
import { isFree } from './isFree';
import { runOnce } from './synchronize';
import { runTitle } from './runTitle';
import { showRefusal } from './showRefusal';
import { spokenLocale } from './spokenLocale';
import { tellResult } from './tellResult';

/**
 * A full synchronization of the scope's mappings: plans, says what it will do, asks, runs, tells, and asks whether scheduled
 * jobs may create new records. Answers the run's result; undefined where nothing ran.
 */
export async function fullSynchronization(
  { workbench, preview }: RunTools,
  scope: RunScope,
  given: RunArguments,
): Promise<RunResult | undefined> {
  if (!isFree(workbench, scope.workspace)) return undefined;
  const title = runTitle({ mode: 'full', mappings: scope.mappings }, scope.overview.environment, spokenLocale());
  const request = { mode: 'full' as const, mappings: scope.mappings, records: [] };
  const accepted = await confirmPlan(
    workbench,
    scope,
    { ...request, ...(given.acceptMissing && { acceptMissing: true }) },
    {
      confirmed: given.confirmed ?? false,
      runButton: vscode.l10n.t('Run Full Synchronization'),
      showPlan: (plan: PlanSummary) => preview.show({ scope, plan, request, title }),
    },
  );
  if (!accepted) return undefined;
  const answer = await runOnce(workbench, scope, { ...request, ...accepted }, title);
  if (!answer.ok) {
    showRefusal(answer.error);
    return undefined;
  }
  void tellResult(workbench, scope, answer.value, { what: title, allowNewAnswer: given.allowNew });
  return answer.value;
}
