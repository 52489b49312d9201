import type {
  BusinessCentralConfiguration,
  DataverseConfiguration,
  NavConfiguration,
  ServiceConfiguration,
} from '../../../../src/core/model/workspace';
import type { ServiceTarget } from '../../../../src/service/signIn/serviceGate';

export const clientId = '00001111-aaaa-2222-bbbb-3333cccc4444';

const start = { offset: 0, line: 1, column: 1 };
const range = { start, end: start };

export function aTarget(configuration: ServiceConfiguration): ServiceTarget {
  return { environment: 'production', side: 'integration', configuration };
}

export function dataverseSide(changes: Partial<DataverseConfiguration> = {}): DataverseConfiguration {
  return {
    connector: 'dataverse',
    url: 'https://contoso.crm.dynamics.com',
    duplicateDetection: false,
    bypassCustomLogic: 'none',
    authentication: 'interactive',
    range,
    ...changes,
  };
}

export function businessCentralSide(): BusinessCentralConfiguration {
  return {
    connector: 'businessCentral',
    environment: 'Production',
    company: 'CRONUS',
    apis: [],
    authentication: 'interactive',
    range,
  };
}

export function navSide(changes: Partial<NavConfiguration> = {}): NavConfiguration {
  return {
    connector: 'nav',
    url: 'https://nav.contoso.com:7048/NAV',
    company: 'CRONUS',
    authentication: 'basic',
    user: 'SYNC',
    range,
    ...changes,
  };
}
