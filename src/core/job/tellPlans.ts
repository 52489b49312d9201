import type { Pass } from './pass';
import type { PlanItem } from '../plan/recordPlan';
import type { RecordId } from '../model/record';

/** Stands in a plan for the id of a record that the run will create: nobody knows it yet. */
const newRecord = '(new)';

/** Tells the plans of a rehearsal's passes, when all that the run would do to each record is known. */
export function tellPlans(passes: readonly Pass[]): void {
  const scratchIds = new Set(passes.flatMap((pass) => [...pass.scratchIds]));
  for (const pass of passes) {
    pass.context.events.planned({
      mapping: pass.compiled.mapping.name,
      direction: pass.direction,
      items: scratchIds.size === 0 ? pass.items : pass.items.map((item) => withoutScratchIds(item, scratchIds)),
      counters: pass.job.counters,
      message: pass.job.status === 'finished' ? '' : pass.job.message,
      ...(pass.emptied && { emptied: pass.emptied }),
    });
  }
}

/** Ids on scratch copies mean nothing to anybody: the run will make others. */
function withoutScratchIds(item: PlanItem, scratchIds: ReadonlySet<RecordId>): PlanItem {
  const known = (id: RecordId | null) => (id !== null && scratchIds.has(id) ? null : id);
  return {
    ...item,
    localId: known(item.localId),
    integrationId: known(item.integrationId),
    fields: item.fields.map((change) => ({
      ...change,
      before: change.before !== null && scratchIds.has(change.before) ? newRecord : change.before,
      after: change.after !== null && scratchIds.has(change.after) ? newRecord : change.after,
    })),
  };
}
