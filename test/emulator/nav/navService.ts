import { answerEntities } from '../businessCentral/answerEntities';
import { BusinessCentralError, noSuchSegment } from '../businessCentral/businessCentralError';
import { edmxOf } from '../businessCentral/edmx';
import { createInstallation, withErrors } from '../businessCentral/installation';
import { runJsonBatch } from '../businessCentral/jsonBatch';
import { jsonReply } from '../http/exchange';
import { parseSegments } from '../odata/resourcePath';
import type { BusinessCentralSettings, Company, Installation } from '../businessCentral/installation';
import type { EmulatorClock } from '../dataverse/organization';
import type { Incoming, Reply } from '../http/exchange';

export interface NavSettings extends BusinessCentralSettings {
  /** Who may call, by password or web service access key; absent: anybody. Page: dynamics-nav/web-services-authentication. */
  readonly user?: { readonly name: string; readonly password: string };
  /** Servers before 2019 have no `$batch`. */
  readonly withoutBatch?: true;
}

export interface NavService {
  /** The first company. */
  readonly company: Company;
  /** Undefined where the address is no web service's. */
  answer(request: Incoming): Reply | undefined;
}

/** The OData V4 web services of NAV and of Business Central's own servers: published pages, by the keys of their tables. */
export function createNav(settings: NavSettings, clock: EmulatorClock, newId: () => string): NavService {
  const { installation, company } = createInstallation(settings, clock, newId);
  return { company, answer: (request) => withErrors(installation, () => answer(installation, settings, request)) };
}

export function isNav({ path }: Incoming): boolean {
  return /^\/[^/]+\/ODataV4(\/|$)/i.test(path);
}

/** `/{instance}/ODataV4/Company('CRONUS')/{service}`. Page: dynamics-nav/odata-web-services. */
function answer(installation: Installation, settings: NavSettings, request: Incoming): Reply | undefined {
  const [, prefix = '', path = ''] = /^(\/[^/]+\/ODataV4)\/?(.*)$/is.exec(request.path) ?? [];
  if (prefix === '') return undefined;
  requireUser(settings, request);
  const root = `${request.origin}${prefix}`;
  if (path === '$metadata') return edmxOf(settings.tables, companyType);
  if (path === '$batch' && !settings.withoutBatch) {
    return runJsonBatch(installation, request, root, (inner) =>
      withErrors(installation, () => answer(installation, settings, inner) ?? { status: 404, body: '' }),
    );
  }
  const [first, ...below] = parseSegments(path);
  if (!first) {
    const sets = ['Company', ...settings.tables.map(({ set }) => set)];
    const value = sets.map((name) => ({ name, kind: 'EntitySet', url: name }));
    return jsonReply(200, { '@odata.context': `${root}/$metadata`, value });
  }
  if (first.name !== 'Company') throw noSuchSegment(first.name);
  const context = `${root}/$metadata#Company`;
  if (!first.key)
    return jsonReply(200, { '@odata.context': context, value: installation.companies.map(({ name }) => shown(name)) });
  const name = first.key.kind === 'single' ? first.key.value : (first.key.parts.get('Name') ?? '');
  const company = installation.companies.find((each) => each.name === name);
  if (!company)
    throw new BusinessCentralError(404, 'Internal_CompanyNotFound', `The company "${name}" does not exist.`);
  if (below.length === 0) return jsonReply(200, { '@odata.context': `${context}/$entity`, ...shown(company.name) });
  const place = `Company('${encodeURIComponent(company.name)}')/`;
  return answerEntities(installation, company, settings.tables, below, request, root, place);
}

const shown = (name: string) => ({ Name: name, Evaluation_Company: false, Display_Name: '' });

const companyType = {
  set: 'Company',
  key: 'Name',
  properties:
    '<Property Name="Name" Type="Edm.String" Nullable="false" MaxLength="30"/><Property Name="Evaluation_Company" Type="Edm.Boolean"/><Property Name="Display_Name" Type="Edm.String" MaxLength="250"/>',
};

function requireUser({ user }: NavSettings, request: Incoming): void {
  if (!user) return;
  const expected = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
  if (request.headers.get('authorization') === expected) return;
  throw new BusinessCentralError(
    401,
    'Authentication_InvalidCredentials',
    'The server has rejected the client credentials.',
    { 'WWW-Authenticate': 'Basic realm=""' },
  );
}
