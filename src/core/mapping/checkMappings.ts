import type { Problem } from '../model/problem';
import type { SystemSchema } from '../model/schema';
import type { TableMapping } from '../model/tableMapping';
import type { Workspace } from '../model/workspace';
import type { MappingProblemCode } from './mappingProblems';
import type { MappingSource } from './mappingSource';
import { createMappingChecker } from './mappingChecker';
import { sortedProblems } from './problemList';
import type { TableDefaults } from './resolveTable';

/** All mappings of a workspace, and what is known of the systems. */
export interface MappingsToCheck {
  /** How the mappings are listed; absent, their listed order is not looked at. */
  readonly workspace?: Workspace;
  /** In the workspace's order. Of those with errors of their own the `partial` model, if at all, together with its source. */
  readonly mappings: readonly TableMapping[];
  /** In the order of `mappings`, as `parseMapping` gave them. Without it problems stand at the name or at the field, without fixes. */
  readonly sources?: readonly (MappingSource | undefined)[];
  /** Names of mappings whose files have errors: they exist, although nothing else is known of them. */
  readonly brokenNames?: readonly string[];
  /** The tables of each side; what is absent is not checked. */
  readonly schemas?: { readonly local?: SystemSchema; readonly integration?: SystemSchema };
  readonly defaults: { readonly local: TableDefaults; readonly integration: TableDefaults };
}

/**
 * Checks mappings against each other and against the tables of both systems: what no single file can tell. `parseMapping` has
 * checked each file in itself. Who checks again after small changes keeps a `createMappingChecker`.
 */
export function checkMappings(input: MappingsToCheck): { readonly problems: readonly Problem<MappingProblemCode>[] } {
  const { setProblems, schemaProblems } = createMappingChecker().check(input);
  return { problems: sortedProblems([...setProblems, ...schemaProblems.flat()]) };
}
