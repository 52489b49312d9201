import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { EtagMemory } from '../odata/etagMemory';
import type { Result } from '../../core/result';
import type { ServiceClient } from '../odata/serviceCall';
import type { ServiceField, ServiceTable } from './serviceTable';
import type { TableSpec } from '../../core/model/schema';
import { err, ok } from '../../core/result';

/** Versions remembered: those of a page between reading and writing it, many times over. */
export const mostVersions = 20_000;

/** What all requests of one connector share. */
export interface ServiceSession {
  readonly client: ServiceClient;
  /** Names the system in messages: `Business Central`. */
  readonly system: string;
  readonly tables: (cancel: CancelSignal) => Promise<Result<ReadonlyMap<string, ServiceTable>, ConnectorError>>;
  readonly etags: EtagMemory;
  /** Whether the service takes batches; learned from the first one that it does not know. */
  takesBatches: boolean;
  /** `$filter` texts that the service refused: what they ask is judged here from then on. */
  readonly refusedFilters: Set<string>;
}

export interface BoundTable {
  readonly table: ServiceTable;
  /** The fields that were asked for, in order. */
  readonly fields: readonly ServiceField[];
}

/** Finds a table with its fields, and says what does not exist. */
export async function bindTable(
  session: ServiceSession,
  spec: TableSpec,
  fields: readonly string[],
  cancel: CancelSignal,
): Promise<Result<BoundTable, ConnectorError>> {
  if (cancel.aborted) return err(cancelled);
  const tables = await session.tables(cancel);
  if (!tables.ok) return tables;
  const table = tables.value.get(spec.name);
  if (!table) {
    const message = `${session.system} has no table ${spec.name}. Correct its name in the mapping, or refresh the schema.`;
    return err({ code: 'TABLE_NOT_FOUND', message });
  }
  const missing = [spec.modifiedOn, ...fields].find((name) => !table.fields.has(name));
  if (missing !== undefined) {
    const message = `${spec.name} of ${session.system} has no field ${missing}. Correct its name in the mapping, or refresh the schema.`;
    return err({ code: 'FIELD_NOT_FOUND', message });
  }
  if (spec.id !== table.identity.field) {
    const message = `Records of ${spec.name} are known by ${table.identity.field} alone, not by ${spec.id}. Take 'id' out of the mapping's table.`;
    return err({ code: 'FIELD_NOT_FOUND', message });
  }
  return ok({ table, fields: fields.flatMap((name) => table.fields.get(name) ?? []) });
}

export const cancelled: ConnectorError = { code: 'CANCELLED', message: 'The work was cancelled.' };
