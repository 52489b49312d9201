import type { CouplingsList } from './couplingsList';
import type { TandemWorkspace } from '../../workbench';
import type { TreeContext } from './treeContext';
import type { TreeNode } from '../treeNode';
import { couplingFailure, presentCoupling } from '../present/presentCoupling';
import { couplingId } from './couplingsList';
import { moreNode } from './moreNode';
import { unavailableAtRoot, unavailableNode, workspaceTarget } from './treeContext';

/** The couplings that `list` shows, below `parent`, and a line to show more. `atRoot`: they stand at the view's root. */
export async function couplingNodes(
  context: TreeContext,
  place: {
    readonly workspace: TandemWorkspace;
    readonly parent: string;
    readonly atRoot: boolean;
    readonly withMapping: boolean;
  },
  list: CouplingsList,
): Promise<readonly TreeNode[]> {
  const { workspace, parent, atRoot, withMapping } = place;
  const answer = await list.load();
  if (!answer.ok)
    return atRoot
      ? unavailableAtRoot(parent, answer.error, workspace)
      : [unavailableNode(parent, answer.error, workspace)];
  const target = workspaceTarget(workspace);
  const nodes = answer.value.items.map((line): TreeNode => ({
    id: `${parent}/${couplingId(line)}`,
    target: {
      ...target,
      mapping: line.mapping,
      localId: line.localId,
      integrationId: line.integrationId,
      ...(line.lastJobId !== null && { jobId: line.lastJobId }),
    },
    row: () => presentCoupling(list.titled(line), withMapping, context.words),
    failure: () => couplingFailure(list.titled(line)),
  }));
  return answer.value.more
    ? [...nodes, moreNode({ parent, atRoot, target, loaded: answer.value, list }, context)]
    : nodes;
}
