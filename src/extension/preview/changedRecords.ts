import type { Answer } from '../../protocol/workerProtocol';
import type { OpenPlan } from './planDocuments';
import type { PlannedRecord } from '../compare/compareChanges';
import type { WorkerClient } from '../workbench';
import { fetchItems } from '../run/fetchItems';

/** Records that "Compare All Changes" shows; a person reads no further. */
export const mostCompared = 100;

/** The first records that a plan would create or modify, as its document is filtered, and how many there are. */
export async function changedRecords(
  worker: WorkerClient,
  { plan, filter, marks }: Pick<OpenPlan, 'plan' | 'filter' | 'marks'>,
): Promise<Answer<{ readonly records: readonly PlannedRecord[]; readonly total: number }>> {
  const actions = (['insert', 'modify'] as const).filter((action) => filter.length === 0 || filter.includes(action));
  const sections = marks.flatMap((mark) => (mark.kind === 'section' ? [mark.section] : []));
  const records: PlannedRecord[] = [];
  let total = 0;
  for (const section of actions.length === 0 ? [] : sections) {
    const limit = mostCompared - records.length;
    const page = await fetchItems(worker, { planId: plan.planId, index: section.index, actions, limit });
    if (!page.ok) return page;
    records.push(...page.value.items.map((item) => ({ section, item })));
    total += page.value.total;
  }
  return { ok: true, value: { records, total } };
}
