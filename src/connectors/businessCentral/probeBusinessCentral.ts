import type { BusinessCentralConfiguration } from '../../core/model/workspace';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { CompanyProbe } from './probeCompany';
import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { ServiceAccess } from '../odata/serviceAccess';
import { businessCentralClient, companiesUrl, systemName } from './apiPlace';
import { probeCompany } from './probeCompany';
import { readTables } from './openBusinessCentralConnector';

/** Tries the connection to Business Central, for *Test Connection*. */
export function probeBusinessCentral(
  configuration: BusinessCentralConfiguration,
  access: ServiceAccess,
  tables: readonly string[],
  cancel: CancelSignal,
): Promise<Result<CompanyProbe, ConnectorError>> {
  const client = businessCentralClient(configuration, access);
  const { company } = configuration;
  const read = (signal: CancelSignal) => readTables(client, configuration, signal);
  return probeCompany({ client, system: systemName, companiesUrl, company, readTables: read }, tables, cancel);
}
