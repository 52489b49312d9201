import type { ConformanceRow } from './conformanceTable';
import type { OpenSubject } from './connectorConformance';
import type { TableDescription } from '../../src/core/model/schema';
import type { Value } from '../../src/core/model/value';
import { apiDouble } from '../support/apiDouble';
import { connectorConformance } from './connectorConformance';
import { must } from '../../src/core/assert';
import { openBusinessCentralConnector } from '../../src/connectors/businessCentral/openBusinessCentralConnector';
import { renamingConnector } from '../support/renamingConnector';
import { scriptedService } from '../support/scriptedService';

const names = {
  SystemId: 'id',
  'No.': 'number',
  Name: 'displayName',
  Employees: 'employees',
  Credit: 'creditLimit',
  Blocked: 'blocked',
  Registered: 'registered',
  Seen: 'seen',
  Owner: 'owner',
  Initial: 'initial',
  SystemModifiedAt: 'lastModifiedDateTime',
} as const;

const companyId = '11111111-1111-4111-8111-111111111111';

const open: OpenSubject = async (description, rows, clock) => {
  const double = apiDouble({
    table: onWire(description),
    rows: rows.map(rowOnWire),
    clock,
    route: '/BC/api/v2.0',
    owner: `/BC/api/v2.0/companies(${companyId})/`,
    companies: {
      path: '/BC/api/v2.0/companies',
      rows: [{ id: companyId, name: 'CRONUS', displayName: 'CRONUS Ltd.' }],
    },
    key: ['id'],
    stamp: names.SystemModifiedAt,
    uniqueField: names['No.'],
  });
  const openAgain = async () => {
    const { access } = scriptedService([]);
    const opened = await openBusinessCentralConnector(
      {
        connector: 'businessCentral',
        url: 'https://bc.example:7048/BC',
        company: 'CRONUS',
        apis: [],
        authentication: 'basic',
        range: nowhere,
      },
      { ...access, fetch: double.fetch, clock },
    );
    const connector = must(opened.ok ? opened.value : undefined, 'connector');
    return renamingConnector(connector, { table: ['Customer', 'customers'], fields: names });
  };
  return { connector: await openAgain(), reopen: openAgain, dispose: async () => undefined };
};

connectorConformance('The Business Central connector over a database that ignores case', open, { asKept });

/** Business Central has no null: texts are empty, numbers are zero, and what is not true is false. */
function asKept(row: ConformanceRow): ConformanceRow {
  const blanks = { Name: '', Employees: '0', Credit: '0', Blocked: 'false' };
  const blank = Object.entries(blanks).filter(([name]) => (row[name] ?? null) === null);
  return { ...row, ...Object.fromEntries(blank) };
}

function onWire(table: TableDescription): TableDescription {
  return {
    name: 'customers',
    fields: table.fields.map((field) => ({
      ...field,
      name: wireName(field.name),
      readOnly: field.readOnly || field.name === 'SystemId',
    })),
  };
}

function rowOnWire(row: ConformanceRow): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [wireName(name), value]));
}

function wireName(name: string): string {
  return new Map<string, string>(Object.entries(names)).get(name) ?? name;
}

const at = { line: 0, column: 0, offset: 0 };
const nowhere = { start: at, end: at };
