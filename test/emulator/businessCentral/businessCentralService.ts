import { jsonReply } from '../http/exchange';
import { parseQuery } from '../odata/queryOptions';
import { parseSegments } from '../odata/resourcePath';
import { answerEntities } from './answerEntities';
import { BusinessCentralError, noSuchSegment } from './businessCentralError';
import { edmx } from './edmx';
import { createInstallation, withErrors } from './installation';
import { runJsonBatch } from './jsonBatch';
import type { EmulatorClock } from '../dataverse/organization';
import type { Incoming, Reply } from '../http/exchange';
import type { JsonObject } from '../http/exactJson';
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
  const { installation, company } = createInstallation(settings, clock, newId);
  return { company, installation, answer: (request) => answerSafely(installation, request) };
}

function answerSafely(installation: Installation, request: Incoming): Reply | undefined {
  return withErrors(installation, () => answer(installation, request));
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
