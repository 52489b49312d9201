import type { DataverseConfiguration, ServiceConfiguration, SignInConfiguration } from '../model/workspace';

/** The words of a service's side, in documentation order: what files may say, and what editors offer. */
export const serviceSideKeys = {
  businessCentral: [
    'connector',
    'tenant',
    'environment',
    'url',
    'company',
    'apis',
    'authentication',
    'clientId',
    'user',
  ],
  nav: ['connector', 'url', 'company', 'authentication', 'tenant', 'clientId', 'user'],
  dataverse: [
    'connector',
    'url',
    'version',
    'duplicateDetection',
    'bypassCustomLogic',
    'authentication',
    'tenant',
    'clientId',
    'user',
  ],
} as const satisfies Record<ServiceConfiguration['connector'], readonly string[]>;

export const authenticationWords: readonly SignInConfiguration['authentication'][] = [
  'interactive',
  'clientCredentials',
  'basic',
  'none',
];

export const bypassWords: readonly DataverseConfiguration['bypassCustomLogic'][] = ['none', 'sync', 'async', 'all'];

/** The forms of single settings; as texts, so that a JSON Schema can have them too. */
export const settingForms = {
  /** A domain such as `contoso.onmicrosoft.com`, or an id: it becomes part of the address that gives tokens. */
  tenant: '^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$',
  clientId: '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
  /** Of Dataverse's Web API. */
  version: '^v[0-9]{1,2}\\.[0-9]{1,2}$',
  /** Publisher, group and version of a custom API. */
  api: '^[A-Za-z0-9_-]+/[A-Za-z0-9_-]+/(v[0-9]+\\.[0-9]+|beta)$',
} as const;

/** Keys that would hold a secret, whatever connector they are meant for. */
export const secretKey = /secret|passw|token|api_?key|credential|connection_?string|access_?key/i;
