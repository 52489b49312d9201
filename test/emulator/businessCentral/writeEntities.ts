import { columnOf } from '../data/tableDefinition';
import { BusinessCentralError, badRequest, recordNotFound } from './businessCentralError';
import { fromJson } from './fieldCodec';
import { entityTag } from './readEntities';
import type { JsonObject } from '../http/exactJson';
import type { Row } from '../data/dataset';
import type { StoredValue } from '../data/storedValue';
import type { ColumnDefinition, TableDefinition } from '../data/tableDefinition';
import type { Company, Installation } from './installation';

/** The id is the server's to give; a number that is missing comes from its series. */
export function createEntity(
  installation: Installation,
  company: Company,
  table: TableDefinition,
  body: JsonObject,
): string {
  requireWritable(installation, table);
  const values = new Map<string, StoredValue>();
  for (const { name, initial } of table.columns) values.set(name, initial ?? null);
  for (const [name, value] of readEntity(table, body, 'create')) values.set(name, value);
  runTriggers(installation, table, 'insert', values);
  const series = table.numberSeries;
  if (series && (values.get(series.column) ?? null) === null) values.set(series.column, nextNumber(company, table));
  const id = hasSystemId(table) ? installation.newId() : freeKey(company, table, values);
  values.set(table.id, id);
  if (table.createdOn !== undefined) values.set(table.createdOn, installation.clock.now());
  store(installation, company, table, id, values);
  return id;
}

/** Returns the id, new where a key was changed. `If-Match` is not optional: an ETag, or `*`. Page: webservices/use-odata-to-modify-data. */
export function modifyEntity(
  installation: Installation,
  company: Company,
  table: TableDefinition,
  id: string,
  body: JsonObject,
  ifMatch: string | undefined,
): string {
  requireWritable(installation, table);
  const row = existing(company, table, id, ifMatch);
  const values = new Map([...row.values, ...readEntity(table, body, 'update')]);
  runTriggers(installation, table, 'modify', values);
  if (hasSystemId(table) || values.get(table.id) === id) {
    store(installation, company, table, id, values);
    return id;
  }
  const renamed = freeKey(company, table, values);
  company.data.remove(table.name, id);
  store(installation, company, table, renamed, values);
  return renamed;
}

/** Tables without one are addressed by their keys: NAV's. */
export function hasSystemId(table: TableDefinition): boolean {
  return columnOf(table, table.id)?.type.kind === 'guid';
}

function freeKey(company: Company, table: TableDefinition, values: ReadonlyMap<string, StoredValue>): string {
  const key = values.get(table.id) ?? '';
  if (key !== '' && !company.data.rows(table.name).get(key)) return key;
  const [caption, column] = [table.caption ?? table.name, columnOf(table, table.id)?.caption ?? table.id];
  if (key === '') {
    throw new BusinessCentralError(
      400,
      'Application_FieldValidationException',
      `${column} must have a value in ${caption}. It cannot be zero or empty.`,
    );
  }
  throw new BusinessCentralError(
    400,
    'Internal_EntityWithSameKeyExists',
    `The record in table ${caption} already exists. Identification fields and values: ${column}='${key}'`,
  );
}

export function deleteEntity(
  installation: Installation,
  company: Company,
  table: TableDefinition,
  id: string,
  ifMatch: string | undefined,
): void {
  requireWritable(installation, table);
  existing(company, table, id, ifMatch);
  company.data.remove(table.name, id);
}

function existing(company: Company, table: TableDefinition, id: string, ifMatch: string | undefined): Row {
  if (ifMatch === undefined) {
    throw new BusinessCentralError(
      400,
      'BadRequest_InvalidToken',
      'Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.',
    );
  }
  const row = company.data.rows(table.name).get(id);
  if (!row) throw recordNotFound(table.caption ?? table.name, id);
  if (ifMatch !== '*' && ifMatch !== entityTag(row)) {
    throw new BusinessCentralError(409, 'Request_EntityChanged', 'Another user has already changed the record.');
  }
  return row;
}

/** The fields a body sets; one that cannot be written refuses the whole request. */
function readEntity(
  table: TableDefinition,
  body: JsonObject,
  phase: 'create' | 'update',
): ReadonlyMap<string, StoredValue> {
  const values = new Map<string, StoredValue>();
  for (const [name, json] of Object.entries(body)) {
    if (name.includes('@')) continue;
    const column = columnOf(table, name);
    if (!column) {
      throw badRequest(
        `The property '${name}' does not exist on type 'Microsoft.NAV.${table.name}'. Make sure to only use property names that are defined by the type.`,
      );
    }
    const readOnly =
      column.access === 'readOnly' ||
      column.computed !== undefined ||
      (phase === 'update' && column.access === 'createOnly');
    if (readOnly)
      throw new BusinessCentralError(
        400,
        'BadRequest_InvalidOperation',
        `Control '${column.caption ?? name}' is read-only.`,
      );
    values.set(name, fromJson(column, json));
  }
  return values;
}

function store(
  installation: Installation,
  company: Company,
  table: TableDefinition,
  id: string,
  values: Map<string, StoredValue>,
): void {
  for (const column of table.columns) {
    if (column.computed)
      values.set(
        column.name,
        column.computed((name) => values.get(name) ?? null),
      );
    checkRelation(company, table, column, values.get(column.name) ?? null);
    if (column.required && (values.get(column.name) ?? null) === null && column.name !== table.id) {
      throw new BusinessCentralError(
        400,
        'Application_FieldValidationException',
        `${column.caption ?? column.name} must have a value in ${table.caption ?? table.name}: ${table.id}=${id}. It cannot be zero or empty.`,
      );
    }
  }
  const rows = company.data.rows(table.name);
  for (const { columns } of table.keys ?? []) {
    const key = columns.map((name) => values.get(name) ?? null);
    const other = rows.byKey(columns, key);
    if (other === undefined || other === id) continue;
    const shown = columns
      .map((name, index) => `${columnOf(table, name)?.caption ?? name}='${key[index] ?? ''}'`)
      .join(',');
    throw new BusinessCentralError(
      400,
      'Internal_EntityWithSameKeyExists',
      `The record in table ${table.caption ?? table.name} already exists. Identification fields and values: ${shown}`,
    );
  }
  // Stamps keep milliseconds here (system fields: SystemModifiedAt).
  if (table.modifiedOn !== undefined) {
    const onlyDay = columnOf(table, table.modifiedOn)?.type.kind === 'date';
    values.set(table.modifiedOn, installation.clock.now().slice(0, onlyDay ? 10 : undefined));
  }
  company.data.put(table.name, id, values);
}

/** A value of a field with a table relation must be found there (developer/properties/devenv-tablerelation-property). */
function checkRelation(company: Company, table: TableDefinition, column: ColumnDefinition, value: StoredValue): void {
  const { type } = column;
  const relation = type.kind === 'code' || type.kind === 'guid' ? type.relation : undefined;
  if (!relation || value === null) return;
  const rows = company.data.rows(relation.table);
  if (relation.column === rows.definition.id ? rows.get(value) : rows.byKey([relation.column], [value]) !== undefined)
    return;
  throw new BusinessCentralError(
    400,
    'Internal_InvalidTableRelation',
    `The field ${column.caption ?? column.name} of table ${table.caption ?? table.name} contains a value (${value}) that cannot be found in the related table (${rows.definition.caption ?? relation.table}).`,
  );
}

function nextNumber(company: Company, table: TableDefinition): string {
  const { column = '', prefix = '', digits = 5 } = table.numberSeries ?? {};
  const rows = company.data.rows(table.name);
  let last = company.lastNumbers.get(table.name) ?? 0;
  for (;;) {
    last += 10;
    const number = `${prefix}${String(last).padStart(digits, '0')}`;
    if (rows.byKey([column], [number]) !== undefined) continue;
    company.lastNumbers.set(table.name, last);
    return number;
  }
}

function requireWritable(installation: Installation, table: TableDefinition): void {
  requireRight(installation, table);
  if (table.readOnly) {
    throw new BusinessCentralError(
      405,
      'BadRequest_MethodNotAllowed',
      `Requests that change '${table.set}' are not allowed within Dynamics 365 Business Central OData web services.`,
    );
  }
}

export function requireRight(installation: Installation, table: TableDefinition): void {
  if (!installation.settings.forbidden?.includes(table.name)) return;
  throw new BusinessCentralError(
    403,
    'Authorization_RequestDenied',
    `You do not have the following permissions on TableData ${table.caption ?? table.name}: Read.`,
  );
}

function runTriggers(
  installation: Installation,
  table: TableDefinition,
  on: 'insert' | 'modify',
  values: Map<string, StoredValue>,
): void {
  for (const trigger of installation.settings.triggers ?? []) {
    if (trigger.table !== table.name || trigger.on !== on) continue;
    for (const [name, value] of trigger.run(values)) values.set(name, value);
  }
}
