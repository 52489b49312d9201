import type { ConformanceRow } from './conformanceTable';
import type { OpenSubject } from './connectorConformance';
import { connectorConformance } from './connectorConformance';
import { emulatedRow, emulatedTable, nowhere, openAccess } from './emulatedTable';
import { must } from '../../src/core/assert';
import { openDataverseConnector } from '../../src/connectors/dataverse/openDataverseConnector';
import { renamingConnector } from '../support/renamingConnector';
import { startEmulator } from '../emulator/startEmulator';

const names = {
  table: ['Customer', 'new_customer'],
  set: 'new_customers',
  fields: {
    SystemId: 'new_customerid',
    'No.': 'new_number',
    Name: 'new_name',
    Employees: 'new_employees',
    Credit: 'new_credit',
    Blocked: 'new_blocked',
    Registered: 'new_registered',
    Seen: 'new_seen',
    Owner: 'new_owner',
    Initial: 'new_initial',
    SystemModifiedAt: 'modifiedon',
  },
} as const;

const open: OpenSubject = async (description, rows, clock) => {
  const table = emulatedTable(description, names);
  const emulator = await startEmulator({
    dataverse: {
      tables: [table],
      rows: { [table.name]: rows.map((row) => emulatedRow(asKept(row), names)) },
    },
    clock,
  });
  let clients = 0;
  const openAgain = async () => {
    const opened = await openDataverseConnector(
      {
        connector: 'dataverse',
        url: emulator.urls.dataverse,
        duplicateDetection: false,
        bypassCustomLogic: 'none',
        authentication: 'none',
        range: nowhere,
      },
      openAccess(clock, ++clients),
    );
    return renamingConnector(must(opened.ok ? opened.value : undefined, 'connector'), names);
  };
  return {
    connector: await openAgain(),
    reopen: openAgain,
    dispose: () => emulator.stop(),
    tracking: {
      remove: (id) => emulator.dataverse.remove(table.name, id),
      // A token is good for seven days.
      expire: () => clock.advance(8 * 24 * 3_600_000),
    },
  };
};

connectorConformance('The Dataverse connector', open, { asKept, stamps: 'clock', tracksChanges: true });

/** Dataverse keeps no empty text, and moments to the second. */
function asKept(row: ConformanceRow): ConformanceRow {
  const kept = { ...row };
  if (kept['Name'] === '') kept['Name'] = null;
  for (const name of ['Seen', 'SystemModifiedAt']) {
    const moment = kept[name];
    if (moment) kept[name] = `${moment.slice(0, 19)}.000Z`;
  }
  return kept;
}
