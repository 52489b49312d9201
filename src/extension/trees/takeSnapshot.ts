import type { TreeNode } from './treeNode';
import type { TreeSnapshot } from '../api';

/** Lines and what is below them as plain data, down to `depth` levels: what the view shows, without drawing it. */
export async function takeSnapshot(nodes: readonly TreeNode[], depth: number): Promise<readonly TreeSnapshot[]> {
  return Promise.all(
    nodes.map(async (node) => {
      const { label, description, contextValue, accessibleLabel, icon } = node.row();
      const below = depth > 1 && node.children ? await node.children() : [];
      return {
        id: node.id,
        label,
        description: description ?? '',
        contextValue,
        accessibleLabel,
        icon: icon?.name,
        expandable: node.children !== undefined,
        children: await takeSnapshot(below, depth - 1),
      };
    }),
  );
}
