import type { Action } from '../../core/model/job';
import type { Answer, Page, PlanSummary } from '../../protocol/workerProtocol';
import type { PlanItem } from '../../core/plan/recordPlan';
import type { PlannedItems } from './directionQuestion';
import type { WorkerClient } from '../workbench';

/** One group of a plan's records: the first `limit` of one mapping and direction. */
export function fetchItems(
  worker: WorkerClient,
  query: {
    readonly planId: string;
    readonly index: number;
    readonly actions: readonly Action[];
    readonly limit: number;
  },
): Promise<Answer<Page<PlanItem>>> {
  return worker.request('plan/items', { ...query, offset: 0 });
}

/** The plan of a few chosen records of one mapping, by direction. */
export async function fetchPlannedItems(
  worker: WorkerClient,
  { planId, mappings }: PlanSummary,
  limit: number,
): Promise<Answer<PlannedItems>> {
  const items: { toIntegrationTable: readonly PlanItem[]; fromIntegrationTable: readonly PlanItem[] } = {
    toIntegrationTable: [],
    fromIntegrationTable: [],
  };
  for (const [index, { direction }] of mappings.entries()) {
    const page = await fetchItems(worker, { planId, index, actions: [], limit });
    if (!page.ok) return page;
    items[direction] = [...items[direction], ...page.value.items];
  }
  return { ok: true, value: items };
}
