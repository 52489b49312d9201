import type { ConformanceRow } from './conformanceTable';
import type { OpenSubject } from './connectorConformance';
import { connectorConformance } from './connectorConformance';
import { emulatedRow, emulatedTable, nowhere, openAccess } from './emulatedTable';
import { defaultCompany } from '../emulator/businessCentral/installation';
import { must } from '../../src/core/assert';
import { openNavConnector } from '../../src/connectors/nav/openNavConnector';
import { renamingConnector } from '../support/renamingConnector';
import { startEmulator } from '../emulator/startEmulator';

const names = {
  table: ['Customer', 'Customer'],
  set: 'Customer',
  number: { kind: 'code', maxLength: 20 },
  fields: {
    'No.': 'No',
    Credit: 'Credit_Limit_LCY',
    SystemModifiedAt: 'Last_Date_Modified',
  },
} as const;

for (const batches of [true, false]) {
  const manner = batches ? 'in batches' : 'one request at a time';
  connectorConformance(`The NAV connector, ${manner},`, openWith(batches), {
    asKept,
    identity: 'number',
    stamps: 'none',
  });
}

function openWith(batches: boolean): OpenSubject {
  return async (description, rows, clock) => {
    const table = emulatedTable(description, names);
    const emulator = await startEmulator({
      nav: {
        tables: [table],
        rows: { [table.name]: rows.map((row) => emulatedRow(asKept(row), names)) },
        ...(batches ? {} : { withoutBatch: true }),
      },
      clock,
    });
    let clients = 0;
    const openAgain = async () => {
      const opened = await openNavConnector(
        {
          connector: 'nav',
          url: emulator.urls.nav,
          company: defaultCompany.name,
          authentication: 'none',
          range: nowhere,
        },
        openAccess(clock, ++clients),
      );
      return renamingConnector(must(opened.ok ? opened.value : undefined, 'connector'), names);
    };
    return { connector: await openAgain(), reopen: openAgain, dispose: () => emulator.stop() };
  };
}

/** NAV has no null either, and of the last change it knows the day. */
function asKept(row: ConformanceRow): ConformanceRow {
  const blanks = { Name: '', Employees: '0', Credit: '0', Blocked: 'false' };
  const blank = Object.entries(blanks).filter(([name]) => (row[name] ?? null) === null);
  const changed = row['SystemModifiedAt'];
  return { ...row, ...Object.fromEntries(blank), ...(changed && { SystemModifiedAt: changed.slice(0, 10) }) };
}
