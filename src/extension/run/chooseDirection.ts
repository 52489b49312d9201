import * as vscode from 'vscode';
import type { Answer } from '../../protocol/workerProtocol';
import type { Locale } from '../locale';
import type { PlannedItems, RecordsOutlook } from './directionQuestion';
import type { RunDirection } from '../../core/model/side';
import type { RunScope } from './runScope';
import type { Workbench } from '../workbench';
import { allows } from '../../core/model/side';
import { closePlan, makePlan } from './makePlan';
import { directionChoices, directionPrompt, needsDirection, recordsOutlook } from './directionQuestion';
import { fetchPlannedItems } from './fetchItems';
import { runSystems } from './runSystems';
import { showRefusal } from './showRefusal';

/** How chosen records are to be synchronized. */
export type RecordDecision =
  /** `name` is what people call the record, where it is one and known. */
  | { readonly kind: 'run'; readonly direction?: RunDirection; readonly name?: string }
  /** Nothing would happen: everything is in step, or the records are left out for a reason. */
  | { readonly kind: 'nothing'; readonly outlook: RecordsOutlook; readonly name?: string }
  | { readonly kind: 'cancelled' };

/**
 * Looks at what synchronizing chosen records of one mapping would do, and asks where the values are to go when both sides
 * changed.
 */
export async function chooseDirection(
  workbench: Workbench,
  scope: RunScope,
  chosen: { readonly mapping: string; readonly records: readonly string[]; readonly what: string },
  locale: Locale,
): Promise<RecordDecision> {
  const both = await planned(workbench, scope, chosen);
  if (!both) return { kind: 'cancelled' };
  const outlook = recordsOutlook(both);
  const label = chosen.records.length === 1 ? onlyLabel(both) : undefined;
  const named = label === undefined ? {} : { name: label };
  if (!outlook.anything) return { kind: 'nothing', outlook, ...named };
  const mapping = scope.overview.mappings.find(({ name }) => name === chosen.mapping);
  if (!needsDirection(outlook) || mapping?.direction !== 'bidirectional') return { kind: 'run', ...named };

  const to = await planned(workbench, scope, chosen, 'toIntegrationTable');
  const from = to && (await planned(workbench, scope, chosen, 'fromIntegrationTable'));
  if (!from) return { kind: 'cancelled' };
  const plans = { both, to: to.toIntegrationTable, from: from.fromIntegrationTable };
  const systems = runSystems(scope.overview, workbench.workspaces.isProduction(scope.workspace));
  const picked = await vscode.window.showQuickPick(
    directionChoices(plans, systems, locale).map((choice) => ({ ...choice })),
    { title: vscode.l10n.t('Synchronize Record'), placeHolder: directionPrompt(label ?? chosen.what, outlook, locale) },
  );
  if (!picked) return { kind: 'cancelled' };
  return { kind: 'run', ...named, ...(picked.direction && { direction: picked.direction }) };
}

function onlyLabel({ toIntegrationTable, fromIntegrationTable }: PlannedItems): string | undefined {
  return [...toIntegrationTable, ...fromIntegrationTable].find(({ label }) => label !== undefined)?.label;
}

async function planned(
  workbench: Workbench,
  scope: RunScope,
  { mapping, records }: { readonly mapping: string; readonly records: readonly string[] },
  direction?: RunDirection,
): Promise<PlannedItems | undefined> {
  const known = scope.overview.mappings.find(({ name }) => name === mapping);
  if (direction && known && !allows(known.direction, direction)) return undefined;
  const request = { mode: 'modified' as const, mappings: [mapping], records, ...(direction && { direction }) };
  const plan = await makePlan(workbench, scope, request);
  if (!plan) return undefined;
  // Coupling by a match and what follows are two items of one record.
  const items: Answer<PlannedItems> = await fetchPlannedItems(workbench.worker, plan, records.length * 2 + 10);
  closePlan(workbench, plan.planId);
  if (items.ok) return items.value;
  showRefusal(items.error);
  return undefined;
}
