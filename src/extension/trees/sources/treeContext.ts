import type { Runs, TandemWorkspace, WorkerClient, Workspaces } from '../../workbench';
import type { CommandError } from '../../../protocol/workerProtocol';
import type { Row, TreeNode } from '../treeNode';
import type { Timers } from '../../timers';
import type { ShownWorkspace } from '../present/presentWorkspace';
import type { Wording } from '../present/wording';
import { nodeId } from '../treeNode';
import { presentUnavailable } from '../present/presentTrouble';
import { presentWorkspace } from '../present/presentWorkspace';

/** What sources of trees are given. */
export interface TreeContext {
  readonly workspaces: Pick<Workspaces, 'all' | 'ready' | 'overview' | 'isProduction'>;
  readonly worker: Pick<WorkerClient, 'request'>;
  readonly runs: Pick<Runs, 'active'>;
  readonly words: Wording;
  /** Titles come from the two systems, which an untrusted window does not reach. */
  readonly isTrusted: () => boolean;
  /** Titles of couplings became known that are shown by their ids so far. */
  readonly onTitles: () => void;
  readonly timers: Pick<Timers, 'after'>;
}

/** Where the lines of one view come from. */
export interface TreeSource {
  /** Never rejects. */
  readonly roots: () => Promise<readonly TreeNode[]>;
  /** What is remembered of a workspace, or of all, has changed. */
  readonly forget: (workspace: TandemWorkspace | undefined) => void;
}

/** Each workspace's lines: below a line for its folder where the window has several, else at the root. */
export async function workspaceRoots(
  context: TreeContext,
  linesOf: (workspace: TandemWorkspace) => Promise<readonly TreeNode[]>,
): Promise<readonly TreeNode[]> {
  // An empty list means that there is no workspace only once the folders were looked through.
  await context.workspaces.ready;
  const { all } = context.workspaces;
  const [only] = all;
  if (only && all.length === 1) return linesOf(only);
  return all.map((workspace) => ({
    id: workspaceNodeId(workspace),
    target: workspaceTarget(workspace),
    row: () => presentWorkspace(shownWorkspace(workspace, context), context.words),
    children: () => linesOf(workspace),
    startsExpanded: true,
  }));
}

/** What presenters are told of a workspace. */
export function shownWorkspace(workspace: TandemWorkspace, { workspaces }: TreeContext): ShownWorkspace {
  return {
    name: workspace.name,
    folder: workspace.folder.fsPath,
    environment: workspace.environment,
    production: workspaces.isProduction(workspace),
  };
}

/** The id of a workspace’s line, and the beginning of the ids below it. */
export function workspaceNodeId({ id }: TandemWorkspace): string {
  return nodeId('workspace', id);
}

/** The part of a target that every line of a workspace has. */
export function workspaceTarget(workspace: TandemWorkspace): { readonly workspaceId: string; readonly folder: string } {
  return { workspaceId: workspace.id, folder: workspace.folder.fsPath };
}

/** Stands below `parent` in place of what could not be read. */
export function unavailableNode(parent: string, error: CommandError, workspace: TandemWorkspace): TreeNode {
  const row: Row = presentUnavailable(error.message);
  return { id: `${parent}/unavailable`, target: workspaceTarget(workspace), row: () => row };
}

/** The same at a view's root, where files with errors leave the view empty: its welcome leads to them. */
export function unavailableAtRoot(
  parent: string,
  error: CommandError,
  workspace: TandemWorkspace,
): readonly TreeNode[] {
  return (error.problems ?? []).length > 0 ? [] : [unavailableNode(parent, error, workspace)];
}
