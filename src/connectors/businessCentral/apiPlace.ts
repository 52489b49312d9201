import type { BusinessCentralConfiguration } from '../../core/model/workspace';
import type { Company } from './companies';
import type { ServiceAccess } from '../odata/serviceAccess';
import type { ServiceClient } from '../odata/serviceCall';
import type { TablePlace } from './describeTables';
import { createServiceClient } from '../odata/createServiceClient';
import { readServiceError } from '../odata/readServiceError';
import { withoutCorrelation } from './failures';

/** What messages call the system. */
export const systemName = 'Business Central';

const standardApi = 'v2.0';

/** Where the API lists its companies, below its root. */
export const companiesUrl = `${standardApi}/companies?$select=id,name,displayName`;

/** Where the API is: online by tenant and environment, or on the user's own server (API endpoint structure). Ends with a slash. */
export function apiRoot({ url, tenant, environment }: BusinessCentralConfiguration): string {
  if (url !== undefined) return `${url.replace(/\/+$/, '')}/api/`;
  const place = [tenant, environment ?? 'Production'].flatMap((part) => (part ? encodeURIComponent(part) : []));
  return `https://api.businesscentral.dynamics.com/v2.0/${place.join('/')}/api/`;
}

/** The standard API and the custom ones, each once. */
export function apiRoutes({ apis }: BusinessCentralConfiguration): readonly string[] {
  const custom = apis.map((api) => api.replace(/^\/+|\/+$/g, ''));
  return [...new Set([standardApi, ...custom])];
}

/** What the metadata of an API does not say: to which company its tables belong, and what their fields are for. */
export function apiPlace(route: string, company: Company): TablePlace {
  return {
    route,
    owner: `companies(${company.id})/`,
    prefix: route === standardApi ? '' : `${route}/`,
    leftOut: new Set(['companies', 'subscriptions', 'apicategoryroutes', 'entityDefinitions']),
    stamps: ['lastModifiedDateTime', 'systemModifiedAt'],
    keys: ['number', 'code'],
    days: [],
  };
}

/** How the service is spoken to: its limits are those of the page on operational limits. */
export function businessCentralClient(
  configuration: BusinessCentralConfiguration,
  access: ServiceAccess,
): ServiceClient {
  return createServiceClient(access, { name: systemName, root: apiRoot(configuration), ...serviceManners });
}

/**
 * Five requests at a time for a user. A request may wait eight minutes and work ten: to give up earlier would leave writes whose
 * outcome nobody knows. Texts in English, as codes alone do not tell everything.
 */
export const serviceManners = {
  limits: { concurrency: 5 },
  timeLimits: { answerMs: 19 * 60_000, bodyMs: 2 * 60_000 },
  headers: { Accept: 'application/json', 'Accept-Language': 'en-US' },
  errorOf: (answer: Parameters<typeof readServiceError>[0]) => {
    const { code, message } = readServiceError(answer);
    return { code, message: withoutCorrelation(message) };
  },
} as const;
