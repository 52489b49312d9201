import { createDataset } from '../data/dataset';
import { isJsonObject, parseJson } from '../http/exactJson';
import { jsonReply, preferences } from '../http/exchange';
import { parseQuery } from '../odata/queryOptions';
import { parseSegments } from '../odata/resourcePath';
import { runBatch } from './batch';
import { bulkMessages, runBulkMessage } from './bulkMessages';
import { DataverseError, invalidPayload, noSuchSegment, recordDoesNotExist } from './dataverseError';
import { entityDefinitions, relationshipDefinitions } from './entityDefinitions';
import { dataverseMetadata, serviceDocument } from './metadataDocument';
import { findId, idIn } from './findRecord';
import { collate, defaultBusinessUnitId, defaultOrganizationId, defaultUserId } from './organization';
import { requirePrivilege } from './privileges';
import { countRecords, expanded, retrieveMultiple } from './retrieveRecords';
import { annotationsAsked, etag, selectedColumns } from './showRecord';
import { createRecord, deleteRecord, updateRecord, upsertRecord } from './writeRecord';
import type { Incoming, Reply } from '../http/exchange';
import type { JsonObject } from '../http/exactJson';
import type { Segment } from '../odata/resourcePath';
import type { TableDefinition } from '../data/tableDefinition';
import type { DataverseSettings, EmulatorClock, Organization } from './organization';
import type { WriteOptions } from './writeRecord';

export interface DataverseService {
  readonly organization: Organization;
  /** Answers what lies below `/api/data/v…`; whoever calls has been let in already. */
  answer(request: Incoming): Reply;
}

export function createDataverse(
  settings: DataverseSettings,
  clock: EmulatorClock,
  newId: () => string,
): DataverseService {
  const data = createDataset(settings.tables, collate);
  const byName = new Map(settings.tables.map((table) => [table.name, table]));
  const bySet = new Map(settings.tables.map((table) => [table.set, table]));
  const organization: Organization = {
    data,
    settings,
    clock,
    newId,
    tableByName: (name) => byName.get(name),
    tableBySet: (set) => bySet.get(set),
  };
  return { organization, answer: (request) => answerSafely(organization, request, new Map()) };
}

function answerSafely(organization: Organization, request: Incoming, contentIds: ReadonlyMap<string, string>): Reply {
  try {
    return answer(organization, request, contentIds);
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    const details = annotationsAsked(preferences(request)).some(
      (name) => name === '*' || name.startsWith('Microsoft.PowerApps.CDS.'),
    );
    const more = details
      ? {
          '@Microsoft.PowerApps.CDS.ErrorDetails.HttpStatusCode': String(error.status),
          '@Microsoft.PowerApps.CDS.HelpLink': 'http://go.microsoft.com/fwlink/?LinkID=398563',
        }
      : {};
    return jsonReply(error.status, { error: { code: error.code, message: error.message, ...more } }, error.headers);
  }
}

function answer(organization: Organization, request: Incoming, contentIds: ReadonlyMap<string, string>): Reply {
  const [, version = '', path = ''] = /^\/api\/data\/v([\d.]+)\/?(.*)$/s.exec(request.path) ?? [];
  const offered = organization.settings.version ?? '9.2.24112.171';
  if (version === '' || Number(version) > Number(/^\d+\.\d+/.exec(offered)?.[0])) throw noSuchSegment(request.path);
  const root = `${request.origin}/api/data/v${version}`;
  if (path === '$batch') {
    if (request.method !== 'POST') throw notAllowed(request.method);
    return runBatch(organization, request, (inner, ids) => answerSafely(organization, inner, ids));
  }
  const segments = parseSegments(path);
  const [first] = segments;
  if (!first) return serviceDocument(organization, root);
  if (request.method === 'GET') {
    const named = answerFunction(organization, first, segments, request, root);
    if (named) return named;
  }
  const table = organization.tableBySet(first.name);
  if (!table) throw noSuchSegment(first.name);
  const second = segments[1];
  if (request.method === 'GET') return read(organization, table, segments, request, root);
  if (second?.name === '$ref' || segments.length > 2)
    throw new DataverseError(501, '0x80060888', 'The emulator does not associate records by $ref.');
  const options: WriteOptions = {
    detectDuplicates: request.headers.get('mscrm.suppressduplicatedetection')?.toLowerCase() === 'false',
    bypassPlugins: bypasses(organization, request),
    contentIds,
  };
  if (request.method === 'POST' && second) {
    const message = bulkMessages.find((each) => second.name === `Microsoft.Dynamics.CRM.${each}`);
    if (!message || first.key) throw noSuchSegment(second.name);
    return runBulkMessage(organization, table, message, bodyOf(request), options, root);
  }
  return write(organization, table, first, second, request, options, root);
}

function answerFunction(
  organization: Organization,
  first: Segment,
  segments: readonly Segment[],
  request: Incoming,
  root: string,
): Reply | undefined {
  const { settings } = organization;
  switch (first.name) {
    case '$metadata':
      return dataverseMetadata(organization, parseQuery(request.query).all.get('annotations') === 'true');
    case 'WhoAmI':
      return jsonReply(200, {
        '@odata.context': `${root}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
        BusinessUnitId: defaultBusinessUnitId,
        UserId: settings.userId ?? defaultUserId,
        OrganizationId: settings.organizationId ?? defaultOrganizationId,
      });
    case 'RetrieveVersion':
      return jsonReply(200, {
        '@odata.context': `${root}/$metadata#Microsoft.Dynamics.CRM.RetrieveVersionResponse`,
        Version: settings.version ?? '9.2.24112.171',
      });
    case 'RetrieveCurrentOrganization':
      return jsonReply(200, {
        '@odata.context': `${root}/$metadata#Microsoft.Dynamics.CRM.RetrieveCurrentOrganizationResponse`,
        Detail: {
          OrganizationId: settings.organizationId ?? defaultOrganizationId,
          FriendlyName: settings.organizationName ?? 'Sample organization',
          OrganizationVersion: settings.version ?? '9.2.24112.171',
          UniqueName: 'sample',
          UrlName: 'sample',
          State: 'Enabled',
        },
      });
    case 'EntityDefinitions':
      return entityDefinitions(organization, segments, request, root);
    case 'RelationshipDefinitions':
      return relationshipDefinitions(organization, request, root);
    default:
      return undefined;
  }
}

function read(
  organization: Organization,
  table: TableDefinition,
  segments: readonly Segment[],
  request: Incoming,
  root: string,
): Reply {
  const [first, second] = segments;
  if (!first?.key) {
    if (second?.name === '$count') return countRecords(organization, table, request);
    if (second) throw noSuchSegment(second.name);
    return retrieveMultiple(organization, table, request, root);
  }
  requirePrivilege(organization, 'Read', table);
  const id = findId(organization, table, first.key);
  const row = id === undefined ? undefined : organization.data.rows(table.name).get(id);
  if (!row) throw recordDoesNotExist(table.name, idIn(table, first.key) ?? '');
  const options = parseQuery(request.query);
  const annotations = annotationsAsked(preferences(request));
  const condition = request.headers.get('if-none-match');
  if (condition === etag(row) && options.expand.length === 0 && annotations.length === 0) {
    return { status: 304, headers: { 'OData-Version': '4.0' } };
  }
  const columns = selectedColumns(table, second ? [second.name] : options.select);
  const shown = expanded(organization, table, row, options.expand, { columns, annotations });
  const context = `${root}/$metadata#${table.set}`;
  if (second) {
    const value = shown[second.name] ?? null;
    if (value === null) return { status: 204, headers: { 'OData-Version': '4.0' } };
    return jsonReply(200, {
      '@odata.context': `${context}(${String(first.key.kind === 'single' ? first.key.value : '')})/${second.name}`,
      value,
    });
  }
  const select = options.select.length > 0 ? `(${options.select.join(',')})` : '';
  return jsonReply(200, { '@odata.context': `${context}${select}/$entity`, ...shown }, { ETag: etag(row) });
}

function write(
  organization: Organization,
  table: TableDefinition,
  first: Segment,
  property: Segment | undefined,
  request: Incoming,
  options: WriteOptions,
  root: string,
): Reply {
  const ifMatch = guard(request.headers.get('if-match'));
  const ifNoneMatch = guard(request.headers.get('if-none-match'));
  const { key } = first;
  if (request.method === 'POST' && !key) {
    const id = createRecord(organization, table, bodyOf(request), options);
    return written(organization, table, id, request, root, 201);
  }
  if (!key) throw notAllowed(request.method);
  if (request.method === 'PATCH' && !property) {
    const { id, created } = upsertRecord(organization, table, key, bodyOf(request), { ifMatch, ifNoneMatch }, options);
    return written(organization, table, id, request, root, created ? 201 : 200);
  }
  const id = findId(organization, table, key);
  if (id === undefined) throw recordDoesNotExist(table.name, idIn(table, key) ?? '');
  if (request.method === 'DELETE' && !property) {
    deleteRecord(organization, table, id, ifMatch);
    return { status: 204, headers: { 'OData-Version': '4.0' } };
  }
  if ((request.method === 'PUT' || request.method === 'DELETE') && property) {
    // One property: set by `{"value": …}`, emptied by DELETE (update-delete-entities-using-web-api).
    const value = request.method === 'DELETE' ? null : (bodyOf(request)['value'] ?? null);
    updateRecord(organization, table, id, { [property.name]: value }, ifMatch, options);
    return { status: 204, headers: { 'OData-Version': '4.0' } };
  }
  throw notAllowed(request.method);
}

/** 204 and where the record is, or the record where a representation is preferred. */
function written(
  organization: Organization,
  table: TableDefinition,
  id: string,
  request: Incoming,
  root: string,
  status: number,
): Reply {
  const address = `${root}/${table.set}(${id})`;
  const where = { 'OData-EntityId': address, ...(status === 201 ? { Location: address } : {}) };
  const prefer = preferences(request);
  const row = organization.data.rows(table.name).get(id);
  if (prefer.get('return') !== 'representation' || !row) {
    return { status: 204, headers: { 'OData-Version': '4.0', ...where, Location: address } };
  }
  const options = parseQuery(request.query);
  const shown = { columns: selectedColumns(table, options.select), annotations: annotationsAsked(prefer) };
  const select = options.select.length > 0 ? `(${options.select.join(',')})` : '';
  return jsonReply(
    status,
    {
      '@odata.context': `${root}/$metadata#${table.set}${select}/$entity`,
      ...expanded(organization, table, row, options.expand, shown),
    },
    { ...where, ETag: etag(row), 'Preference-Applied': 'return=representation' },
  );
}

/**
 * Both headers need a privilege; without it the request is refused. Page: bypass-custom-business-logic.
 */
function bypasses(organization: Organization, request: Incoming): boolean {
  const logic = request.headers.get('mscrm.bypassbusinesslogicexecution') ?? '';
  const plugins = request.headers.get('mscrm.bypasscustompluginexecution')?.toLowerCase() === 'true';
  const lacks = (name: string) => (organization.settings.missingPrivileges ?? []).includes(name);
  if (logic !== '' && lacks('prvBypassCustomBusinessLogic')) throw missing('prvBypassCustomBusinessLogic');
  if (plugins && lacks('prvBypassCustomPlugins')) throw missing('prvBypassCustomPlugins');
  return plugins || logic.includes('CustomSync');
}

function missing(privilege: string): DataverseError {
  return new DataverseError(403, '0x80040220', `The user is missing ${privilege} privilege.`);
}

function guard(header: string | undefined): string | undefined {
  return header === undefined || header === 'null' || header === '' ? undefined : header;
}

function bodyOf(request: Incoming): JsonObject {
  if (!/^application\/json/i.test(request.headers.get('content-type') ?? '')) {
    throw new DataverseError(415, '0x80060888', 'The content type of a request with a body must be application/json.');
  }
  const body = parseJson(request.body);
  if (!isJsonObject(body)) throw invalidPayload('An error occurred while reading the JSON body.');
  return body;
}

function notAllowed(method: string): DataverseError {
  return new DataverseError(405, '0x80060888', `The requested resource does not support http method '${method}'.`);
}
