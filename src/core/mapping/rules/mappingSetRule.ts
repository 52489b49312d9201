import type { Report } from '../problemList';
import type { ReadMapping } from './mappingRule';

/** All mappings of a workspace that could be read. */
export interface MappingSet {
  readonly all: readonly ReadMapping[];
  /** Mappings whose files have errors, by name. */
  readonly brokenNames: readonly string[];
}

/** Looks at mappings among each other. To add one: a file beside this one, a line in `mappingSetRules`. */
export type MappingSetRule = (set: MappingSet, reportIn: (file: string) => Report) => void;
