import type { CouplingsSource } from '../sources/couplingsSource';
import type { TandemTreeView } from '../treeView';
import type { TreeContext } from '../sources/treeContext';
import type { Workbench } from '../../workbench';

/** What the commands of the views are given. */
export interface TreeCommandContext {
  readonly workbench: Workbench;
  readonly context: TreeContext;
  readonly trees: {
    readonly mappings: TandemTreeView;
    readonly couplings: TandemTreeView;
    readonly jobs: TandemTreeView;
  };
  readonly couplings: CouplingsSource;
  /** Takes a changed filter into the view's title, the context key and the lines. */
  readonly showFilter: () => void;
}
