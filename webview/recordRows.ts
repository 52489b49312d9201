import type { Opened, Questions, RecordRow, RecordsQuestion } from '../src/protocol/resultsProtocol';
import { questionKey, valueOf } from './answers';
import { pageSize, recordsPage } from './needs';
import type { ViewState } from './state';

/** The pages of a list as far as they are known. */
export interface RecordRows {
  /** Null while no page is known. */
  readonly total: number | null;
  /** Undefined while the row's page is under way. */
  at(index: number): RecordRow | undefined;
}

export function recordRows(state: ViewState, opened: Extract<Opened, { readonly place: 'records' }>): RecordRows {
  const known = searched(state, opened, state.filters.search);
  // What was found before stays in sight, so that typing does not flicker; a refusal is to be seen.
  return known.total === null && !known.isRefused ? searched(state, opened, state.shownSearch) : known;
}

function searched(
  { answers, window }: ViewState,
  opened: Extract<Opened, { readonly place: 'records' }>,
  search: string,
): RecordRows & { readonly isRefused: boolean } {
  const params = (offset: number): RecordsQuestion => recordsPage(opened, search, offset);
  // Looked up once, though a page has many rows in sight.
  const pages = new Map<number, Questions['records']['answer'] | undefined>();
  const page = (offset: number): Questions['records']['answer'] | undefined => {
    if (!pages.has(offset)) pages.set(offset, valueOf(answers, 'records', params(offset)));
    return pages.get(offset);
  };
  const pageOf = (index: number): number => Math.floor(index / pageSize) * pageSize;
  return {
    total: (page(pageOf(window.first)) ?? page(pageOf(window.last)) ?? page(0))?.total ?? null,
    at: (index) => page(pageOf(index))?.rows[index % pageSize],
    isRefused: answers.get(questionKey({ name: 'records', params: params(0) }))?.refusal !== undefined,
  };
}
