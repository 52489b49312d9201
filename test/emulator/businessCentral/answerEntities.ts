import { columnOf } from '../data/tableDefinition';
import { guidPattern } from '../data/storedValue';
import { isJsonObject, parseJson } from '../http/exactJson';
import { jsonReply } from '../http/exchange';
import { parseQuery } from '../odata/queryOptions';
import { BusinessCentralError, badRequest, noSuchSegment, recordNotFound } from './businessCentralError';
import { countEntities, entityTag, readEntities, selectedNames, showEntity } from './readEntities';
import { createEntity, deleteEntity, hasSystemId, modifyEntity, requireRight } from './writeEntities';
import type { Incoming, Reply } from '../http/exchange';
import type { JsonObject } from '../http/exactJson';
import type { TableDefinition } from '../data/tableDefinition';
import type { Segment } from '../odata/resourcePath';
import type { Company, Installation } from './installation';

/** What lies below a company: entity sets, single entities, counts. Keys are ids, or in NAV what the table calls its key. */
export function answerEntities(
  installation: Installation,
  company: Company,
  tables: readonly TableDefinition[],
  segments: readonly Segment[],
  request: Incoming,
  root: string,
  before: string,
): Reply {
  const [first, second] = segments;
  const table = tables.find(({ set }) => set === first?.name);
  if (!first || !table) throw noSuchSegment(first?.name ?? '');
  const set = `${before}${table.set}`;
  if (request.method !== 'GET' && request.headers.get('data-access-intent')?.toLowerCase() === 'readonly') {
    // Page: developer/devenv-connect-apps-tips, data access intent.
    throw new BusinessCentralError(
      405,
      'BadRequest_MethodNotAllowed',
      'The request intends to read only, and cannot change data.',
    );
  }
  requireRight(installation, table);
  if (!first.key) {
    if (request.method === 'GET' && second?.name === '$count') return countEntities(company, table, request);
    if (second) throw noSuchSegment(second.name);
    if (request.method === 'GET') return readEntities(installation, company, table, request, { root, set });
    if (request.method !== 'POST') throw notAllowed(request, table);
    const id = createEntity(installation, company, table, bodyOf(request));
    return shownEntity(company, table, id, request, root, set, 201);
  }
  if (second) throw noSuchSegment(second.name);
  const id = rowId(table, first.key.kind === 'single' ? first.key.value : (first.key.parts.get(table.id) ?? ''));
  switch (request.method) {
    case 'GET':
      if (!company.data.rows(table.name).get(id)) throw recordNotFound(table.caption ?? table.name, id);
      return shownEntity(company, table, id, request, root, set, 200);
    case 'PATCH':
    case 'PUT':
      return shownEntity(
        company,
        table,
        modifyEntity(installation, company, table, id, bodyOf(request), request.headers.get('if-match')),
        request,
        root,
        set,
        200,
      );
    case 'DELETE':
      deleteEntity(installation, company, table, id, request.headers.get('if-match'));
      return { status: 204, headers: { 'OData-Version': '4.0' } };
    default:
      throw notAllowed(request, table);
  }
}

function shownEntity(
  company: Company,
  table: TableDefinition,
  id: string,
  request: Incoming,
  root: string,
  set: string,
  status: number,
): Reply {
  const row = company.data.rows(table.name).get(id);
  if (!row) throw recordNotFound(table.caption ?? table.name, id);
  const names = selectedNames(table, parseQuery(request.query).select);
  const headers: Record<string, string> =
    status === 201
      ? { Location: `${root}/${set}(${hasSystemId(table) ? id : `'${encodeURIComponent(id)}'`})`, ETag: entityTag(row) }
      : { ETag: entityTag(row) };
  return jsonReply(
    status,
    { '@odata.context': `${root}/$metadata#${set}/$entity`, ...showEntity(table, row, names) },
    headers,
  );
}

function rowId(table: TableDefinition, key: string): string {
  if (!hasSystemId(table)) return columnOf(table, table.id)?.type.kind === 'code' ? key.trim().toUpperCase() : key;
  if (guidPattern.test(key)) return key.toLowerCase();
  throw new BusinessCentralError(404, 'BadRequest_NotFound', 'Bad Request - Error in query syntax');
}

function bodyOf(request: Incoming): JsonObject {
  const body = parseJson(request.body);
  if (!isJsonObject(body)) throw badRequest('Invalid Request Body');
  return body;
}

function notAllowed(request: Incoming, table: TableDefinition): BusinessCentralError {
  return new BusinessCentralError(
    405,
    'BadRequest_MethodNotAllowed',
    `'${request.method}' requests for '${table.set}' of EdmType 'Entity' are not allowed within Dynamics 365 Business Central OData web services.`,
  );
}
