import type { FieldType } from './value';

/** What a connector knows of its system's tables: enough to check a mapping and to run it. Also what the schema cache holds. */
export interface SystemSchema {
  readonly tables: readonly TableDescription[];
}

export interface TableDescription {
  readonly name: string;
  /** What people call the table, where the system tells. */
  readonly caption?: string;
  readonly fields: readonly FieldDescription[];
  /** The fields Tandem uses when the mapping names no others; absent where the connector could not tell. */
  readonly idField?: string;
  readonly keyField?: string;
  readonly modifiedOnField?: string;
  /** The connector's `changes` may be asked about this table. */
  readonly tracksChanges?: true;
}

export interface FieldDescription {
  readonly name: string;
  /** What people call the field, where the system tells. */
  readonly caption?: string;
  readonly type: FieldType;
  /** The field refuses null, and has no default that would stand in. */
  readonly required: boolean;
  /** The field refuses null, with or without a default. */
  readonly notNull?: boolean;
  /** Generated, computed or otherwise not writable. */
  readonly readOnly: boolean;
  /** Alone unique within the table. */
  readonly unique: boolean;
  /** The table this field refers to, where the system declares it. */
  readonly references?: { readonly table: string; readonly field: string };
}

/** A table with the three fields that synchronization needs, all settled. */
export interface TableSpec {
  readonly name: string;
  /** Unique and never changing: couplings hold its values. */
  readonly id: string;
  /** What people and lookups call the record by. */
  readonly key: string;
  /** When the record was last changed. */
  readonly modifiedOn: string;
}

export function findTable(schema: SystemSchema, name: string): TableDescription | undefined {
  return byName(tablesByName, schema, schema.tables).get(name);
}

export function findField(table: TableDescription, name: string): FieldDescription | undefined {
  return byName(fieldsByName, table, table.fields).get(name);
}

/** Checks and runs ask for the same tables' fields again and again. What describes a system never changes once it is made. */
const tablesByName = new WeakMap<SystemSchema, ReadonlyMap<string, TableDescription>>();
const fieldsByName = new WeakMap<TableDescription, ReadonlyMap<string, FieldDescription>>();

/** The named things of an owner by their names; of several with one name the first. */
function byName<O extends object, T extends { readonly name: string }>(
  known: WeakMap<O, ReadonlyMap<string, T>>,
  owner: O,
  all: readonly T[],
): ReadonlyMap<string, T> {
  const before = known.get(owner);
  if (before) return before;
  const made = new Map<string, T>();
  for (const each of all) if (!made.has(each.name)) made.set(each.name, each);
  known.set(owner, made);
  return made;
}
