import type { CommandTarget } from '../../commandArguments';
import type { TandemTreeView } from '../treeView';
import type { TreeCommandContext } from './treeCommands';
import type { TreeNode } from '../treeNode';
import { workspaceOf } from '../../commandArguments';

/**
 * Selects in the Synchronization Jobs view the job named, the newest of a mapping, or a workspace's newest run, so that tree and
 * results view show the same; a view that is out of sight is left alone. Answers the job.
 */
export async function revealJob(
  { workbench, trees }: TreeCommandContext,
  target: CommandTarget,
): Promise<string | undefined> {
  const workspace = workspaceOf(workbench.workspaces, target);
  const node = await findLine(trees.jobs, (each) => {
    if (workspace && each.target.workspaceId !== workspace.id) return false;
    if (target.jobId !== undefined) return each.target.jobId === target.jobId;
    if (target.mapping !== undefined) return each.target.mapping === target.mapping;
    return each.row().contextValue === 'run';
  });
  if (!node) return undefined;
  if (trees.jobs.view.visible)
    await trees.jobs.reveal(node, false).catch((error: unknown) => workbench.log.debug(`trees: ${String(error)}`));
  return node.target.jobId;
}

/** The first line, from above and no deeper than jobs, that is meant. */
async function findLine(tree: TandemTreeView, isMeant: (node: TreeNode) => boolean): Promise<TreeNode | undefined> {
  const search = async (nodes: readonly TreeNode[]): Promise<TreeNode | undefined> => {
    for (const node of nodes) {
      if (isMeant(node)) return node;
      const hasJobs = node.target.jobId === undefined && node.children !== undefined;
      const found = hasJobs ? await search(await tree.children(node)) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return search(await tree.children());
}
