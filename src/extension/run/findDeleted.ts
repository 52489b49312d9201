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
 * A modified synchronization that also compares ids, to find records that were deleted (DESIGN 5.7). What the mappings' policy makes of
 * them is planned and asked first. Answers the run's result; undefined where nothing ran.
 */
export async function findDeleted(
  { workbench, preview }: RunTools,
  scope: RunScope,
  given: RunArguments,
): Promise<RunResult | undefined> {
  if (!isFree(workbench, scope.workspace)) return undefined;
  const request = { mode: 'modified' as const, findDeleted: true, mappings: scope.mappings, records: [] };
  const title = runTitle(request, scope.overview.environment, spokenLocale());
  const accepted = await confirmPlan(
    workbench,
    scope,
    { ...request, ...(given.acceptMissing && { acceptMissing: true }) },
    {
      confirmed: given.confirmed ?? false,
      runButton: vscode.l10n.t('Find Deleted Records'),
      showPlan: (plan: PlanSummary) => preview.show({ scope, plan, request, title }),
    },
  );
  if (!accepted) return undefined;
  const answer = await runOnce(workbench, scope, { ...request, ...accepted }, title);
  if (!answer.ok) {
    showRefusal(answer.error);
    return undefined;
  }
  void tellResult(workbench, scope, answer.value, { what: title });
  return answer.value;
}
