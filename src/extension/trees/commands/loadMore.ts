import type { PageLoaded, TreeNode } from '../treeNode';
import type { TandemTreeView } from '../treeView';
import type { TreeCommandContext } from './treeCommands';
import { isTreeNode } from '../treeNode';
import * as vscode from 'vscode';

/** Shows the next page of the list whose "Load more…" is given; without one, of the Couplings view. Answers what is shown then. */
export async function loadMore(
  { workbench, trees }: TreeCommandContext,
  item: unknown,
): Promise<PageLoaded | undefined> {
  const node = isTreeNode(item) && item.loads ? item : await lastLine(trees.couplings);
  const tree = Object.values(trees).find((each) => node && each.owns(node));
  if (!node?.loads || !tree) return undefined;
  const { list, next } = node.loads;
  const loaded = await next();
  if (loaded.refused) {
    void vscode.window.showErrorMessage(loaded.refused.message);
    return loaded;
  }
  const before = new Set(tree.shown().map(({ id }) => id));
  tree.redraw(list);
  await revealFirstNew(tree, list, before).catch((error: unknown) => workbench.log.debug(`trees: ${String(error)}`));
  return loaded;
}

/** The Couplings view's own "Load more…", of the list as it is now: one that was drawn before the filter changed leads elsewhere. */
async function lastLine(tree: TandemTreeView): Promise<TreeNode | undefined> {
  const isMore = ({ loads }: TreeNode): boolean => loads !== undefined;
  return (await tree.children()).find(isMore) ?? tree.shown().find(isMore);
}

/** The line that was clicked is gone: the selection goes on with the first line that took its place. */
async function revealFirstNew(
  tree: TandemTreeView,
  list: string | undefined,
  before: ReadonlySet<string>,
): Promise<void> {
  if (!tree.view.visible) return;
  const parent = list === undefined ? undefined : tree.shown().find(({ id }) => id === list);
  const nodes: readonly TreeNode[] = await tree.children(parent);
  const first = nodes.find(({ id }) => !before.has(id));
  if (first) await tree.reveal(first, true);
}
