import { columnNames } from './kept';
import type { Column } from './kept';
import type { ViewState } from './state';

/** The columns of the list of records, in their order: those chosen, and no mapping where all rows are of one job. */
export function shownColumns({ opened, columns }: Pick<ViewState, 'opened' | 'columns'>): readonly Column[] {
  const isOfOneJob = opened.place === 'records' && opened.jobId !== undefined;
  const shown = columnNames.filter((name) => columns.includes(name) && !(isOfOneJob && name === 'mapping'));
  return shown.length === 0 ? ['local'] : shown;
}
