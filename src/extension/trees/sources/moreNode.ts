import type { LoadedPages, PagedList } from '../pagedList';
import type { CommandTarget } from '../../commandArguments';
import type { TreeContext } from './treeContext';
import type { TreeNode } from '../treeNode';
import { presentMore } from '../present/presentTrouble';

/** "Load more…" at the end of a list below `parent`. `atRoot`: the list stands at the view's root. */
export function moreNode<T>(
  place: {
    readonly parent: string;
    readonly atRoot: boolean;
    readonly target: CommandTarget;
    readonly loaded: LoadedPages<T>;
    readonly list: PagedList<T>;
  },
  { words }: Pick<TreeContext, 'words'>,
): TreeNode {
  const { parent, atRoot, target, loaded, list } = place;
  const shown = loaded.items.length;
  return {
    id: `${parent}/more`,
    target,
    row: () => presentMore(shown, loaded.total, words),
    loads: {
      list: atRoot ? undefined : parent,
      next: async () => {
        const answer = await list.more();
        return answer.ok
          ? { shown: answer.value.items.length, more: answer.value.more }
          : { shown, more: true, refused: answer.error };
      },
    },
  };
}
