import * as vscode from 'vscode';
import type { PlanSummary } from '../../protocol/workerProtocol';
import type { RunArguments } from './runArguments';
import type { RunRequest } from './makePlan';
import type { RunScope } from './runScope';
import type { RunTools } from './runTools';
import { chooseMode } from './synchronizeMapping';
import { makePlan } from './makePlan';
import { runTitle } from './runTitle';
import { spokenLocale } from './spokenLocale';

/**
 * Shows what a run would do: of chosen records, of chosen mappings, or of all. Answers the plan's summary, which its document
 * owns; undefined where there is none.
 */
export async function previewCommand(
  { workbench, preview }: RunTools,
  scope: RunScope,
  given: RunArguments,
): Promise<PlanSummary | undefined> {
  if (given.plan) {
    await preview.show({ scope, plan: given.plan, title: given.title ?? vscode.l10n.t('Preview') });
    return given.plan;
  }
  const request = await requestOf(scope, given);
  if (!request) return undefined;
  const plan = await makePlan(workbench, scope, request);
  if (!plan) return undefined;
  const names = request.records.length > 0 ? { records: request.records } : {};
  const title = given.title ?? runTitle({ ...request, ...names }, scope.overview.environment, spokenLocale());
  await preview.show({ scope, plan, request, title });
  return plan;
}

async function requestOf({ records, mappings }: RunScope, given: RunArguments): Promise<RunRequest | undefined> {
  const ids = records.flatMap(({ localId }) => localId ?? []);
  const direction = given.direction === undefined || given.direction === 'both' ? {} : { direction: given.direction };
  if (ids.length > 0) return { mode: 'modified', mappings, records: ids, ...direction };
  const mode = given.mode ?? (await chooseMode(vscode.l10n.t('Preview')));
  return mode && { mode, mappings, records: [], ...direction, ...(given.acceptMissing && { acceptMissing: true }) };
}
