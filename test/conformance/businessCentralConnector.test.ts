import type { ConformanceRow } from './conformanceTable';
import type { OpenSubject } from './connectorConformance';
import { connectorConformance } from './connectorConformance';
import { emulatedRow, emulatedTable, nowhere, openAccess } from './emulatedTable';
import { defaultCompany } from '../emulator/businessCentral/installation';
import { must } from '../../src/core/assert';
import { openBusinessCentralConnector } from '../../src/connectors/businessCentral/openBusinessCentralConnector';
import { renamingConnector } from '../support/renamingConnector';
import { startEmulator } from '../emulator/startEmulator';

const names = {
  table: ['Customer', 'customers'],
  set: 'customers',
  number: { kind: 'code', maxLength: 20 },
  fields: {
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
  },
} as const;

const open: OpenSubject = async (description, rows, clock) => {
  const table = emulatedTable(description, names);
  const emulator = await startEmulator({
    businessCentral: { tables: [table], rows: { [table.name]: rows.map((row) => emulatedRow(row, names)) } },
    clock,
  });
  let clients = 0;
  const openAgain = async () => {
    const opened = await openBusinessCentralConnector(
      {
        connector: 'businessCentral',
        url: emulator.urls.businessCentral,
        company: defaultCompany.name,
        apis: [],
        authentication: 'none',
        range: nowhere,
      },
      openAccess(clock, ++clients),
    );
    return renamingConnector(must(opened.ok ? opened.value : undefined, 'connector'), names);
  };
  return { connector: await openAgain(), reopen: openAgain, dispose: () => emulator.stop() };
};

connectorConformance('The Business Central connector', open, { asKept, stamps: 'clock' });

/** Business Central has no null: texts are empty, numbers are zero, and what is not true is false. */
function asKept(row: ConformanceRow): ConformanceRow {
  const blanks = { Name: '', Employees: '0', Credit: '0', Blocked: 'false' };
  const blank = Object.entries(blanks).filter(([name]) => (row[name] ?? null) === null);
  return { ...row, ...Object.fromEntries(blank) };
}
