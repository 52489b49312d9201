import type { Action } from '../../core/model/job';
import type { PlanSummary } from '../../protocol/workerProtocol';
import { counterOf, groupOrder } from './planPage';

/** Records of one group that are shown at first, and added by each "Show more". */
export const groupPage = 500;

/** Records that a document shows at first, so that a plan of many mappings still opens at once. */
export const documentRecords = 2_000;

/** Each group shows at least so many, whatever the others take. */
const leastShown = 20;

/** Which records to ask the plan for. */
export interface GroupRequest {
  /** Index into the summary's `mappings`. */
  readonly index: number;
  readonly action: Action;
  readonly limit: number;
}

/** How far the user has opened groups, by `groupKey`. */
export type OpenedGroups = ReadonlyMap<string, number>;

export function groupKey({ index, action }: Pick<GroupRequest, 'index' | 'action'>): string {
  return `${index} ${action}`;
}

/** The groups that a document shows, each with how many records; groups without records and those filtered away are left out. */
export function groupRequests(
  { mappings }: Pick<PlanSummary, 'mappings'>,
  filter: readonly Action[],
  opened: OpenedGroups,
): readonly GroupRequest[] {
  let left = documentRecords;
  return mappings.flatMap(({ counters }, index) =>
    groupOrder.flatMap((action) => {
      const count = counters[counterOf[action]];
      if (count === 0 || (filter.length > 0 && !filter.includes(action))) return [];
      const usual = Math.min(groupPage, Math.max(left, leastShown));
      left -= Math.min(usual, count);
      return [{ index, action, limit: opened.get(groupKey({ index, action })) ?? usual }];
    }),
  );
}
