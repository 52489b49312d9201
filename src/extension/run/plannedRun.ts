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

export interface PlannedRun {
  readonly mode: 'full' | 'modified';
  /** Looks for deleted records, too. */
  readonly findDeleted?: true;
  /** The button that runs, e.g. `Run Full Synchronization`. */
  readonly runButton: string;
}

/**
 * Runs the scope's mappings as a person agreed to: plans, says what it will do, asks, runs, and tells. Answers the run's result;
 * undefined where nothing ran.
 */
export async function plannedRun(
  { workbench, preview }: RunTools,
  scope: RunScope,
  given: RunArguments,
  { runButton, ...run }: PlannedRun,
): Promise<RunResult | undefined> {
  if (!isFree(workbench, scope.workspace)) return undefined;
  const request = { ...run, mappings: scope.mappings, records: [] };
  const title = runTitle({ ...run, mappings: scope.mappings }, scope.overview.environment, spokenLocale());
  const accepted = await confirmPlan(
    workbench,
    scope,
    { ...request, ...(given.acceptMissing && { acceptMissing: true }) },
    {
      confirmed: given.confirmed ?? false,
      runButton,
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
