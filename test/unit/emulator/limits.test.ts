import assert from 'node:assert/strict';
import { businessCentralTables } from '../../emulator/sample/businessCentralTables';
import { dataverseTables } from '../../emulator/sample/dataverseTables';
import { startEmulator } from '../../emulator/startEmulator';
import type { Emulator, EmulatorOptions } from '../../emulator/startEmulator';

suite('The emulated services let in as many requests as they are documented to', () => {
  let emulator: Emulator;

  const start = async (options: EmulatorOptions) => (emulator = await startEmulator({ latencyMs: 20, ...options }));
  teardown(() => emulator.stop());

  const atOnce = async (url: string, count: number) => {
    const answers = await Promise.all(Array.from({ length: count }, () => fetch(url)));
    return answers.map(({ status }) => status).sort((a, b) => a - b);
  };

  test('Dataverse refuses a request too many at once, and says when to come back', async () => {
    await start({ dataverse: { tables: dataverseTables, limits: { concurrent: 2 } } });
    assert.deepEqual(await atOnce(`${emulator.urls.dataverse}/api/data/v9.2/WhoAmI`, 3), [200, 200, 429]);
  });

  test('Dataverse refuses a request too many in five minutes until they are over', async () => {
    let now = 0;
    await start({
      dataverse: { tables: dataverseTables, limits: { requests: 1 } },
      clock: { now: () => new Date(now).toISOString() },
    });
    const url = `${emulator.urls.dataverse}/api/data/v9.2/WhoAmI`;
    assert.equal((await fetch(url)).status, 200);
    now += 200_000;
    const refused = await fetch(url);
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '100']);
    now += 100_000;
    assert.equal((await fetch(url)).status, 200);
  });

  test('Business Central queues what is too many at once, refuses beyond, and gives up on what waits for long', async () => {
    const limits = { concurrent: 1, queue: 2 };
    await start({ businessCentral: { tables: businessCentralTables, limits } });
    const url = `${emulator.urls.businessCentral}/api/v2.0/companies`;
    assert.deepEqual(await atOnce(url, 4), [200, 200, 200, 429]);
    await emulator.stop();
    await start({ businessCentral: { tables: businessCentralTables, limits: { ...limits, queueMs: 1 } } });
    assert.deepEqual(await atOnce(`${emulator.urls.businessCentral}/api/v2.0/companies`, 2), [200, 503]);
  });
});
