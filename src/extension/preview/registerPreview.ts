import * as vscode from 'vscode';
import type { GroupRequest } from './planBudget';
import type { OpenPlan } from './planDocuments';
import type { PlannedRecord } from '../compare/compareChanges';
import type { RecordDocuments } from '../compare/recordDocuments';
import type { Workbench } from '../workbench';
import { actionWord } from './planText';
import { compareAllChanges, compareChange } from '../compare/compareChanges';
import { counterOf, groupOrder } from './planPage';
import { makePlan } from '../run/makePlan';
import { planCommands } from './planCommands';
import { PlanDocuments, planScheme } from './planDocuments';
import { PlanLenses } from './planLenses';
import { changedRecords, mostCompared } from './changedRecords';
import { showRefusal } from '../run/showRefusal';
import { spokenLocale } from '../run/spokenLocale';

/** Registers plans as documents and what their code lenses do. */
export function registerPreview(
  workbench: Workbench,
  records: RecordDocuments,
): { readonly documents: PlanDocuments; readonly disposable: vscode.Disposable } {
  const documents = new PlanDocuments(workbench);
  const disposable = vscode.Disposable.from(
    documents,
    vscode.languages.registerCodeLensProvider({ scheme: planScheme }, new PlanLenses(documents)),
    vscode.commands.registerCommand(
      planCommands.more,
      (plan: OpenPlan, group: Pick<GroupRequest, 'index' | 'action'>, shown: number) =>
        documents.showMore(plan, group, shown),
    ),
    vscode.commands.registerCommand(planCommands.filter, (plan: OpenPlan) => chooseFilter(documents, plan)),
    vscode.commands.registerCommand(planCommands.again, (plan: OpenPlan) => previewAgain(workbench, documents, plan)),
    vscode.commands.registerCommand(planCommands.compare, (plan: OpenPlan, record: PlannedRecord) =>
      compareChange(workbench, records, plan.scope, record),
    ),
    vscode.commands.registerCommand(planCommands.compareAll, (plan: OpenPlan) => compareAll(workbench, records, plan)),
  );
  return { documents, disposable };
}

async function chooseFilter(documents: PlanDocuments, plan: OpenPlan): Promise<void> {
  const locale = spokenLocale();
  const items = groupOrder.flatMap((action) => {
    const total = plan.plan.mappings.reduce((sum, { counters }) => sum + counters[counterOf[action]], 0);
    if (total === 0) return [];
    const picked = plan.filter.length === 0 || plan.filter.includes(action);
    return [{ label: actionWord(action, locale), description: locale.count(total), picked, action }];
  });
  const title = vscode.l10n.t('Filter the Preview');
  const placeHolder = vscode.l10n.t('Which records are to be shown?');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
  if (!chosen) return;
  documents.filter(plan, chosen.length === items.length ? [] : chosen.map(({ action }) => action));
}

async function previewAgain(workbench: Workbench, documents: PlanDocuments, shown: OpenPlan): Promise<void> {
  const { request, scope, title } = shown;
  if (!request) return;
  const overview = await workbench.workspaces.overview(scope.workspace);
  if (!overview.ok) {
    showRefusal(overview.error);
    return;
  }
  const now = { ...scope, overview: overview.value };
  const plan = await makePlan(workbench, now, request);
  if (!plan) return;
  await closeTabs(shown.uri);
  await documents.show({ scope: now, plan, request, title });
}

async function closeTabs(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: own }) => own);
  const showing = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  await vscode.window.tabGroups.close(tabs.filter(showing));
}

async function compareAll({ worker }: Workbench, records: RecordDocuments, shown: OpenPlan): Promise<void> {
  const found = await changedRecords(worker, shown);
  if (!found.ok) {
    showRefusal(found.error);
    return;
  }
  const { records: changed, total } = found.value;
  if (changed.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing would change, so there is nothing to compare.'));
    return;
  }
  const locale = spokenLocale();
  const title =
    total > changed.length
      ? vscode.l10n.t('{0}: the first {1} of {2} changes', shown.title, locale.count(mostCompared), locale.count(total))
      : vscode.l10n.t('{0}: all changes', shown.title);
  await compareAllChanges(records, title, changed);
}
