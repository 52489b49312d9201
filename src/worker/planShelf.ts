import { randomUUID } from 'node:crypto';
import type { MappingPlan, PlanItem } from '../core/plan/recordPlan';
import type { Page, PlanItemsQuery, PlanSummary } from '../protocol/workerProtocol';
import type { Result } from '../core/result';
import type { RunPlan, ServiceError } from '../service/workspaceService';
import { err, ok } from '../core/result';

/** Plans kept at once, at most. */
const mostPlans = 8;
/** Items kept at once, unless the newest plan alone has more: a plan may hold every record there is. */
const mostItems = 1_000_000;

/** The plans that were made and not closed. Each may be large, so what is shown of it is asked for by pages. */
export class PlanShelf {
  private readonly plans = new Map<string, RunPlan>();
  /** Items by action, made when first asked for. */
  private readonly chosen = new WeakMap<MappingPlan, Map<string, readonly PlanItem[]>>();

  /** Keeps a plan; the oldest ones give way. */
  keep(plan: RunPlan): PlanSummary {
    const planId = randomUUID();
    this.plans.set(planId, plan);
    let items = [...this.plans.values()].reduce((sum, each) => sum + itemsIn(each), 0);
    for (const [id, oldest] of this.plans) {
      if (id === planId || (this.plans.size <= mostPlans && items <= mostItems)) break;
      this.plans.delete(id);
      items -= itemsIn(oldest);
    }
    const mappings = plan.mappings.map(({ items: _, ...summary }) => summary);
    return { planId, mode: plan.mode, troubled: plan.troubled, mappings };
  }

  items({ planId, index, actions, offset, limit }: PlanItemsQuery): Result<Page<PlanItem>, ServiceError> {
    const mapping = this.plans.get(planId)?.mappings[index];
    if (!mapping) {
      const message = 'This plan is no longer kept. Make the preview again.';
      return err({ code: 'PLAN_NOT_FOUND', message, kind: 'usage' });
    }
    const items = actions.length === 0 ? mapping.items : this.itemsOf(mapping, actions);
    return ok({ items: items.slice(offset, offset + limit), total: items.length });
  }

  close(planId: string): void {
    this.plans.delete(planId);
  }

  private itemsOf(mapping: MappingPlan, actions: PlanItemsQuery['actions']): readonly PlanItem[] {
    const known = this.chosen.get(mapping) ?? new Map<string, readonly PlanItem[]>();
    this.chosen.set(mapping, known);
    const key = [...actions].sort().join();
    const items = known.get(key) ?? mapping.items.filter((item) => actions.includes(item.action));
    known.set(key, items);
    return items;
  }
}

function itemsIn(plan: RunPlan): number {
  return plan.mappings.reduce((sum, { items }) => sum + items.length, 0);
}
