import type { BusinessCentralConfiguration } from '../../core/model/workspace';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Connector, ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { ServiceAccess } from '../odata/serviceAccess';
import type { ServiceClient } from '../odata/serviceCall';
import type { ServiceTable } from './serviceTable';
import { apiPlace, apiRoutes, businessCentralClient, companiesUrl, systemName } from './apiPlace';
import { chooseCompany, readCompanies } from './companies';
import { createEtagMemory } from '../odata/etagMemory';
import { ok } from '../../core/result';
import { mostVersions } from './serviceSession';
import { once } from '../odata/once';
import { readMetadata } from './readMetadata';
import { serviceConnector } from './serviceConnector';
import { tablesIn } from './describeTables';

/**
 * Business Central's API pages as a system (API v2.0 and custom APIs), online or on the user's own server. Nothing is asked
 * before it is needed: then the company and the metadata of each API, once.
 */
export async function openBusinessCentralConnector(
  configuration: BusinessCentralConfiguration,
  access: ServiceAccess,
): Promise<Result<Connector, ConnectorError>> {
  const client = businessCentralClient(configuration, access);
  return ok(
    serviceConnector({
      client,
      system: systemName,
      tables: once((cancel) => readTables(client, configuration, cancel)),
      etags: createEtagMemory(mostVersions),
      takesBatches: true,
      refusedFilters: new Set(),
    }),
  );
}

/** All tables of all APIs, by the names that mappings call them. */
export async function readTables(
  client: ServiceClient,
  configuration: BusinessCentralConfiguration,
  cancel: CancelSignal,
): Promise<Result<ReadonlyMap<string, ServiceTable>, ConnectorError>> {
  const routes = apiRoutes(configuration);
  const [companies, ...models] = await Promise.all([
    readCompanies(client, companiesUrl, systemName, cancel),
    ...routes.map((route) => readMetadata(client, route, systemName, cancel)),
  ]);
  if (!companies.ok) return companies;
  const company = chooseCompany(companies.value, configuration.company, systemName);
  if (!company.ok) return company;
  const tables = new Map<string, ServiceTable>();
  for (const [index, model] of models.entries()) {
    if (!model.ok) return model;
    for (const table of tablesIn(model.value, apiPlace(routes[index] ?? '', company.value))) {
      tables.set(table.description.name, table);
    }
  }
  return ok(tables);
}
