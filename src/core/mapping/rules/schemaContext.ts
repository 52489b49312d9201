import type { TextRange } from '../../model/problem';
import type { SystemSchema, TableDescription } from '../../model/schema';
import { findTable } from '../../model/schema';
import type { RunDirection, Side } from '../../model/side';
import { allows, destinationSide, runDirections } from '../../model/side';
import type { FieldMapping, FixedValue, TableFilter, TableMapping, TableReference } from '../../model/tableMapping';
import type { FieldSource, MappingSource, PairSource, TableSource } from '../mappingSource';
import type { Report } from '../problemList';
import type { TableDefaults } from '../resolveTable';
import type { ReadMapping } from './mappingRule';

/** One mapping beside the tables it is about. A table is undefined where its schema is unknown or lacks it. */
export interface SchemaContext {
  readonly mapping: TableMapping;
  readonly source: MappingSource;
  readonly sides: { readonly [S in Side]: SideContext };
  /** The table of another mapping's side, for lookups. */
  tableOf(mapping: string, side: Side): TableDescription | undefined;
}

export interface SideContext {
  readonly schema: SystemSchema | undefined;
  readonly table: TableDescription | undefined;
  readonly defaults: TableDefaults;
  /** The side's parts of the mapping, with their places. */
  readonly reference: TableReference;
  readonly referenceSource: TableSource;
  readonly filter: TableFilter;
  readonly filterSource: readonly PairSource[];
  readonly onCreate: readonly FixedValue[];
  readonly onCreateSource: readonly PairSource[];
}

/** Looks at one mapping and its tables. To add one: a file beside this one, a line in `schemaRules`. */
export type SchemaRule = (context: SchemaContext, report: Report) => void;

export function schemaContexts(
  all: readonly ReadMapping[],
  schemas: { readonly [S in Side]?: SystemSchema },
  defaults: { readonly [S in Side]: TableDefaults },
): readonly SchemaContext[] {
  const tableOf = (mapping: TableMapping, side: Side) => {
    const schema = schemas[side];
    return schema && findTable(schema, referenceOf(mapping, side).name);
  };
  const byName = new Map(all.map(({ mapping }) => [mapping.name, mapping] as const).toReversed());
  return all.map(({ mapping, source }) => ({
    mapping,
    source,
    sides: {
      local: {
        schema: schemas.local,
        table: tableOf(mapping, 'local'),
        defaults: defaults.local,
        reference: mapping.table,
        referenceSource: source.table,
        filter: mapping.tableFilter,
        filterSource: source.tableFilter,
        onCreate: mapping.onCreate.local,
        onCreateSource: source.onCreate.local,
      },
      integration: {
        schema: schemas.integration,
        table: tableOf(mapping, 'integration'),
        defaults: defaults.integration,
        reference: mapping.integrationTable,
        referenceSource: source.integrationTable,
        filter: mapping.integrationTableFilter,
        filterSource: source.integrationTableFilter,
        onCreate: mapping.onCreate.integration,
        onCreateSource: source.onCreate.integration,
      },
    },
    tableOf: (name, side) => {
      const other = byName.get(name);
      return other && tableOf(other, side);
    },
  }));
}

function referenceOf(mapping: TableMapping, side: Side): TableReference {
  return side === 'local' ? mapping.table : mapping.integrationTable;
}

export const bothSides: readonly Side[] = ['local', 'integration'];

/** One enabled field with its places; disabled fields may name what does not exist yet, and broken ones anything. */
export interface FieldInContext {
  readonly field: FieldMapping;
  readonly place: FieldSource;
}

export function enabledFields(context: SchemaContext): readonly FieldInContext[] {
  return remembered(knownFields, context, () =>
    context.mapping.fields.flatMap((field, index) => {
      const place = context.source.fields[index];
      return place && field.enabled && !place.broken ? [{ field, place }] : [];
    }),
  );
}

/** A field on its way in one direction of the mapping. */
export interface FieldPass extends FieldInContext {
  readonly direction: RunDirection;
  readonly destination: string;
  /** Undefined for a constant. */
  readonly origin: string | undefined;
  readonly destinationRange: TextRange;
}

/** Every enabled field once for each direction it goes. */
export function fieldPasses(context: SchemaContext): readonly FieldPass[] {
  return remembered(knownPasses, context, () =>
    runDirections(context.mapping.direction).flatMap((direction) =>
      enabledFields(context).flatMap(({ field, place }): readonly FieldPass[] => {
        const side = destinationSide(direction);
        const destination = fieldOn(field, side);
        if (destination === undefined || !allows(field.direction, direction)) return [];
        const origin = fieldOn(field, side === 'local' ? 'integration' : 'local');
        return [{ field, place, direction, destination, origin, destinationRange: rangeOn(place, side) }];
      }),
    ),
  );
}

/** Nearly every rule asks for them, and a context never changes. */
const knownFields = new WeakMap<SchemaContext, readonly FieldInContext[]>();
const knownPasses = new WeakMap<SchemaContext, readonly FieldPass[]>();

function remembered<T>(known: WeakMap<SchemaContext, T>, context: SchemaContext, make: () => T): T {
  const before = known.get(context);
  if (before !== undefined) return before;
  const made = make();
  known.set(context, made);
  return made;
}

export function fieldOn(field: FieldMapping, side: Side): string | undefined {
  return side === 'local' ? field.localField : field.integrationField;
}

/** Where the name of a side's field stands. */
export function rangeOn(place: FieldSource, side: Side): TextRange {
  return (side === 'local' ? place.localField : place.integrationField) ?? place.range;
}
