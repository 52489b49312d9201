import type { FieldType } from './value';

/** What a connector knows of its system's tables: enough to check a mapping and to run it. Also what the schema cache holds. */
export interface SystemSchema {
  readonly tables: readonly TableDescription[];
}

export interface TableDescription {
  readonly name: string;
  readonly fields: readonly FieldDescription[];
  /** The fields Tandem uses when the mapping names no others; absent where the connector could not tell. */
  readonly idField?: string;
  readonly keyField?: string;
  readonly modifiedOnField?: string;
}

export interface FieldDescription {
  readonly name: string;
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
  return schema.tables.find((table) => table.name === name);
}

export function findField(table: TableDescription, name: string): FieldDescription | undefined {
  return table.fields.find((field) => field.name === name);
}
