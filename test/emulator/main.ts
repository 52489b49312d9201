import path from 'node:path';
import { loadSqlJs } from '../../src/files/loadSqlJs';
import { defaultCompany } from './businessCentral/installation';
import { businessCentralTables } from './sample/businessCentralTables';
import { dataverseTables } from './sample/dataverseTables';
import { sampleDataFile } from './sampleDataFile';
import { sampleRows } from './sample/sampleRows';
import { startEmulator } from './startEmulator';
import type { SampleServicesBundle } from '../../src/protocol/sampleServices';

/** The sample's own application user: whoever connects to Dataverse is this one. */
const integrationUserId = 'cd500008-0000-4000-8000-000000000009';

/** Both services over the sample's data, for people to try (`tandem emulate`, and the sample on services in the editor). */
export const startSampleServices: SampleServicesBundle['startSampleServices'] = async (options) => {
  const { port, mediaFolder } = options;
  const file = options.dataFile === undefined ? undefined : sampleDataFile(options.dataFile);
  const kept = file?.read();
  const rows = kept ? undefined : await sampleRows(await loadSqlJs(), path.join(mediaFolder, 'sample'));
  const emulator = await startEmulator({
    port,
    dataverse: { userId: integrationUserId, tables: dataverseTables, ...(rows && { rows: rows.dataverse }) },
    businessCentral: { tables: businessCentralTables, ...(rows && { rows: rows.businessCentral }) },
    ...(kept && { kept }),
    ...(file && { onWritten: (data) => file.write(data) }),
  });
  return {
    businessCentral: emulator.urls.businessCentral,
    company: defaultCompany.name,
    dataverse: emulator.urls.dataverse,
    isFresh: kept === undefined,
    stop: () => emulator.stop(),
  };
};
