import type { Problem } from '../model/problem';
import type { SystemSchema } from '../model/schema';
import type { TableMapping } from '../model/tableMapping';
import type { Workspace } from '../model/workspace';
import type { MappingProblemCode } from './mappingProblems';
import type { MappingSource } from './mappingSource';
import { createProblemList } from './problemList';
import type { TableDefaults } from './resolveTable';
import type { ReadMapping } from './rules/mappingRule';
import { mappingSetRules } from './rules/mappingSetRules';
import { schemaContexts } from './rules/schemaContext';
import { schemaRules } from './rules/schemaRules';

/** All mappings of a workspace, and what is known of the systems. */
export interface MappingsToCheck {
  /** For callers that hand over all they have; nothing depends on it yet. */
  readonly workspace?: Workspace;
  /** Those without errors of their own, in the workspace's order. */
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
 * checked each file in itself.
 */
export function checkMappings(input: MappingsToCheck): { readonly problems: readonly Problem<MappingProblemCode>[] } {
  const problems = createProblemList();
  const all = input.mappings.map((mapping, index): ReadMapping => ({
    mapping,
    source: input.sources?.[index] ?? placesFromModel(mapping),
  }));
  const set = { all, brokenNames: input.brokenNames ?? [] };
  for (const rule of mappingSetRules) rule(set, problems.reportIn);
  for (const context of schemaContexts(all, input.schemas ?? {}, input.defaults)) {
    for (const rule of schemaRules) rule(context, problems.reportIn(context.mapping.file));
  }
  return { problems: problems.sorted() };
}

/** The few places that the model itself holds. The text is unknown, so no fix is offered. */
function placesFromModel(mapping: TableMapping): MappingSource {
  const at = mapping.nameRange;
  const pairs = (list: readonly unknown[]) => list.map(() => ({ field: at, value: at }));
  return {
    file: mapping.file,
    text: '',
    root: undefined,
    name: at,
    direction: at,
    keys: new Map(),
    table: { name: at },
    integrationTable: { name: at },
    tableFilter: pairs(mapping.tableFilter),
    integrationTableFilter: pairs(mapping.integrationTableFilter),
    dependsOn: mapping.dependsOn.map(() => at),
    onCreate: { local: pairs(mapping.onCreate.local), integration: pairs(mapping.onCreate.integration) },
    fields: mapping.fields.map((field) => ({
      range: field.range,
      arrow: field.range,
      arrowText: '<->',
      keys: new Map(),
      lookup: field.lookup.map(() => ({ mapping: field.range })),
      values: field.values.map(() => ({ local: field.range, integration: field.range })),
    })),
  };
}
