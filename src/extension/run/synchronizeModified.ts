import * as vscode from 'vscode';
import type { RunArguments } from './runArguments';
import type { RunResult } from '../../protocol/workerProtocol';
import type { RunScope } from './runScope';
import type { RunTools } from './runTools';
import { isFree } from './isFree';
import { runTitle } from './runTitle';
import { showRefusal } from './showRefusal';
import { spokenLocale } from './spokenLocale';
import { synchronize } from './synchronize';
import { tellResult } from './tellResult';

/** A modified synchronization of the scope's mappings. Answers the run's result; undefined where nothing ran. */
export async function synchronizeModified(
  { workbench, preview }: RunTools,
  scope: RunScope,
  given: RunArguments,
): Promise<RunResult | undefined> {
  if (!isFree(workbench, scope.workspace)) return undefined;
  const title = runTitle({ mode: 'modified', mappings: scope.mappings }, scope.overview.environment, spokenLocale());
  const request = { mode: 'modified' as const, mappings: scope.mappings, records: [] };
  const answer = await synchronize(
    workbench,
    scope,
    { ...request, ...(given.acceptMissing && { acceptMissing: true }) },
    {
      title,
      confirmed: given.confirmed ?? false,
      runButton: vscode.l10n.t('Synchronize Modified Records'),
      showPlan: (plan) => preview.show({ scope, plan, request, title }),
    },
  );
  if (!answer) return undefined;
  if (!answer.ok) {
    showRefusal(answer.error);
    return undefined;
  }
  void tellResult(workbench, scope, answer.value, { what: title });
  return answer.value;
}
