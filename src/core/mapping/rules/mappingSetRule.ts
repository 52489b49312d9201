import type { Workspace } from '../../model/workspace';
import type { Report } from '../problemList';
import type { SynchronizationOrder } from '../synchronizationOrder';
import type { ReadMapping } from './mappingRule';

/** All mappings of a workspace that could be read. */
export interface MappingSet {
  readonly all: readonly ReadMapping[];
  /** Mappings whose files have errors, by name. */
  readonly brokenNames: readonly string[];
  /** Of all that could be read. */
  readonly order: SynchronizationOrder;
  /** Absent where nothing is known of how the mappings are listed. */
  readonly workspace: Workspace | undefined;
}

/** Looks at mappings among each other. To add one: a file beside this one, a line in `mappingSetRules`. */
export type MappingSetRule = (set: MappingSet, reportIn: (file: string) => Report) => void;
