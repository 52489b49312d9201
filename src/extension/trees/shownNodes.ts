import type { TreeNode } from './treeNode';

/** The lines that VS Code was given last, with what stands below what: redrawing a line takes the very object. */
export interface ShownNodes {
  byId(id: string): TreeNode | undefined;
  all(): readonly TreeNode[];
  parent(node: TreeNode): TreeNode | undefined;
  replaceChildren(parent: TreeNode | undefined, children: readonly TreeNode[]): void;
}

/** Knows no line yet; `replaceChildren` tells it of them. */
export function createShownNodes(): ShownNodes {
  interface Shown {
    readonly node: TreeNode;
    readonly parent: string | undefined;
    children: readonly string[];
  }
  const byId = new Map<string, Shown>();
  let roots: readonly string[] = [];
  const forget = (ids: readonly string[]): void => {
    for (const id of ids) {
      const known = byId.get(id);
      byId.delete(id);
      if (known) forget(known.children);
    }
  };
  return {
    byId: (id) => byId.get(id)?.node,
    all: () => [...byId.values()].map(({ node }) => node),
    parent(node) {
      const parent = byId.get(node.id)?.parent;
      return parent === undefined ? undefined : byId.get(parent)?.node;
    },
    replaceChildren(parent, children) {
      const owner = parent && byId.get(parent.id);
      const before = parent ? (owner?.children ?? []) : roots;
      const ids = children.map(({ id }) => id);
      const kept = new Set(ids);
      forget(before.filter((id) => !kept.has(id)));
      for (const node of children)
        byId.set(node.id, { node, parent: parent?.id, children: byId.get(node.id)?.children ?? [] });
      if (!parent) roots = ids;
      else if (owner) owner.children = ids;
    },
  };
}
