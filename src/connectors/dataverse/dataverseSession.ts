import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { DataverseColumn, DataverseTable } from './dataverseTable';
import type { DataverseService } from './dataverseService';
import type { EtagMemory } from '../odata/etagMemory';
import type { ListedTable } from './readMetadata';
import type { RecordId } from '../../core/model/record';
import type { Result } from '../../core/result';
import type { ServiceFailure } from '../odata/serviceCall';
import type { SystemSchema, TableSpec } from '../../core/model/schema';
import { createEtagMemory } from '../odata/etagMemory';
import { err, ok } from '../../core/result';
import { must } from '../../core/assert';
import { neverCancelled } from '../../core/ports/cancelSignal';
import { once } from '../odata/once';
import { readTableList, readTables } from './readMetadata';

/** What a connector remembers between its calls: the tables it met, and the versions of the records it read. */
export interface DataverseSession {
  readonly service: DataverseService;
  readonly etags: EtagMemory;
  /** Changes whose answer was lost: where the record stands as wanted, they arrived. */
  readonly unsettled: Set<RecordId>;
  /** A table with the fields that a mapping uses; its columns are read at the first use. */
  bind(spec: TableSpec, fields: readonly string[]): Promise<Result<BoundTable, ConnectorError>>;
  describe(wanted: readonly string[] | undefined, cancel: CancelSignal): Promise<Result<SystemSchema, ConnectorError>>;
}

export interface BoundTable {
  readonly table: DataverseTable;
  readonly spec: TableSpec;
  readonly modifiedOn: DataverseColumn;
  /** In the order of the fields that were asked for. */
  readonly columns: readonly DataverseColumn[];
}

/** Versions remembered: those of a page between reading and writing it, many times over. */
const mostVersions = 50_000;

export function dataverseSession(service: DataverseService): DataverseSession {
  // A refused or broken request is not remembered: the next use asks again.
  const list = once(() => readTableList(service, neverCancelled));
  const tables = new Map<string, () => Promise<Result<DataverseTable, ServiceFailure>>>();
  const tableOf = (listed: ListedTable) => {
    const known = tables.get(listed.name) ?? once(() => readOne(service, list, listed));
    tables.set(listed.name, known);
    return known();
  };
  return {
    service,
    etags: createEtagMemory(mostVersions),
    unsettled: new Set(),
    async bind(spec, fields) {
      const listed = await list();
      if (!listed.ok) return err(service.error(listed.error));
      const found = listed.value.get(spec.name);
      if (!found) return err(noTable(service, spec.name));
      const table = await tableOf(found);
      return table.ok ? bindTable(service, table.value, spec, fields) : err(service.error(table.error));
    },
    async describe(wanted, cancel) {
      const listed = await list();
      if (!listed.ok) return err(service.error(listed.error));
      const names = wanted && new Set(wanted);
      const chosen = [...listed.value.values()].filter(({ name, isForPeople }) => names?.has(name) ?? isForPeople);
      const read = await readTables(service, listed.value, chosen, cancel);
      if (!read.ok) return err(service.error(read.error));
      for (const table of read.value) tables.set(table.description.name, async () => ok(table));
      return ok({ tables: read.value.map((table) => table.description) });
    },
  };
}

async function readOne(
  service: DataverseService,
  list: () => Promise<Result<ReadonlyMap<string, ListedTable>, ServiceFailure>>,
  listed: ListedTable,
): Promise<Result<DataverseTable, ServiceFailure>> {
  const all = await list();
  if (!all.ok) return all;
  const read = await readTables(service, all.value, [listed], neverCancelled);
  return read.ok ? ok(must(read.value[0], 'the table that was read')) : read;
}

function bindTable(
  service: DataverseService,
  table: DataverseTable,
  spec: TableSpec,
  fields: readonly string[],
): Result<BoundTable, ConnectorError> {
  if (spec.id !== table.idField) {
    return err({
      code: 'FIELD_NOT_FOUND',
      message: `Records of ${spec.name} in ${service.name} are known by ${table.idField}, not by ${spec.id}. Write id: ${table.idField} in the mapping.`,
    });
  }
  const columns: DataverseColumn[] = [];
  for (const name of [spec.modifiedOn, ...fields]) {
    const column = table.columns.get(name);
    if (!column) return err(noField(service, spec.name, name));
    columns.push(column);
  }
  const [modifiedOn, ...asked] = columns;
  return ok({ table, spec, modifiedOn: must(modifiedOn, 'the stamp'), columns: asked });
}

function noTable({ name }: DataverseService, table: string): ConnectorError {
  return {
    code: 'TABLE_NOT_FOUND',
    message: `${name} has no table ${table}. Write its logical name, and refresh the schema if the table is new.`,
  };
}

function noField({ name }: DataverseService, table: string, field: string): ConnectorError {
  return {
    code: 'FIELD_NOT_FOUND',
    message: `${table} in ${name} has no column ${field}. Write its logical name, and refresh the schema if the column is new.`,
  };
}
