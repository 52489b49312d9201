import type { Err } from '../core/result';
import type { ConnectorError } from '../core/ports/connector';
import type { ServiceConfiguration } from '../core/model/workspace';
import type { ServiceConnectors } from './openService';
import { err } from '../core/result';
import { serviceName } from './signIn/audience';

/** The connectors to services. */
export const serviceConnectors: ServiceConnectors = {
  open: (configuration) => Promise.resolve(notThere(configuration)),
  probe: (configuration) => Promise.resolve(notThere(configuration)),
};

function notThere(configuration: ServiceConfiguration): Err<ConnectorError> {
  const message = `${serviceName(configuration)} needs the connector ${configuration.connector}, which this version does not have. Use an environment with sqlite files.`;
  return err({ code: 'SERVICE_ERROR', message });
}
