import { createDataset } from '../data/dataset';
import { guidPattern } from '../data/storedValue';
import { isJsonObject, parseJson } from '../http/exactJson';
import { jsonReply } from '../http/exchange';
import { parseQuery } from '../odata/queryOptions';
import { parseSegments } from '../odata/resourcePath';
import { BusinessCentralError, badRequest, noSuchSegment, recordNotFound } from './businessCentralError';
import { edmx } from './edmx';
import { collateExactly, defaultCompany } from './installation';
import { runJsonBatch } from './jsonBatch';
import { countEntities, entityTag, readEntities, selectedNames, showEntity } from './readEntities';
import { createEntity, deleteEntity, modifyEntity, requireRight } from './writeEntities';
import type { EmulatorClock } from '../dataverse/organization';
import type { Incoming, Reply } from '../http/exchange';
import type { JsonObject } from '../http/exactJson';
import type { TableDefinition } from '../data/tableDefinition';
import type { Segment } from '../odata/resourcePath';
import type { BusinessCentralSettings, Company, Installation } from './installation';

export interface BusinessCentralService {
  /** The first company. */
  readonly company: Company;
  readonly installation: Installation;
  /** Undefined where the address is no API's. */
  answer(request: Incoming): Reply | undefined;
}

export function createBusinessCentral(
  settings: BusinessCentralSettings,
  clock: EmulatorClock,
  newId: () => string,
): BusinessCentralService {
  const companies = (settings.companies ?? [{ ...defaultCompany, displayName: '' }]).map((each): Company => ({
    id: each.id,
    name: each.name,
    displayName: each.displayName ?? '',
    data: createDataset(settings.tables, collateExactly),
    lastNumbers: new Map(),
  }));
  const [company] = companies;
  if (!company) throw new Error('An installation has at least one company.');
  const installation: Installation = { companies, settings, clock, newId };
  return { company, installation, answer: (request) => answerSafely(installation, request) };
}

function answerSafely(installation: Installation, request: Incoming): Reply | undefined {
  try {
    return answer(installation, request);
  } catch (error) {
    if (!(error instanceof BusinessCentralError)) throw error;
    const message = `${error.message}  CorrelationId:  ${installation.newId()}.`;
    return jsonReply(error.status, { error: { code: error.code, message } }, error.headers);
  }
}

/**
 * `/v2.0/{environment}/api/…` and `/v2.0/{tenant}/{environment}/api/…` as online, `/{instance}/api/…` as on premises; then
 * `v2.0`, or `{publisher}/{group}/{version}`. Page: webservices/api-endpoint-structure.
 */
function answer(installation: Installation, request: Incoming): Reply | undefined {
  const [, prefix = '', below = ''] = /^((?:\/v2\.0)?\/[^/]+(?:\/[^/]+)?)\/api\/(.*)$/s.exec(request.path) ?? [];
  if (prefix === '') return undefined;
  const parts = /^(v[\d.]+|beta|[^/]+\/[^/]+\/v[\d.]+)(?:\/(.*))?$/s.exec(below);
  const api = parts?.[1] ?? '';
  const tables = installation.settings.tables.filter((table) => (table.api ?? 'v2.0') === api);
  if (!parts || (api !== 'v2.0' && tables.length === 0)) throw noSuchSegment(below.split('/')[0] ?? below);
  const root = `${request.origin}${prefix}/api/${api}`;
  const path = parts[2] ?? '';
  if (path === '$metadata') return edmx(tables);
  if (path === '$batch') {
    return runJsonBatch(
      installation,
      request,
      root,
      (inner) => answerSafely(installation, inner) ?? { status: 404, body: '' },
    );
  }
  const segments = parseSegments(path);
  const [first, ...rest] = segments;
  if (!first) {
    return jsonReply(200, {
      '@odata.context': `${root}/$metadata`,
      value: [
        { name: 'companies', kind: 'EntitySet', url: 'companies' },
        ...tables.map(({ set }) => ({ name: set, kind: 'EntitySet', url: set })),
      ],
    });
  }
  if (first.name === 'companies') {
    const [below1, ...further] = rest;
    if (!first.key || !below1) return answerCompanies(installation, request, first, root);
    const company = companyNamed(
      installation,
      first.key.kind === 'single' ? first.key.value : (first.key.parts.get('id') ?? ''),
    );
    if (below1.name === '$batch')
      return runJsonBatch(
        installation,
        request,
        `${root}/companies(${company.id})`,
        (inner) => answerSafely(installation, inner) ?? { status: 404, body: '' },
      );
    return answerEntities(
      installation,
      company,
      tables,
      [below1, ...further],
      request,
      root,
      `companies(${company.id})/`,
    );
  }
  const named = parseQuery(request.query).all.get('company') ?? request.headers.get('company');
  if (named === undefined) {
    throw new BusinessCentralError(
      400,
      'Internal_CompanyNotFound',
      'Cannot process the request because the default company cannot be found. You can add a query string in the form of "company=[name]".',
    );
  }
  return answerEntities(installation, companyNamed(installation, named), tables, segments, request, root, '');
}

function answerCompanies(installation: Installation, request: Incoming, first: Segment, root: string): Reply {
  if (request.method !== 'GET') {
    throw new BusinessCentralError(
      405,
      'BadRequest_MethodNotAllowed',
      `'${request.method}' requests for 'companies' of EdmType 'Entity' are not allowed within Dynamics 365 Business Central OData web services.`,
    );
  }
  const shown = (company: Company): JsonObject => ({
    id: company.id,
    systemVersion: '25.0.23364.0',
    timestamp: '20000',
    name: company.name,
    displayName: company.displayName,
    businessProfileId: '',
    systemCreatedAt: '2026-01-01T00:00:00Z',
    systemCreatedBy: '00000000-0000-0000-0000-000000000001',
    systemModifiedAt: '2026-01-01T00:00:00Z',
    systemModifiedBy: '00000000-0000-0000-0000-000000000001',
  });
  const context = `${root}/$metadata#companies`;
  if (!first.key) return jsonReply(200, { '@odata.context': context, value: installation.companies.map(shown) });
  const company = companyNamed(installation, first.key.kind === 'single' ? first.key.value : '');
  return jsonReply(200, { '@odata.context': `${context}/$entity`, ...shown(company) });
}

function companyNamed(installation: Installation, name: string): Company {
  const found = installation.companies.find(
    (each) =>
      each.id === name.toLowerCase() || each.name === name || (each.displayName !== '' && each.displayName === name),
  );
  if (found) return found;
  throw new BusinessCentralError(404, 'Internal_CompanyNotFound', `The company "${name}" does not exist.`);
}

function answerEntities(
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
  const id = (first.key.kind === 'single' ? first.key.value : (first.key.parts.get(table.id) ?? '')).toLowerCase();
  if (!guidPattern.test(id))
    throw new BusinessCentralError(404, 'BadRequest_NotFound', 'Bad Request - Error in query syntax');
  switch (request.method) {
    case 'GET':
      if (!company.data.rows(table.name).get(id)) throw recordNotFound(table.caption ?? table.name, id);
      return shownEntity(company, table, id, request, root, set, 200);
    case 'PATCH':
    case 'PUT':
      modifyEntity(installation, company, table, id, bodyOf(request), request.headers.get('if-match'));
      return shownEntity(company, table, id, request, root, set, 200);
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
    status === 201 ? { Location: `${root}/${set}(${id})`, ETag: entityTag(row) } : { ETag: entityTag(row) };
  return jsonReply(
    status,
    { '@odata.context': `${root}/$metadata#${set}/$entity`, ...showEntity(table, row, names) },
    headers,
  );
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
