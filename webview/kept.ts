import type { JobStatus } from '../src/core/model/job';
import type { Opened } from '../src/protocol/resultsProtocol';
import { opened } from './modelShapes';
import { count, list, object, oneOf, text } from '../src/core/shapes';
import type { Shape } from '../src/core/shapes';

export const columnNames = ['mapping', 'action', 'local', 'integration', 'fields', 'reason'] as const;
export type Column = (typeof columnNames)[number];

/** Empty for all. */
export interface Filters {
  readonly mapping: string;
  readonly status: JobStatus | '';
  readonly days: '1' | '7' | '30' | '';
  readonly search: string;
}

export const noFilters: Filters = { mapping: '', status: '', days: '', search: '' };

/** What outlives a reload: where the user is and how it is looked at, never data. */
export interface Kept {
  readonly opened: Opened;
  readonly history: readonly Opened[];
  readonly filters: Filters;
  readonly columns: readonly Column[];
  readonly scrollTop: number;
}

export const nothingKept: Kept = {
  opened: { place: 'jobs' },
  history: [],
  filters: noFilters,
  columns: columnNames,
  scrollTop: 0,
};

const kept: Shape<Kept> = object({
  opened,
  history: list(opened),
  filters: object({
    mapping: text,
    status: oneOf('', 'inProgress', 'finished', 'aborted', 'cancelled'),
    days: oneOf('', '1', '7', '30'),
    search: text,
  }),
  columns: list(oneOf(...columnNames)),
  scrollTop: count,
});

/** What an earlier version or nobody kept is not taken up. */
export function readKept(value: unknown): Kept {
  return kept(value) && value.columns.length > 0 ? value : nothingKept;
}

export function toKeep(state: Kept): Kept {
  const { opened, history, filters, columns, scrollTop } = state;
  return { opened, history, filters, columns, scrollTop: Math.max(0, Math.round(scrollTop)) };
}
