import type { Answer } from '../../protocol/workerProtocol';

/** A list read page by page, which remembers how much of it is shown. */
export interface PagedList<T> {
  /** What is shown so far; reads it where nothing was read or `forget` was called. */
  load(): Promise<Answer<LoadedPages<T>>>;
  /** Shows one page more. */
  more(): Promise<Answer<LoadedPages<T>>>;
  /** Something changed: the next `load` reads anew, and as much as was shown, so that nothing the user looks at is lost. */
  forget(): void;
}

/** The pages that were read, as one list. */
export interface LoadedPages<T> {
  readonly items: readonly T[];
  readonly more: boolean;
  /** How many there are in all, where that is known. */
  readonly total?: number;
}

/** One page as the reader got it. */
export interface ReadPage<T> {
  readonly items: readonly T[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
  readonly total?: number;
}

/**
 * `keyOf` names an item: one that moved to a later page while pages were read is shown once, where it was seen first.
 * Refusals are not remembered: the next look tries again.
 */
export function createPagedList<T>(options: {
  readonly pageSize: number;
  readonly keyOf: (item: T) => string;
  readonly read: (after: string | undefined, limit: number) => Promise<Answer<ReadPage<T>>>;
}): PagedList<T> {
  const { pageSize, keyOf, read } = options;
  let wanted = pageSize;
  let reading: Promise<Answer<Pages<T>>> | undefined;

  const remember = (pages: Promise<Answer<Pages<T>>>): Promise<Answer<Pages<T>>> => {
    reading = pages;
    void pages.then((answer) => {
      if (!answer.ok && reading === pages) reading = undefined;
    });
    return pages;
  };
  const readUntil = async (pages: Pages<T>, count: number): Promise<Answer<Pages<T>>> => {
    let pagesRead = pages;
    while (pagesRead.items.length < count && (pagesRead.next !== undefined || pagesRead.fresh)) {
      const answer = await read(pagesRead.next, count - pagesRead.items.length);
      if (!answer.ok) return answer;
      pagesRead = withPage(pagesRead, answer.value, keyOf);
    }
    return { ok: true, value: pagesRead };
  };
  const load = (): Promise<Answer<Pages<T>>> => reading ?? remember(readUntil(nothing(), wanted));

  return {
    load: async () => shown(await load()),
    async more() {
      const before = await load();
      if (!before.ok || before.value.next === undefined) return shown(before);
      wanted = before.value.items.length + pageSize;
      return shown(await remember(readUntil(before.value, wanted)));
    },
    forget() {
      reading = undefined;
    },
  };
}

/** What was read so far, and where to go on. */
interface Pages<T> {
  readonly items: readonly T[];
  readonly keys: ReadonlySet<string>;
  readonly next: string | undefined;
  readonly total: number | undefined;
  /** Nothing was asked yet. */
  readonly fresh: boolean;
}

function nothing<T>(): Pages<T> {
  return { items: [], keys: new Set(), next: undefined, total: undefined, fresh: true };
}

function withPage<T>(pages: Pages<T>, page: ReadPage<T>, keyOf: (item: T) => string): Pages<T> {
  const keys = new Set(pages.keys);
  const added = page.items.filter((item) => !keys.has(keyOf(item)) && keys.add(keyOf(item)));
  return {
    items: [...pages.items, ...added],
    keys,
    next: page.next,
    total: page.total ?? pages.total,
    fresh: false,
  };
}

function shown<T>(answer: Answer<Pages<T>>): Answer<LoadedPages<T>> {
  if (!answer.ok) return answer;
  const { items, next, total } = answer.value;
  return { ok: true, value: { items, more: next !== undefined, ...(total !== undefined && { total }) } };
}
