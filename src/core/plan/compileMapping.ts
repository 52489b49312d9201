import type { CompiledField, CompiledMapping, CompiledSide } from './compiledMapping';
import { compileConstant, compileFieldTransfer } from '../transfer/compileFieldTransfer';
import type { FieldDescription, SystemSchema, TableDescription } from '../model/schema';
import { findField, findTable } from '../model/schema';
import type { FieldMapping, FixedValue, TableFilter, TableMapping, TableReference } from '../model/tableMapping';
import type { Direction, RunDirection, Side } from '../model/side';
import { allows } from '../model/side';
import type { ParsedFilter } from '../filter/filterExpression';
import type { Result } from '../result';
import { err, ok } from '../result';
import type { TableRecord } from '../model/record';
import type { Value } from '../model/value';
import { compileFilter } from '../filter/compileFilter';
import { fingerprintText } from '../transfer/fingerprint';
import { must } from '../assert';
import { parseFilterExpression } from '../filter/parseFilterExpression';
import { resolveTable } from '../mapping/resolveTable';

/** Column names a workspace gives for every table that has them (DESIGN 2). */
export interface SideDefaults {
  readonly id?: string;
  readonly key?: string;
  readonly modifiedOn?: string;
}

/** One side's tables, and the names its configuration gives to ids, keys and stamps. */
export interface SideSchema {
  readonly schema: SystemSchema;
  readonly defaults: SideDefaults;
}

/** What keeps a mapping from running: a sentence that names the mapping, the table or field, and the next step. */
export interface CompileError {
  readonly code: 'TABLE_NOT_FOUND' | 'FIELD_NOT_FOUND' | 'MAPPING_INVALID';
  readonly message: string;
}

/**
 * Makes a mapping ready to run against the tables as they are now. The mapping's file was checked before; what fails here is
 * what only the live tables can tell.
 */
export function compileMapping(
  mapping: TableMapping,
  schemas: { readonly [S in Side]: SideSchema },
): Result<CompiledMapping, CompileError> {
  const local = tableOf(mapping, mapping.table, schemas.local, 'local');
  if (!local.ok) return local;
  const integration = tableOf(mapping, mapping.integrationTable, schemas.integration, 'integration');
  if (!integration.ok) return integration;
  const tables = { local: local.value, integration: integration.value };

  const fields: CompiledField[] = [];
  for (const field of mapping.fields) {
    if (!field.enabled) continue;
    const compiled = compileField(mapping, field, tables);
    if (!compiled.ok) return compiled;
    fields.push(compiled.value);
  }
  const localSide = compileSide(mapping, 'local', tables.local, schemas.local, fields);
  if (!localSide.ok) return localSide;
  const integrationSide = compileSide(mapping, 'integration', tables.integration, schemas.integration, fields);
  if (!integrationSide.ok) return integrationSide;

  return ok({
    mapping,
    sides: { local: localSide.value, integration: integrationSide.value },
    fields,
    fieldKeys: fields.map((field) => `${field.local?.name ?? ''}\u001f${field.integration?.name ?? ''}`),
    signature: fingerprintText(JSON.stringify([mapping.direction, fields.map(signatureOf)])),
  });
}

function tableOf(
  mapping: TableMapping,
  reference: TableReference,
  side: SideSchema,
  name: Side,
): Result<TableDescription, CompileError> {
  const table = findTable(side.schema, reference.name);
  if (table) return ok(table);
  return err({
    code: 'TABLE_NOT_FOUND',
    message: `${mapping.name}: the ${name} system has no table ${reference.name}. Correct the table in ${mapping.file}.`,
  });
}

function compileField(
  mapping: TableMapping,
  field: FieldMapping,
  tables: { readonly [S in Side]: TableDescription },
): Result<CompiledField, CompileError> {
  const local = fieldOf(mapping, tables.local, field.localField);
  if (!local.ok) return local;
  const integration = fieldOf(mapping, tables.integration, field.integrationField);
  if (!integration.ok) return integration;

  const direction: Direction = field.direction === 'bidirectional' ? mapping.direction : field.direction;
  const base = { mapping: field, direction, local: local.value, integration: integration.value, lookup: field.lookup };
  const noTransfer = { toIntegrationTable: null, fromIntegrationTable: null };

  if (field.constant !== undefined) {
    const destination = must(direction === 'fromIntegrationTable' ? local.value : integration.value, 'constant field');
    const constant = compileConstant(field.constant, destination.type, destination.name);
    if (!constant.ok) return err(invalid(mapping, constant.error.message));
    return ok({ ...base, constant: constant.value, transfer: noTransfer });
  }
  if (field.lookup.length > 0) return ok({ ...base, transfer: noTransfer });

  const types = {
    local: must(local.value, 'local field').type,
    integration: must(integration.value, 'integration field').type,
  };
  const transferOf = (run: RunDirection) => (allows(direction, run) ? compileFieldTransfer(field, types, run) : null);
  return ok({
    ...base,
    transfer: {
      toIntegrationTable: transferOf('toIntegrationTable'),
      fromIntegrationTable: transferOf('fromIntegrationTable'),
    },
  });
}

function fieldOf(
  mapping: TableMapping,
  table: TableDescription,
  name: string | undefined,
): Result<FieldDescription | null, CompileError> {
  if (name === undefined) return ok(null);
  const field = findField(table, name);
  if (field) return ok(field);
  return err({
    code: 'FIELD_NOT_FOUND',
    message: `${mapping.name}: table ${table.name} has no field ${name}. Correct the field in ${mapping.file}.`,
  });
}

function compileSide(
  mapping: TableMapping,
  side: Side,
  description: TableDescription,
  schema: SideSchema,
  fields: readonly CompiledField[],
): Result<CompiledSide, CompileError> {
  const reference = side === 'local' ? mapping.table : mapping.integrationTable;
  const table = resolveTable(reference, description, schema.defaults);
  if (!table.ok) return err(invalid(mapping, table.error.message));

  const filter = compileTableFilter(
    mapping,
    description,
    side === 'local' ? mapping.tableFilter : mapping.integrationTableFilter,
  );
  if (!filter.ok) return filter;
  const onCreate = compileOnCreate(mapping, description, mapping.onCreate[side]);
  if (!onCreate.ok) return onCreate;

  const readFields: string[] = [];
  const position = (name: string | undefined) => {
    if (name === undefined) return -1;
    const known = readFields.indexOf(name);
    return known >= 0 ? known : readFields.push(name) - 1;
  };
  const positions = fields.map((field) => position((side === 'local' ? field.local : field.integration)?.name));
  const predicates = filter.value.map((part) => ({
    position: position(part.field),
    holds: compileFilter(part.expression, part.type),
  }));
  const keyPosition = table.value.key === table.value.id ? -1 : position(table.value.key);
  const passes = (record: TableRecord) =>
    predicates.every((predicate) => predicate.holds(record.values[predicate.position] ?? null));
  return ok({
    side,
    table: table.value,
    description,
    readFields,
    positions,
    keyPosition,
    filter: filter.value,
    passes,
    onCreate: onCreate.value,
  });
}

function compileTableFilter(
  mapping: TableMapping,
  table: TableDescription,
  filter: TableFilter,
): Result<ParsedFilter, CompileError> {
  const parsed = [];
  for (const part of filter) {
    const field = fieldOf(mapping, table, part.field);
    if (!field.ok) return field;
    const type = must(field.value, 'filter field').type;
    const expression = parseFilterExpression(part.expression, type);
    if (!expression.ok)
      return err(invalid(mapping, `the filter on ${part.field} cannot be read: ${expression.error.message}`));
    parsed.push({ field: part.field, type, expression: expression.value });
  }
  return ok(parsed);
}

function compileOnCreate(
  mapping: TableMapping,
  table: TableDescription,
  values: readonly FixedValue[],
): Result<CompiledSide['onCreate'], CompileError> {
  const compiled: { field: string; value: Value }[] = [];
  for (const entry of values) {
    const field = fieldOf(mapping, table, entry.field);
    if (!field.ok) return field;
    const value = compileConstant(entry.value, must(field.value, 'onCreate field').type, entry.field);
    if (!value.ok) return err(invalid(mapping, value.error.message));
    compiled.push({ field: entry.field, value: value.value });
  }
  return ok(compiled);
}

function invalid(mapping: TableMapping, message: string): CompileError {
  return { code: 'MAPPING_INVALID', message: `${mapping.name} (${mapping.file}): ${message}` };
}

/** What decides a transfer, and nothing else: matching and the place in the file do not count. */
function signatureOf(field: CompiledField): readonly unknown[] {
  const { constant, transform, values, lookup, clearValueOnFailedSync, notNull } = field.mapping;
  return [
    field.local,
    field.integration,
    field.direction,
    constant,
    transform,
    values,
    lookup,
    clearValueOnFailedSync,
    notNull,
  ];
}
