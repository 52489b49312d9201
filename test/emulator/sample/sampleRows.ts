import path from 'node:path';
import { columnOf } from '../data/tableDefinition';
import { plainNumber } from '../data/storedValue';
import { sampleDatabase } from '../../../src/service/sampleDatabase';
import { businessCentralTables } from './businessCentralTables';
import { dataverseTables } from './dataverseTables';
import type { ColumnType, TableDefinition } from '../data/tableDefinition';
import type { PlainRow, RowsByTable } from '../tableAccess';
import type { SqlJs } from '../../../src/files/loadSqlJs';
import type { StoredValue } from '../data/storedValue';

/** The sample's two SQLite systems as rows of the emulated services. */
export async function sampleRows(
  sqlJs: SqlJs,
  folder: string,
): Promise<{ readonly businessCentral: RowsByTable; readonly dataverse: RowsByTable }> {
  const read = async (system: string, tables: readonly TableDefinition[], sources: readonly Source[]) => {
    const database = new sqlJs.Database(await sampleDatabase(sqlJs, path.join(folder, system)));
    const rows: Record<string, readonly PlainRow[]> = {};
    for (const { table, from, columns } of sources) {
      const definition = tables.find(({ name }) => name === table);
      if (!definition) continue;
      const [result] = database.exec(`SELECT * FROM "${from}"`);
      const pairs = (result?.columns ?? []).map((name) => columns?.[name] ?? (columns ? undefined : name));
      rows[table] = (result?.values ?? []).map((values) =>
        Object.fromEntries(
          pairs.flatMap((name, index) => {
            if (name === undefined) return [];
            const type = columnOf(definition, name)?.type;
            // The name of a lookup's table stands in a column of its own, which is none of the service's.
            if (!type && !name.endsWith('idtype')) return [];
            return [[name, stored(type, values[index])] as const];
          }),
        ),
      );
    }
    database.close();
    return rows;
  };
  return {
    businessCentral: await read('business-central', businessCentralTables, businessCentralSources),
    dataverse: await read(
      'dataverse',
      dataverseTables,
      ['transactioncurrency', 'systemuser', 'uomschedule', 'account', 'contact', 'product'].map((table) => ({
        table,
        from: table,
      })),
    ),
  };
}

interface Source {
  readonly table: string;
  readonly from: string;
  /** The service's name of each column that it has; absent: all by their own. */
  readonly columns?: Readonly<Record<string, string>>;
}

const system = { SystemId: 'id', SystemModifiedAt: 'lastModifiedDateTime' };
const address = {
  Address: 'addressLine1',
  'Address 2': 'addressLine2',
  'Post Code': 'postalCode',
  City: 'city',
  County: 'state',
  'Country/Region Code': 'country',
  'Phone No.': 'phoneNumber',
  'E-Mail': 'email',
  'Home Page': 'website',
};

const businessCentralSources: readonly Source[] = [
  {
    table: 'currency',
    from: 'Currency',
    columns: { ...system, Code: 'code', Description: 'displayName', Symbol: 'symbol' },
  },
  {
    table: 'salespersonPurchaser',
    from: 'Salesperson/Purchaser',
    columns: {
      ...system,
      Code: 'code',
      Name: 'displayName',
      'E-Mail': 'email',
      'E-Mail 2': 'email2',
      'Phone No.': 'phoneNo',
      'Job Title': 'jobTitle',
      'Commission %': 'commisionPercent',
    },
  },
  {
    table: 'unitOfMeasure',
    from: 'Unit of Measure',
    columns: {
      ...system,
      Code: 'code',
      Description: 'displayName',
      'International Standard Code': 'internationalStandardCode',
    },
  },
  {
    table: 'customer',
    from: 'Customer',
    columns: {
      ...system,
      ...address,
      'No.': 'number',
      Name: 'displayName',
      'Currency Code': 'currencyCode',
      'Salesperson Code': 'salespersonCode',
      'Credit Limit (LCY)': 'creditLimit',
      Blocked: 'blocked',
      'VAT Registration No.': 'taxRegistrationNumber',
    },
  },
  {
    table: 'vendor',
    from: 'Vendor',
    columns: {
      ...system,
      ...address,
      'No.': 'number',
      Name: 'displayName',
      'Currency Code': 'currencyCode',
      Blocked: 'blocked',
      'VAT Registration No.': 'taxRegistrationNumber',
    },
  },
  {
    table: 'contact',
    from: 'Contact',
    columns: {
      ...system,
      ...address,
      'No.': 'number',
      Type: 'type',
      Name: 'displayName',
      'Company No.': 'companyNumber',
      'Company Name': 'companyName',
      'Job Title': 'jobTitle',
      'Mobile Phone No.': 'mobilePhoneNumber',
    },
  },
  {
    table: 'item',
    from: 'Item',
    columns: {
      ...system,
      'No.': 'number',
      Description: 'displayName',
      'Base Unit of Measure': 'baseUnitOfMeasureCode',
      'Unit Price': 'unitPrice',
      'Unit Cost': 'unitCost',
      Inventory: 'inventory',
      Blocked: 'blocked',
    },
  },
];

function stored(type: ColumnType | undefined, value: unknown): StoredValue {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  switch (type?.kind) {
    case 'boolean':
      return String(text === '1');
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'money':
    case 'double':
      return plainNumber(text) ?? null;
    case 'option':
      // The first member of Business Central's blank ones is a single blank.
      return text === '' ? (type.members[0]?.name ?? null) : text;
    default:
      return text === '' ? null : text;
  }
}
