import type { CouplingsFilter } from '../couplingsFilter';
import type { CouplingsList } from './couplingsList';
import type { TandemWorkspace } from '../../workbench';
import type { TreeContext, TreeSource } from './treeContext';
import { couplingNodes } from './couplingNodes';
import { couplingsList } from './couplingsList';
import { isFiltered, noFilter } from '../couplingsFilter';
import { workspaceNodeId, workspaceRoots } from './treeContext';

/** The Couplings view: one list a workspace over all mappings, as the filter says. */
export interface CouplingsSource extends TreeSource {
  readonly filter: () => CouplingsFilter;
  readonly setFilter: (filter: CouplingsFilter) => void;
  /** Does the view show anything? Tells of what `roots` gave last. */
  readonly isEmpty: () => boolean;
  /** Why ids stand for titles although the systems were asked; undefined where they do not. */
  readonly titlesMissing: () => string | undefined;
}

/** Begins without a filter. */
export function createCouplingsSource(context: TreeContext): CouplingsSource {
  let filter = noFilter;
  let lists = new Map<string, CouplingsList>();
  let empty = true;
  let titlesMissing: string | undefined;

  const listOf = (workspace: TandemWorkspace): CouplingsList => {
    const tell = (missing: string | undefined): void => {
      titlesMissing = missing;
      context.onTitles();
    };
    const list = lists.get(workspace.id) ?? couplingsList(context, workspace, filter, tell);
    lists.set(workspace.id, list);
    return list;
  };
  const linesOf = (workspace: TandemWorkspace, atRoot: boolean) =>
    couplingNodes(
      context,
      { workspace, parent: workspaceNodeId(workspace), atRoot, withMapping: filter.mappings.length !== 1 },
      listOf(workspace),
    );

  return {
    filter: () => filter,
    setFilter(next) {
      filter = next;
      // The lists begin anew: what was shown of another selection says nothing of this one.
      lists = new Map();
    },
    isEmpty: () => empty,
    titlesMissing: () => titlesMissing,
    async roots() {
      await context.workspaces.ready;
      const { all } = context.workspaces;
      // A filter that lets nothing through in any folder empties the view, so that its welcome can say so.
      const filled = isFiltered(filter)
        ? await Promise.all(all.map((workspace) => linesOf(workspace, all.length === 1)))
        : undefined;
      const roots = filled?.every((nodes) => nodes.length === 0)
        ? []
        : await workspaceRoots(context, (workspace) => linesOf(workspace, all.length === 1));
      empty = roots.length === 0;
      return roots;
    },
    forget(workspace) {
      for (const [id, list] of lists) if (!workspace || workspace.id === id) list.forget();
    },
  };
}
