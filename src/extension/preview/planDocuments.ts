import * as vscode from 'vscode';
import type { Action } from '../../core/model/job';
import type { GroupRequest } from './planBudget';
import type { PlanGroup, PlanPage, PlanSection } from './planPage';
import type { PlanItem } from '../../core/plan/recordPlan';
import type { PlanMark } from './planText';
import type { PlanViewer, ShownPlan } from '../run/runTools';
import type { Workbench } from '../workbench';
import { closePlan } from '../run/makePlan';
import { fetchItems } from '../run/fetchItems';
import { groupKey, groupPage, groupRequests } from './planBudget';
import { planText } from './planText';
import { runSystems } from '../run/runSystems';
import { spokenLocale } from '../run/spokenLocale';

/** The scheme of plans as documents. */
export const planScheme = 'tandem-plan';

/** A plan that is open, with how far the reader has opened it. */
export interface OpenPlan extends ShownPlan {
  readonly uri: vscode.Uri;
  filter: readonly Action[];
  readonly opened: Map<string, number>;
  outdated: boolean;
  /** As of the last text. */
  marks: readonly PlanMark[];
}

/** Plans as read-only documents. A plan lives in the worker until the last tab that shows it is closed. */
export class PlanDocuments implements vscode.TextDocumentContentProvider, PlanViewer, vscode.Disposable {
  readonly #plans = new Map<string, OpenPlan>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registrations: readonly vscode.Disposable[];
  readonly onDidChange = this.#changed.event;

  constructor(private readonly workbench: Workbench) {
    this.#registrations = [
      vscode.workspace.registerTextDocumentContentProvider(planScheme, this),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) this.#closeUnseen();
      }),
      workbench.runs.onDidChange(({ ended, workspace }) => {
        if (ended) this.#markOutdated(workspace.id);
      }),
    ];
  }

  async show(shown: ShownPlan): Promise<void> {
    const uri = vscode.Uri.from({
      scheme: planScheme,
      path: `/${shown.title.replace(/[/\\]/g, '∕')}`,
      query: shown.plan.planId,
    });
    this.#plans.set(uri.toString(), { ...shown, uri, filter: [], opened: new Map(), outdated: false, marks: [] });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  plan(uri: vscode.Uri): OpenPlan | undefined {
    return this.#plans.get(uri.toString());
  }

  /** Shows more of one group. */
  showMore(plan: OpenPlan, group: Pick<GroupRequest, 'index' | 'action'>, shown: number): void {
    plan.opened.set(groupKey(group), shown + groupPage);
    this.#changed.fire(plan.uri);
  }

  filter(plan: OpenPlan, actions: readonly Action[]): void {
    plan.filter = actions;
    this.#changed.fire(plan.uri);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const plan = this.plan(uri);
    if (!plan) return vscode.l10n.t('This preview is no longer there. Make it again with Tandem: Preview.');
    const { systems, sections, refused } = await this.#page(plan);
    if (refused !== undefined) return refused;
    const { title, filter, outdated, plan: summary } = plan;
    const page: PlanPage = { title, systems, summary, sections, filter, outdated };
    const { text, marks } = planText(page, spokenLocale());
    plan.marks = marks;
    return text;
  }

  dispose(): void {
    for (const registration of this.#registrations) registration.dispose();
    this.#changed.dispose();
    for (const { plan } of this.#plans.values()) closePlan(this.workbench, plan.planId);
    this.#plans.clear();
  }

  async #page({
    scope,
    plan,
    filter,
    opened,
  }: OpenPlan): Promise<Pick<PlanPage, 'systems' | 'sections'> & { readonly refused?: string }> {
    const systems = runSystems(scope.overview, this.workbench.workspaces.isProduction(scope.workspace));
    const groups = new Map<number, PlanGroup[]>();
    for (const { index, action, limit } of groupRequests(plan, filter, opened)) {
      const page = await fetchItems(this.workbench.worker, { planId: plan.planId, index, actions: [action], limit });
      if (!page.ok) return { systems, sections: [], refused: page.error.message };
      const { items, total }: { readonly items: readonly PlanItem[]; readonly total: number } = page.value;
      groups.set(index, [...(groups.get(index) ?? []), { action, items, total }]);
    }
    const sections = plan.mappings.map(({ mapping, direction, counters }, index): PlanSection => {
      const known = scope.overview.mappings.find(({ name }) => name === mapping);
      const tables = known && { local: known.table, integration: known.integrationTable };
      return { index, mapping, direction, tables, counters, groups: groups.get(index) ?? [] };
    });
    return { systems, sections };
  }

  #markOutdated(workspaceId: string): void {
    for (const plan of this.#plans.values()) {
      if (plan.outdated || plan.scope.workspace.id !== workspaceId) continue;
      plan.outdated = true;
      this.#changed.fire(plan.uri);
    }
  }

  #closeUnseen(): void {
    const seen = new Set(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(urisOf)));
    for (const [key, { plan }] of this.#plans) {
      if (seen.has(key)) continue;
      this.#plans.delete(key);
      closePlan(this.workbench, plan.planId);
    }
  }
}

function urisOf({ input }: vscode.Tab): readonly string[] {
  return input instanceof vscode.TabInputText ? [input.uri.toString()] : [];
}
