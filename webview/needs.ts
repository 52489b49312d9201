import type { Opened, RecordsQuestion } from '../src/protocol/resultsProtocol';
import type { Question } from './answers';
import type { ViewState } from './state';

/** Rows that are asked for at once. */
export const pageSize = 200;

/** What has to be known to show the state: the answers in sight are asked for, and no others. */
export function needs(state: ViewState): readonly Question[] {
  const { opened, runLimit, workspace } = state;
  if (workspace === null) return [];
  switch (opened.place) {
    case 'jobs':
      return [{ name: 'runs', params: { limit: runLimit } }];
    case 'picture':
      return [
        { name: 'runs', params: { limit: runLimit } },
        { name: 'graph', params: {} },
      ];
    case 'records':
      return [
        ...pagesInSight(state).map((offset): Question => ({
          name: 'records',
          params: recordsPage(opened, state.filters.search, offset),
        })),
        { name: 'runs', params: { limit: runLimit } },
      ];
    case 'errors': {
      const { runId, jobId } = opened;
      return [
        { name: 'errors', params: { runId, ...(jobId === undefined ? {} : { jobId }) } },
        { name: 'runs', params: { limit: runLimit } },
      ];
    }
    case 'story': {
      const { mapping, localId, integrationId } = opened;
      return [{ name: 'story', params: { mapping, localId, integrationId } }];
    }
    case 'conflict': {
      const { mapping, localId, integrationId } = opened;
      return [{ name: 'conflict', params: { mapping, localId, integrationId } }];
    }
  }
}

export function recordsPage(
  { runId, jobId, counter, code }: Extract<Opened, { readonly place: 'records' }>,
  search: string,
  offset: number,
): RecordsQuestion {
  return {
    runId,
    ...(jobId === undefined ? {} : { jobId }),
    ...(counter === undefined ? {} : { counter }),
    ...(code === undefined ? {} : { code }),
    search,
    offset,
    limit: pageSize,
  };
}

function pagesInSight({ window }: ViewState): readonly number[] {
  const first = Math.floor(window.first / pageSize);
  const last = Math.floor(Math.max(window.first, window.last) / pageSize);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * pageSize);
}
