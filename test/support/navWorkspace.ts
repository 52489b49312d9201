import type { CustomerWorkspace } from './customerWorkspace';
import type { NavServer } from './navServer';
import { customerWorkspace } from './customerWorkspace';

/** A workspace whose local side is the server, and whose integration side is a SQLite file. */
export async function navWorkspace({ url, user }: NavServer): Promise<CustomerWorkspace> {
  const workspace = await customerWorkspace(0);
  workspace.write(
    'tandem.yaml',
    `environments:
  on-premises:
    local: { connector: nav, url: "${url}", company: CRONUS, authentication: basic, user: ${user} }
    integration: { connector: sqlite, file: data/integration.sqlite, defaults: { modifiedOn: modifiedon } }
mappings: [mappings/*.mapping.yaml]
`,
  );
  workspace.write(
    'mappings/customer.mapping.yaml',
    `name: CUSTOMER
table: Customer
integrationTable: account
direction: toIntegrationTable
fields: [No -> accountnumber, Name -> name]
`,
  );
  return workspace;
}
