import type { FieldMapping, TableMapping } from '../model/tableMapping';

/** A reference from one mapping to another, through an enabled field. */
export interface MappingLookup {
  readonly field: FieldMapping;
  /** The field's place among the mapping's fields, and the lookup's among the field's. */
  readonly fieldIndex: number;
  readonly position: number;
  /** The looked-up mapping. */
  readonly name: string;
}

/** Mappings never change, and an editor asks for the lookups of all of them after every keystroke in one. */
const known = new WeakMap<TableMapping, readonly MappingLookup[]>();

/** The lookups of a mapping's enabled fields, in the order of the file. */
export function mappingLookups(mapping: TableMapping): readonly MappingLookup[] {
  const before = known.get(mapping);
  if (before) return before;
  const found = mapping.fields.flatMap((field, fieldIndex) => {
    if (!field.enabled || field.lookup.length === 0) return [];
    return field.lookup.map((lookup, position) => ({ field, fieldIndex, position, name: lookup.mapping }));
  });
  known.set(mapping, found);
  return found;
}
