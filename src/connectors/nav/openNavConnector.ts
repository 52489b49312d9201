import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Connector, ConnectorError } from '../../core/ports/connector';
import type { NavConfiguration } from '../../core/model/workspace';
import type { Result } from '../../core/result';
import type { ServiceAccess } from '../odata/serviceAccess';
import type { ServiceClient } from '../odata/serviceCall';
import type { ServiceTable } from '../businessCentral/serviceTable';
import type { TablePlace } from '../businessCentral/describeTables';
import { chooseCompany, readCompanies } from '../businessCentral/companies';
import { createServiceClient } from '../odata/createServiceClient';
import { createEtagMemory } from '../odata/etagMemory';
import { ok } from '../../core/result';
import { mostVersions } from '../businessCentral/serviceSession';
import { once } from '../odata/once';
import { textLiteral } from '../odata/literals';
import { readMetadata } from '../businessCentral/readMetadata';
import { serviceConnector } from '../businessCentral/serviceConnector';
import { serviceManners } from '../businessCentral/apiPlace';
import { tablesIn } from '../businessCentral/describeTables';

/** What messages call the system. */
export const navSystemName = 'Dynamics NAV';

/** Where the web services are, below the root. */
const navRoute = 'ODataV4';

/** Where the server lists its companies, below the root. */
export const navCompaniesUrl = `${navRoute}/Company`;

/**
 * Pages and queries that a NAV or Business Central server publishes as OData V4 web services, by the names they are published
 * under. They have the keys of their tables and no system ids, and no stamp to the moment: all their records count as changed
 * each time, and content decides.
 */
export async function openNavConnector(
  configuration: NavConfiguration,
  access: ServiceAccess,
): Promise<Result<Connector, ConnectorError>> {
  const client = navClient(configuration, access);
  return ok(
    serviceConnector({
      client,
      system: navSystemName,
      tables: once((cancel) => readNavTables(client, configuration, cancel)),
      etags: createEtagMemory(mostVersions),
      // Servers from 2019 on take them; the first write or look-up finds out.
      takesBatches: true,
      refusedFilters: new Set(),
    }),
  );
}

export function navClient({ url }: NavConfiguration, access: ServiceAccess): ServiceClient {
  return createServiceClient(access, { name: navSystemName, root: `${url.replace(/\/+$/, '')}/`, ...serviceManners });
}

/** All published services of the company, by their names. */
export async function readNavTables(
  client: ServiceClient,
  configuration: NavConfiguration,
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<string, ServiceTable>, ConnectorError>> {
  const [companies, model] = await Promise.all([
    readCompanies(client, navCompaniesUrl, navSystemName, cancel),
    readMetadata(client, navRoute, navSystemName, cancel),
  ]);
  if (!companies.ok) return companies;
  const company = chooseCompany(companies.value, configuration.company, navSystemName);
  if (!company.ok) return company;
  if (!model.ok) return model;
  const tables = tablesIn(model.value, navPlace(company.value.name));
  return ok(new Map(tables.map((table) => [table.description.name, table])));
}

function navPlace(company: string): TablePlace {
  return {
    route: navRoute,
    owner: `Company(${encodeURIComponent(textLiteral(company) ?? '')})/`,
    prefix: '',
    leftOut: new Set(['Company']),
    stamps: [],
    keys: ['No', 'Code'],
    days: ['Last_Date_Modified'],
  };
}
