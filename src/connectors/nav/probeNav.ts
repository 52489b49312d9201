import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Company } from '../businessCentral/companies';
import type { ConnectorError } from '../../core/ports/connector';
import type { NavConfiguration } from '../../core/model/workspace';
import type { UnreadableTable } from '../businessCentral/unreadableTables';
import type { Result } from '../../core/result';
import type { ServiceAccess } from '../odata/serviceAccess';
import { chooseCompany, readCompanies } from '../businessCentral/companies';
import { navClient, navCompaniesUrl, navSystemName, readNavTables } from './openNavConnector';
import { unreadableTables } from '../businessCentral/unreadableTables';
import { ok } from '../../core/result';

/** What *Test Connection* tells of a NAV server. */
export interface NavProbe {
  /** The company that tandem.yaml means; absent where there is none. */
  readonly company?: Company;
  readonly companies: readonly Company[];
  /** Those of the tables asked for that no web service publishes. */
  readonly missingTables: readonly string[];
  /** Those that exist and whose records the account is not given. */
  readonly unreadableTables: readonly UnreadableTable[];
}

/** Tries the connection: signs in, lists the companies, looks for the web services and asks each for a record. */
export async function probeNav(
  configuration: NavConfiguration,
  access: ServiceAccess,
  tables: readonly string[],
  cancel: CancelSignal,
): Promise<Result<NavProbe, ConnectorError>> {
  const client = navClient(configuration, access);
  const companies = await readCompanies(client, navCompaniesUrl, navSystemName, cancel);
  if (!companies.ok) return companies;
  const company = chooseCompany(companies.value, configuration.company, navSystemName);
  if (!company.ok) return ok({ companies: companies.value, missingTables: [], unreadableTables: [] });
  const known = await readNavTables(client, configuration, cancel);
  if (!known.ok) return known;
  const missingTables = tables.filter((table) => !known.value.has(table));
  const present = tables.flatMap((table) => known.value.get(table) ?? []);
  const unreadable = await unreadableTables(client, navSystemName, present, cancel);
  if (!unreadable.ok) return unreadable;
  return ok({
    company: company.value,
    companies: companies.value,
    missingTables,
    unreadableTables: unreadable.value,
  });
}
