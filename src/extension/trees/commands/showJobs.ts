import * as vscode from 'vscode';
import type { TandemTreeView } from '../treeView';
import type { TreeCommandContext } from './treeCommands';
import type { TreeNode } from '../treeNode';
import { targetsOf, workspaceOf } from '../../commandArguments';
import { views } from '../../names';

/** What the Synchronization Jobs view was led to. */
export interface ShownJobs {
  /** The job that is selected; undefined where none was named or it is not among those shown. */
  readonly jobId: string | undefined;
}

/** Opens the Synchronization Jobs view and selects the job named, the newest of a mapping, or a workspace's newest run. */
export async function showJobs({ workbench, trees }: TreeCommandContext, item: unknown): Promise<ShownJobs> {
  await vscode.commands.executeCommand(`${views.jobs}.focus`);
  const [target] = targetsOf(item, undefined);
  if (!target) return { jobId: undefined };
  const workspace = workspaceOf(workbench.workspaces, target);
  const node = await findLine(trees.jobs, (each) => {
    if (workspace && each.target.workspaceId !== workspace.id) return false;
    if (target.jobId !== undefined) return each.target.jobId === target.jobId;
    if (target.mapping !== undefined) return each.target.mapping === target.mapping;
    return each.row().contextValue === 'run';
  });
  if (!node) return { jobId: undefined };
  await trees.jobs.reveal(node).catch((error: unknown) => workbench.log.debug(`trees: ${String(error)}`));
  return { jobId: node.target.jobId };
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
