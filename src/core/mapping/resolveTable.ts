import type { TableDescription, TableSpec } from '../model/schema';
import { findField } from '../model/schema';
import type { TableReference } from '../model/tableMapping';
import type { Result } from '../result';
import { err, ok } from '../result';

/** Column names that a side's configuration gives for every table that has them (DESIGN 2). */
export interface TableDefaults {
  readonly id?: string;
  readonly key?: string;
  readonly modifiedOn?: string;
}

/** A table that cannot be synchronized, since nothing tells which of its fields is this one. */
export interface TableUnresolved {
  readonly missing: 'id' | 'modifiedOn';
  /** Names the table and ends with the next step. */
  readonly message: string;
}

/**
 * Settles a table's id, key and modified-on fields (DESIGN 2): the mapping's own words first, then the side's defaults where
 * the table has such a field, then what the connector tells. A key that nobody names is the first unique field, or the id.
 */
export function resolveTable(
  reference: TableReference,
  table: TableDescription,
  defaults: TableDefaults,
): Result<TableSpec, TableUnresolved> {
  const existing = (name: string | undefined) => (name !== undefined && findField(table, name) ? name : undefined);

  const id = reference.id ?? existing(defaults.id) ?? existing(table.idField);
  if (id === undefined || !existing(id)) return err(unresolved(table, 'id', reference.id));

  const modifiedOn = reference.modifiedOn ?? existing(defaults.modifiedOn) ?? existing(table.modifiedOnField);
  if (modifiedOn === undefined || !existing(modifiedOn)) {
    return err(unresolved(table, 'modifiedOn', reference.modifiedOn));
  }

  const firstUnique = table.fields.find((field) => field.unique && field.name !== id)?.name;
  const key = existing(reference.key) ?? existing(defaults.key) ?? existing(table.keyField) ?? firstUnique ?? id;
  return ok({ name: table.name, id, key, modifiedOn });
}

const purposes = {
  id: 'identifies its records',
  modifiedOn: 'says when a record was changed',
} as const satisfies Record<TableUnresolved['missing'], string>;

function unresolved(
  table: TableDescription,
  missing: TableUnresolved['missing'],
  named: string | undefined,
): TableUnresolved {
  const message =
    named === undefined
      ? `Nothing tells which field of '${table.name}' ${purposes[missing]}. Name it in the mapping, as '{ name: ${table.name}, ${missing}: … }', or in the defaults of the environment.`
      : `The table '${table.name}' has no field '${named}' that ${purposes[missing]}. Correct '${missing}' in the mapping.`;
  return { missing, message };
}
