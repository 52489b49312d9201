import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { CompanyProbe } from '../businessCentral/probeCompany';
import type { ConnectorError } from '../../core/ports/connector';
import type { NavConfiguration } from '../../core/model/workspace';
import type { Result } from '../../core/result';
import type { ServiceAccess } from '../odata/serviceAccess';
import { navClient, navCompaniesUrl, navSystemName, readNavTables } from './openNavConnector';
import { probeCompany } from '../businessCentral/probeCompany';

/** Tries the connection to a NAV server, for *Test Connection*. */
export function probeNav(
  configuration: NavConfiguration,
  access: ServiceAccess,
  tables: readonly string[],
  cancel: CancelSignal,
): Promise<Result<CompanyProbe, ConnectorError>> {
  const client = navClient(configuration, access);
  const { company } = configuration;
  const readTables = (signal: CancelSignal) => readNavTables(client, configuration, signal);
  const place = { client, system: navSystemName, companiesUrl: navCompaniesUrl, company, readTables };
  return probeCompany(place, tables, cancel);
}
