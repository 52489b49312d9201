import type { FieldDescription, SystemSchema, TableDescription } from '../../core/model/schema';
import type { SqliteColumn, SqliteTable } from './sqliteTable';

/** Column names that the workspace file gives for every table that has them (DESIGN 2). */
export interface ColumnDefaults {
  readonly id?: string;
  readonly key?: string;
  readonly modifiedOn?: string;
}

/** The tables as the rest of Tandem knows them, with the id, key and modified-on fields that DESIGN 2 derives. */
export function describeTables(tables: Iterable<SqliteTable>, defaults: ColumnDefaults): SystemSchema {
  return { tables: Array.from(tables, (table) => describeTable(table, defaults)) };
}

function describeTable(table: SqliteTable, defaults: ColumnDefaults): TableDescription {
  const own = (name: string | undefined) => (name !== undefined && table.columns.has(name) ? name : undefined);
  const columns = [...table.columns.values()];
  const idField = own(defaults.id) ?? table.primaryKey;
  const keyField =
    own(defaults.key) ?? columns.find((column) => column.unique && column.name !== idField)?.name ?? idField;
  const modifiedOnField = own(defaults.modifiedOn);
  return {
    name: table.name,
    fields: columns.map((column) => describeField(column, column.name === modifiedOnField)),
    ...(idField === undefined ? {} : { idField }),
    ...(keyField === undefined ? {} : { keyField }),
    ...(modifiedOnField === undefined ? {} : { modifiedOnField }),
  };
}

function describeField(column: SqliteColumn, isStamp: boolean): FieldDescription {
  return {
    name: column.name,
    type: column.type,
    required: column.notNull && !column.hasDefault && !column.readOnly,
    // The connector stamps records itself: a mapping must not.
    readOnly: column.readOnly || isStamp,
    unique: column.unique,
    ...(column.references === undefined ? {} : { references: column.references }),
  };
}
