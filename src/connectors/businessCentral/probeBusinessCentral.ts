import type { BusinessCentralConfiguration } from '../../core/model/workspace';
import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Company } from './companies';
import type { ConnectorError } from '../../core/ports/connector';
import type { UnreadableTable } from './unreadableTables';
import type { Result } from '../../core/result';
import type { ServiceAccess } from '../odata/serviceAccess';
import { businessCentralClient, companiesUrl, systemName } from './apiPlace';
import { chooseCompany, readCompanies } from './companies';
import { unreadableTables } from './unreadableTables';
import { ok } from '../../core/result';
import { readTables } from './openBusinessCentralConnector';

/** What *Test Connection* tells of Business Central. Who is signed in, its API does not say: the sign-in knows. */
export interface BusinessCentralProbe {
  /** The company that tandem.yaml means; absent where there is none, or several. */
  readonly company?: Company;
  /** All companies that the account sees. */
  readonly companies: readonly Company[];
  /** Those of the tables asked for that do not exist; none where there is no company to look in. */
  readonly missingTables: readonly string[];
  /** Those that exist and whose records the account is not given. */
  readonly unreadableTables: readonly UnreadableTable[];
}

/** Tries the connection: signs in, lists the companies, looks for the tables and asks each for a record. */
export async function probeBusinessCentral(
  configuration: BusinessCentralConfiguration,
  access: ServiceAccess,
  tables: readonly string[],
  cancel: CancelSignal,
): Promise<Result<BusinessCentralProbe, ConnectorError>> {
  const client = businessCentralClient(configuration, access);
  const companies = await readCompanies(client, companiesUrl, systemName, cancel);
  if (!companies.ok) return companies;
  const company = chooseCompany(companies.value, configuration.company, systemName);
  if (!company.ok) return ok({ companies: companies.value, missingTables: [], unreadableTables: [] });
  const known = await readTables(client, configuration, cancel);
  if (!known.ok) return known;
  const missingTables = tables.filter((table) => !known.value.has(table));
  const present = tables.flatMap((table) => known.value.get(table) ?? []);
  const unreadable = await unreadableTables(client, systemName, present, cancel);
  if (!unreadable.ok) return unreadable;
  return ok({
    company: company.value,
    companies: companies.value,
    missingTables,
    unreadableTables: unreadable.value,
  });
}
