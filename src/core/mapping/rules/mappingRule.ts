import type { TableMapping } from '../../model/tableMapping';
import type { MappingSource } from '../mappingSource';
import type { Report } from '../problemList';

/** A mapping that could be read, with the places of its parts. */
export interface ReadMapping {
  readonly mapping: TableMapping;
  readonly source: MappingSource;
}

/** Looks at one mapping in itself and tells of what is wrong. To add one: a file beside this one, a line in `mappingRules`. */
export type MappingRule = (read: ReadMapping, report: Report) => void;
