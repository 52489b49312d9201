import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { ServiceClient } from '../odata/serviceCall';
import { connectorErrorFrom } from '../odata/connectorErrorFrom';
import { err, ok } from '../../core/result';
import { parseExactJson, textOf } from '../odata/exactJson';
import { rowPage } from './rows';

export interface Company {
  /** Empty where the service knows companies by name alone. */
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
}

/** The companies that the account may see. `url` is where they are listed. */
export async function readCompanies(
  client: ServiceClient,
  url: string,
  system: string,
  cancel: CancelSignal,
): Promise<Result<readonly Company[], ConnectorError>> {
  const answer = await client.call({ method: 'GET', url, safety: 'read' }, cancel);
  if (!answer.ok) return err(connectorErrorFrom(answer.error, system));
  const page = rowPage(parseExactJson(answer.value.body));
  if (!page) {
    const message = `${system} answered with something that is no list of companies. Check the address in tandem.yaml.`;
    return err({ code: 'SERVICE_ERROR', message });
  }
  return ok(
    page.rows.map((row) => {
      // API pages and web services write the same names differently.
      const name = textOf(row, 'name') ?? textOf(row, 'Name') ?? '';
      const displayName = textOf(row, 'displayName') ?? textOf(row, 'Display_Name') ?? '';
      return { id: textOf(row, 'id') ?? '', name, displayName: displayName || name };
    }),
  );
}

/** The company that is meant by its id, its name or its display name; names may differ in case where one alone fits. */
export function chooseCompany(
  companies: readonly Company[],
  wanted: string,
  system: string,
): Result<Company, ConnectorError> {
  const lower = wanted.trim().toLowerCase();
  const ways: readonly ((company: Company) => boolean)[] = [
    ({ id }) => id !== '' && id.toLowerCase() === lower,
    ({ name }) => name === wanted,
    ({ displayName }) => displayName === wanted,
    ({ name, displayName }) => name.toLowerCase() === lower || displayName.toLowerCase() === lower,
  ];
  for (const fits of ways) {
    const [company, another] = companies.filter(fits);
    if (company && !another) return ok(company);
  }
  const names = companies.map(({ name }) => `'${name}'`).join(', ');
  const offer = names === '' ? 'The account sees no company there.' : `There are: ${names}.`;
  const message = `${system} has no company '${wanted}', or several. ${offer} Correct 'company' in tandem.yaml.`;
  return err({ code: 'SERVICE_ERROR', message });
}
