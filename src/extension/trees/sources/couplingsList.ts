import type { Answer, CouplingLine } from '../../../protocol/workerProtocol';
import type { CouplingsFilter } from '../couplingsFilter';
import type { CouplingsRead } from './readCouplings';
import type { PagedList } from '../pagedList';
import type { TandemWorkspace } from '../../workbench';
import type { TreeContext } from './treeContext';
import { createPagedList } from '../pagedList';
import { nodeId } from '../treeNode';
import { readCouplings } from './readCouplings';

/** Enough to look at and to scroll, few enough to come at once. */
export const couplingsPageSize = 200;

/** How long a page waits for titles before it shows ids; titles come from the two systems, which may be far away. */
const patienceMs = 300;

/** Couplings by pages. */
export interface CouplingsList extends PagedList<CouplingLine> {
  /** The coupling with the newest titles that are known of it. */
  readonly titled: (line: CouplingLine) => CouplingLine;
}

/**
 * The couplings of a workspace that `filter` lets through. Which couplings there are comes from the state at once; their
 * titles are asked for beside it, and `onTitles` hears of those that come after a page was shown. It hears, too, why
 * titles are missing.
 */
export function couplingsList(
  context: TreeContext,
  workspace: TandemWorkspace,
  filter: CouplingsFilter,
  onTitles: (missing: string | undefined) => void,
): CouplingsList {
  const titles = new Map<string, Titles>();
  const ask = (withTitles: boolean, after: string | undefined, limit: number): Promise<Answer<CouplingsRead>> => {
    const query = { address: workspace.address(), filter, titles: withTitles };
    return readCouplings(context.worker, query, after, limit);
  };
  const learn = (answer: Answer<CouplingsRead>): void => {
    if (!answer.ok) return;
    for (const { localTitle, integrationTitle, ...line } of answer.value.items)
      titles.set(couplingId(line), { localTitle, integrationTitle });
    onTitles(answer.value.titlesMissing);
  };

  const list = createPagedList({
    pageSize: couplingsPageSize,
    keyOf: couplingId,
    async read(after, limit): Promise<Answer<CouplingsRead>> {
      if (!context.isTrusted()) return ask(false, after, limit);
      const plain = ask(false, after, limit);
      const withTitles = ask(true, after, limit).then((answer) => {
        learn(answer);
        return answer;
      });
      // What a title has to tell decides what a search finds.
      if (filter.search !== '') return withTitles;
      const page = await plain;
      const isKnown = page.ok && page.value.items.every((line) => titles.has(couplingId(line)));
      return isKnown ? page : ((await within(patienceMs, withTitles, context)) ?? page);
    },
  });
  return { ...list, titled: (line) => ({ ...line, ...titles.get(couplingId(line)) }) };
}

/** A coupling's name within its workspace. */
export function couplingId({
  mapping,
  localId,
  integrationId,
}: Pick<CouplingLine, 'mapping' | 'localId' | 'integrationId'>): string {
  return nodeId('coupling', mapping, localId ?? '', integrationId ?? '');
}

type Titles = Pick<CouplingLine, 'localTitle' | 'integrationTitle'>;

/** What comes in time; undefined where it does not, or comes to nothing. */
async function within<T>(
  ms: number,
  answer: Promise<Answer<T>>,
  { timers }: Pick<TreeContext, 'timers'>,
): Promise<Answer<T> | undefined> {
  const first = await new Promise<Answer<T> | undefined>((resolve) => {
    const timer = timers.after(ms, () => resolve(undefined));
    void answer.then((value) => {
      timer.cancel();
      resolve(value);
    });
  });
  return first?.ok ? first : undefined;
}
