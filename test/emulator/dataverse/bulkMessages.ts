import { isJsonObject } from '../http/exactJson';
import { jsonReply } from '../http/exchange';
import { parseSegments } from '../odata/resourcePath';
import { DataverseError, invalidPayload, recordDoesNotExist } from './dataverseError';
import { createRecord, updateRecord, upsertRecord } from './writeRecord';
import type { Json, JsonObject } from '../http/exactJson';
import type { Reply } from '../http/exchange';
import type { KeyPredicate } from '../odata/resourcePath';
import type { TableDefinition } from '../data/tableDefinition';
import type { Organization } from './organization';
import type { WriteOptions } from './writeRecord';

export const bulkMessages = ['CreateMultiple', 'UpdateMultiple', 'UpsertMultiple'] as const;
export type BulkMessage = (typeof bulkMessages)[number];

/**
 * `POST {set}/Microsoft.Dynamics.CRM.CreateMultiple` and its like. Every target tells its type; on standard tables one error
 * takes all back. Pages: bulk-operations, webapi/reference/upsertmultiple.
 */
export function runBulkMessage(
  organization: Organization,
  table: TableDefinition,
  message: BulkMessage,
  body: JsonObject,
  options: WriteOptions,
  root: string,
): Reply {
  if (table.noBulk || organization.settings.without?.includes('bulk')) {
    throw new DataverseError(
      400,
      '0x80040216',
      `The message '${message}' is not supported for the entity '${table.name}'.`,
    );
  }
  const targets = targetsIn(table, body['Targets']);
  const ids = organization.data.transaction((takeBack) => {
    try {
      return targets.map((target) => runOne(organization, table, message, target, options));
    } catch (error) {
      takeBack();
      throw error;
    }
  });
  if (message !== 'CreateMultiple') return { status: 204, headers: { 'OData-Version': '4.0' } };
  return jsonReply(200, {
    '@odata.context': `${root}/$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`,
    Ids: ids,
  });
}

function runOne(
  organization: Organization,
  table: TableDefinition,
  message: BulkMessage,
  target: JsonObject,
  options: WriteOptions,
): string {
  if (message === 'CreateMultiple') return createRecord(organization, table, target, options);
  const key = keyOf(table, target);
  if (message === 'UpsertMultiple') {
    const rest = Object.fromEntries(Object.entries(target).filter(([name]) => name !== table.id));
    return upsertRecord(organization, table, key, rest, {}, options).id;
  }
  const id = key.kind === 'single' ? key.value : '';
  if (id === '') throw recordDoesNotExist(table.name, id);
  updateRecord(organization, table, id, target, undefined, options);
  return id;
}

function targetsIn(table: TableDefinition, targets: Json | undefined): readonly JsonObject[] {
  if (!Array.isArray(targets)) throw invalidPayload("The parameter 'Targets' is missing.");
  return (targets as readonly Json[]).map((target) => {
    const type = isJsonObject(target) ? target['@odata.type'] : undefined;
    if (
      !isJsonObject(target) ||
      (type !== `Microsoft.Dynamics.CRM.${table.name}` && type !== `#Microsoft.Dynamics.CRM.${table.name}`)
    ) {
      throw invalidPayload(
        `A type named '${typeof type === 'string' ? type : ''}' could not be resolved: each target needs '@odata.type'.`,
      );
    }
    return target;
  });
}

/** The record a target means: by its id, or by `@odata.id` with an alternate key. */
function keyOf(table: TableDefinition, target: JsonObject): KeyPredicate {
  const address = target['@odata.id'];
  const key = typeof address === 'string' ? parseSegments(address).at(-1)?.key : undefined;
  if (key) return key;
  const id = target[table.id];
  if (typeof id !== 'string') throw invalidPayload(`Each target needs '${table.id}' or '@odata.id'.`);
  return { kind: 'single', value: id.toLowerCase() };
}
