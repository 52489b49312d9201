import type { DataverseColumn, DataverseTable } from './dataverseTable';
import type { ExactJson, ExactObject } from '../odata/exactJson';
import type { RecordFailure } from '../../core/model/failure';
import type { Result } from '../../core/result';
import type { Value } from '../../core/model/value';
import { err, ok } from '../../core/result';
import { excerpt } from '../../core/transfer/excerpt';
import { guidLiteral, isWellFormed } from '../odata/literals';
import { isBlank } from '../../core/model/value';
import { jsonFromValue } from '../odata/jsonValues';
import { must } from '../../core/assert';

/** What a record's values become in requests. */
export interface RecordBody {
  readonly onCreate: ExactObject;
  readonly onUpdate: ExactObject;
  /** Of a new record: what can be set only once it exists, such as its status. */
  readonly afterCreate: ExactObject;
}

/** The bodies that carry these values, lookups as references (Associate table rows); or why there are none. */
export function recordBody(
  table: DataverseTable,
  fields: readonly string[],
  values: readonly Value[],
): Result<RecordBody, RecordFailure> {
  const onCreate: Record<string, ExactJson> = {};
  const onUpdate: Record<string, ExactJson> = {};
  const afterCreate: Record<string, ExactJson> = {};
  const given = new Map(fields.map((field, index) => [field, values[index] ?? null]));
  for (const [name, value] of given) {
    const column = must(table.columns.get(name), 'a column that was bound');
    if (column.field.readOnly) return err(readOnly(table, name));
    if (column.write.kind === 'lookupType') continue;
    if (!isBlank(value) && column.field.type.kind === 'text' && !isWellFormed(value))
      return err(halfCharacter(name, value));
    const property = writtenProperty(column, value, given);
    if (!property.ok) return property;
    const [key, json] = property.value;
    if (name === table.idField) continue;
    if (column.onUpdate) onUpdate[key] = json;
    if (isBlank(value)) continue;
    if (column.onCreate) onCreate[key] = json;
    else afterCreate[key] = json;
  }
  return ok({ onCreate, onUpdate, afterCreate });
}

function writtenProperty(
  { field, write }: DataverseColumn,
  value: Value,
  given: ReadonlyMap<string, Value>,
): Result<readonly [string, ExactJson], RecordFailure> {
  if (write.kind !== 'lookup') return ok([field.name, jsonFromValue(value, field.type)]);
  const named = write.typeField === undefined ? null : (given.get(write.typeField) ?? null);
  const table = isBlank(named) ? write.usual : named;
  const target = write.targets.find((each) => each.table === table);
  if (!target)
    return err(
      noTarget(
        field.name,
        table,
        write.targets.map((each) => each.table),
      ),
    );
  if (isBlank(value)) return ok([`${target.navigation}@odata.bind`, null]);
  if (guidLiteral(value) === undefined) return err(noId(field.name, value));
  return ok([`${target.navigation}@odata.bind`, `${target.entitySet}(${value})`]);
}

function readOnly({ description }: DataverseTable, field: string): RecordFailure {
  return {
    code: 'WRITE_REFUSED',
    field,
    message: `${field} of ${description.name} cannot be written: Dataverse sets it. Map it to the local table only.`,
  };
}

function halfCharacter(field: string, value: string): RecordFailure {
  return {
    code: 'VALUE_NOT_CONVERTIBLE',
    field,
    message: `${field}: ${excerpt(value)} is no valid text: half of a character is cut off. Correct the value or its transformation.`,
  };
}

function noTarget(field: string, table: string, possible: readonly string[]): RecordFailure {
  return {
    code: 'VALUE_NOT_CONVERTIBLE',
    field,
    message: `${field} cannot refer to ${excerpt(table)}. Write one of ${possible.join(', ')} into ${field}type.`,
  };
}

function noId(field: string, value: string): RecordFailure {
  return {
    code: 'VALUE_NOT_CONVERTIBLE',
    field,
    message: `${field}: ${excerpt(value)} is no id of a record. Add a lookup to the field's mapping.`,
  };
}
