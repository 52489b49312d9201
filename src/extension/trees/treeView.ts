import * as vscode from 'vscode';
import type { TreeNode } from './treeNode';
import { createShownNodes } from './shownNodes';
import { treeItem, treeTooltip } from './treeItem';

/** One view with its lines; knows which lines VS Code has been given. */
export interface TandemTreeView extends vscode.Disposable {
  readonly view: vscode.TreeView<TreeNode>;
  /** Draws the line of that id and what is below it again; the whole view where it is not shown, or without an id. */
  readonly redraw: (id?: string) => void;
  /** Draws again the lines that look different by now, of those that are meant. */
  readonly redrawChanged: (isMeant: (node: TreeNode) => boolean) => void;
  /** The lines below a node, or the roots, as the view asks for them. */
  readonly children: (node?: TreeNode) => Promise<readonly TreeNode[]>;
  /** Is this very line one that the view shows? */
  readonly owns: (node: TreeNode) => boolean;
  /** The lines that the view has been given. */
  readonly shown: () => readonly TreeNode[];
  /** Shows and selects a line that `children` gave; `withFocus` takes the focus there. */
  readonly reveal: (node: TreeNode, withFocus: boolean) => Promise<void>;
}

/** Opens the view of that id on `roots`; lines below are read when the user opens them. */
export function createTreeView(id: string, roots: () => Promise<readonly TreeNode[]>): TandemTreeView {
  const changes = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  const shown = createShownNodes();
  /** How lines looked when they were drawn last. */
  const drawn = new WeakMap<TreeNode, string>();
  const children = async (node?: TreeNode): Promise<readonly TreeNode[]> => {
    const found = withoutTwins(await (node ? (node.children?.() ?? []) : roots()));
    shown.replaceChildren(node, found);
    return found;
  };
  const view = vscode.window.createTreeView<TreeNode>(id, {
    treeDataProvider: {
      onDidChangeTreeData: changes.event,
      getChildren: async (node) => [...(await children(node))],
      getTreeItem: (node) => {
        drawn.set(node, look(node));
        return treeItem(node);
      },
      getParent: (node) => shown.parent(node),
      resolveTreeItem: (item, node) => {
        const tooltip = treeTooltip(node);
        if (tooltip) item.tooltip = tooltip;
        return item;
      },
    },
    canSelectMany: true,
    showCollapseAll: true,
  });
  return {
    view,
    redraw: (of) => changes.fire(of === undefined ? undefined : shown.byId(of)),
    redrawChanged(isMeant) {
      const nodes = shown.all().filter((node) => isMeant(node) && drawn.has(node) && drawn.get(node) !== look(node));
      if (nodes.length > 0) changes.fire(nodes);
    },
    children,
    owns: (node) => shown.byId(node.id) === node,
    shown: () => shown.all(),
    async reveal(node, withFocus) {
      await view.reveal(node, { select: true, focus: withFocus });
    },
    dispose() {
      view.dispose();
      changes.dispose();
    },
  };
}

function look(node: TreeNode): string {
  const { label, description, icon, contextValue } = node.row();
  return JSON.stringify([label, description, icon, contextValue]);
}

/** VS Code gives up a whole view when two lines have one id; whatever made them, the first stays. */
function withoutTwins(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const ids = new Set<string>();
  return nodes.filter(({ id }) => !ids.has(id) && ids.add(id));
}
