import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Company } from './companies';
import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { ServiceClient } from '../odata/serviceCall';
import type { ServiceTable } from './serviceTable';
import type { UnreadableTable } from './unreadableTables';
import { chooseCompany, readCompanies } from './companies';
import { ok } from '../../core/result';
import { unreadableTables } from './unreadableTables';

/** What *Test Connection* tells of Business Central or NAV. Who is signed in, they do not say: the sign-in knows. */
export interface CompanyProbe {
  /** The company that tandem.yaml means; absent where there is none, or several. */
  readonly company?: Company;
  /** All companies that the account sees. */
  readonly companies: readonly Company[];
  /** Those of the tables asked for that do not exist; none where there is no company to look in. */
  readonly missingTables: readonly string[];
  /** Those that exist and whose records the account is not given. */
  readonly unreadableTables: readonly UnreadableTable[];
}

/** Where the companies and tables of one system are. */
export interface ProbedPlace {
  readonly client: ServiceClient;
  /** What messages call the system. */
  readonly system: string;
  readonly companiesUrl: string;
  /** As tandem.yaml names it. */
  readonly company: string;
  readonly readTables: (cancel: CancelSignal) => Promise<Result<ReadonlyMap<string, ServiceTable>, ConnectorError>>;
}

/** Tries the connection: signs in, lists the companies, looks for the tables and asks each for a record. */
export async function probeCompany(
  { client, system, companiesUrl, company, readTables }: ProbedPlace,
  tables: readonly string[],
  cancel: CancelSignal,
): Promise<Result<CompanyProbe, ConnectorError>> {
  const companies = await readCompanies(client, companiesUrl, system, cancel);
  if (!companies.ok) return companies;
  const chosen = chooseCompany(companies.value, company, system);
  if (!chosen.ok) return ok({ companies: companies.value, missingTables: [], unreadableTables: [] });
  const known = await readTables(cancel);
  if (!known.ok) return known;
  const present = tables.flatMap((table) => known.value.get(table) ?? []);
  const unreadable = await unreadableTables(client, system, present, cancel);
  if (!unreadable.ok) return unreadable;
  return ok({
    company: chosen.value,
    companies: companies.value,
    missingTables: tables.filter((table) => !known.value.has(table)),
    unreadableTables: unreadable.value,
  });
}
