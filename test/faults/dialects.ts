import type { Connector, ConnectorError } from '../../src/core/ports/connector';
import type { Result } from '../../src/core/result';
import type { ServiceAccess } from '../../src/connectors/odata/serviceAccess';
import type { Side } from '../../src/core/model/side';
import { openBusinessCentralConnector } from '../../src/connectors/businessCentral/openBusinessCentralConnector';
import { openDataverseConnector } from '../../src/connectors/dataverse/openDataverseConnector';
import { openNavConnector } from '../../src/connectors/nav/openNavConnector';

export const serviceNames = ['dataverse', 'businessCentral', 'nav'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** One service as the other side of customers in memory. */
export interface Dialect {
  /** The side the service is on. */
  readonly side: Side;
  /** Its emulated table, and the columns that are mapped. */
  readonly table: string;
  readonly number: string;
  readonly name: string;
  readonly city: string;
  readonly id: string;
  readonly mapping: string;
  open(url: string, access: ServiceAccess): Promise<Result<Connector, ConnectorError>>;
}

export const dialects: { readonly [S in ServiceName]: Dialect } = {
  dataverse: {
    side: 'integration',
    table: 'account',
    number: 'accountnumber',
    name: 'name',
    city: 'address1_city',
    id: 'accountid',
    mapping: `
name: CUSTOMER
table: Customer
integrationTable: { name: account, key: accountnumber }
direction: bidirectional
fields: [Number <-> accountnumber, Name <-> name, City <-> address1_city]
`,
    open: (url, access) =>
      openDataverseConnector(
        {
          connector: 'dataverse',
          url,
          version: 'v9.2',
          duplicateDetection: false,
          bypassCustomLogic: 'none',
          authentication: 'interactive',
          range: nowhere,
        },
        access,
      ),
  },
  businessCentral: {
    side: 'local',
    table: 'customer',
    number: 'number',
    name: 'displayName',
    city: 'city',
    id: 'id',
    mapping: `
name: CUSTOMER
table: customers
integrationTable: Customer
direction: bidirectional
fields:
  - { map: number <-> Number, match: 1 }
  - displayName <-> Name
  - city <-> City
`,
    open: (url, access) =>
      openBusinessCentralConnector(
        {
          connector: 'businessCentral',
          url: `${url}/BC`,
          company: 'CRONUS International Ltd.',
          apis: [],
          authentication: 'basic',
          range: nowhere,
        },
        access,
      ),
  },
  nav: {
    side: 'local',
    table: 'Customer',
    number: 'No',
    name: 'Name',
    city: 'City',
    id: 'No',
    mapping: `
name: CUSTOMER
table: Customer
integrationTable: Customer
direction: bidirectional
fields:
  - { map: No <-> Number, match: 1 }
  - Name <-> Name
  - City <-> City
`,
    open: (url, access) =>
      openNavConnector(
        {
          connector: 'nav',
          url: `${url}/NAV`,
          company: 'CRONUS International Ltd.',
          authentication: 'none',
          range: nowhere,
        },
        access,
      ),
  },
};

const at = { line: 0, column: 0, offset: 0 };
const nowhere = { start: at, end: at };
