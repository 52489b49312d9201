import type { Problem } from '../model/problem';
import type { TableDescription } from '../model/schema';
import type { Side } from '../model/side';
import type { TableMapping } from '../model/tableMapping';
import type { MappingsToCheck } from './checkMappings';
import type { MappingProblemCode } from './mappingProblems';
import type { MappingSource } from './mappingSource';
import { placesFromModel } from './placesFromModel';
import { createProblemList } from './problemList';
import type { TableDefaults } from './resolveTable';
import type { ReadMapping } from './rules/mappingRule';
import { mappingSetRules } from './rules/mappingSetRules';
import type { SchemaContext, SideContext } from './rules/schemaContext';
import { bothSides, schemaContexts } from './rules/schemaContext';
import { schemaRules } from './rules/schemaRules';
import { synchronizationOrder } from './synchronizationOrder';

/** Checks the mappings of one workspace again and again. */
export interface MappingChecker {
  check(input: MappingsToCheck): CheckedMappings;
}

export interface CheckedMappings {
  /** Of mappings among each other, in any file. */
  readonly setProblems: readonly Problem<MappingProblemCode>[];
  /** Against the systems' tables: one list a mapping, in the order of the mappings, by place; the same list where nothing changed. */
  readonly schemaProblems: readonly (readonly Problem<MappingProblemCode>[])[];
}

/**
 * A checker that remembers what it found of each mapping against its tables, which is most of the work: after a change to one
 * file only that mapping is looked at, and those that refer to it where its tables are others now. Mappings, sources and tables are
 * told apart as objects, since they never change.
 */
export function createMappingChecker(): MappingChecker {
  const known = new WeakMap<TableMapping, Checked>();
  return {
    check({ workspace, mappings, sources, brokenNames = [], schemas = {}, defaults }) {
      const all = mappings.map((mapping, index): ReadMapping => ({
        mapping,
        source: sources?.[index] ?? placesFromModel(mapping),
      }));
      const set = createProblemList();
      const order = synchronizationOrder(mappings);
      for (const rule of mappingSetRules) rule({ all, brokenNames, order, workspace }, set.reportIn);
      const contexts = schemaContexts(all, schemas, defaults);
      const schemaProblems = contexts.map((context, index) => {
        const source = sources?.[index];
        const before = known.get(context.mapping);
        if (before && before.source === source && stillHolds(before, context)) return before.problems;
        const checked = checkAgainstTables(context, source);
        known.set(context.mapping, checked);
        return checked.problems;
      });
      return { setProblems: set.sorted(), schemaProblems };
    },
  };
}

/** What was found, and all that it depends on; never the context itself, which holds all other mappings as they were. */
interface Checked {
  readonly source: MappingSource | undefined;
  readonly sides: { readonly [S in Side]: Pick<SideContext, 'schema' | 'defaults'> };
  /** The answers to questions for other mappings' tables. */
  readonly lookedUp: readonly LookedUp[];
  readonly problems: readonly Problem<MappingProblemCode>[];
}

interface LookedUp {
  readonly mapping: string;
  readonly side: Side;
  readonly table: TableDescription | undefined;
}

function checkAgainstTables(context: SchemaContext, source: MappingSource | undefined): Checked {
  const lookedUp: LookedUp[] = [];
  const watched: SchemaContext = {
    ...context,
    tableOf(mapping, side) {
      const table = context.tableOf(mapping, side);
      lookedUp.push({ mapping, side, table });
      return table;
    },
  };
  const problems = createProblemList();
  for (const rule of schemaRules) rule(watched, problems.reportIn(context.mapping.file));
  const dependsOn = ({ schema, defaults }: SideContext) => ({ schema, defaults });
  const sides = { local: dependsOn(context.sides.local), integration: dependsOn(context.sides.integration) };
  return { source, sides, lookedUp, problems: problems.sorted() };
}

function stillHolds(before: Checked, context: SchemaContext): boolean {
  const sameSides = bothSides.every((side) => {
    const [then, now] = [before.sides[side], context.sides[side]];
    return then.schema === now.schema && sameDefaults(then.defaults, now.defaults);
  });
  return sameSides && before.lookedUp.every(({ mapping, side, table }) => context.tableOf(mapping, side) === table);
}

function sameDefaults(a: TableDefaults, b: TableDefaults): boolean {
  return a.id === b.id && a.key === b.key && a.modifiedOn === b.modifiedOn;
}
