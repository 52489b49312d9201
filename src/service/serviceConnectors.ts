import type { Err } from '../core/result';
import type { ConnectorError } from '../core/ports/connector';
import type { ServiceConfiguration } from '../core/model/workspace';
import type { ServiceConnectors } from './openService';
import { err, ok } from '../core/result';
import { openBusinessCentralConnector } from '../connectors/businessCentral/openBusinessCentralConnector';
import { openNavConnector } from '../connectors/nav/openNavConnector';
import { probeBusinessCentral } from '../connectors/businessCentral/probeBusinessCentral';
import { probeNav } from '../connectors/nav/probeNav';
import { serviceName } from './signIn/audience';
import { unreachable } from '../core/assert';

/** The connectors to services, each with its own way to be asked about. */
export const serviceConnectors: ServiceConnectors = {
  open(configuration, access) {
    switch (configuration.connector) {
      case 'businessCentral':
        return openBusinessCentralConnector(configuration, access);
      case 'nav':
        return openNavConnector(configuration, access);
      case 'dataverse':
        return Promise.resolve(notThere(configuration));
      default:
        return unreachable(configuration);
    }
  },
  async probe(configuration, access, tables, cancel) {
    const names = tables.map(({ name }) => name);
    switch (configuration.connector) {
      case 'businessCentral': {
        const probed = await probeBusinessCentral(configuration, access, names, cancel);
        return probed.ok ? ok(companyIn(probed.value)) : probed;
      }
      case 'nav': {
        const probed = await probeNav(configuration, access, names, cancel);
        return probed.ok ? ok(companyIn(probed.value)) : probed;
      }
      case 'dataverse':
        return notThere(configuration);
      default:
        return unreachable(configuration);
    }
  },
};

/** A company that is not there is told by the connector itself, with those that are. */
function companyIn({ company }: { readonly company?: { readonly name: string } }) {
  return { missing: [], ...(company && { company: company.name }) };
}

function notThere(configuration: ServiceConfiguration): Err<ConnectorError> {
  const message = `${serviceName(configuration)} needs the connector ${configuration.connector}, which this version does not have. Use an environment with sqlite files.`;
  return err({ code: 'SERVICE_ERROR', message });
}
