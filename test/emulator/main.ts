import path from 'node:path';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { defaultCompany } from './businessCentral/installation';
import { businessCentralTables } from './sample/businessCentralTables';
import { dataverseTables } from './sample/dataverseTables';
import { sampleRows } from './sample/sampleRows';
import { startEmulator } from './startEmulator';
import type { SampleServicesBundle } from '../../src/protocol/sampleServices';

/** Both services over the sample's data, for people to try (`tandem emulate`). The data lasts as long as they run. */
export const startSampleServices: SampleServicesBundle['startSampleServices'] = async ({ port, mediaFolder }) => {
  const rows = await sampleRows(await loadSqlJs(), path.join(mediaFolder, 'sample'));
  const emulator = await startEmulator({
    port,
    dataverse: { tables: dataverseTables, rows: rows.dataverse },
    businessCentral: { tables: businessCentralTables, rows: rows.businessCentral },
  });
  return {
    businessCentral: emulator.urls.businessCentral,
    company: defaultCompany.name,
    dataverse: emulator.urls.dataverse,
    stop: () => emulator.stop(),
  };
};
