import assert from 'node:assert/strict';
import type { FaultRig } from './faultRig';
import type { ServiceName } from './dialects';
import { serviceNames } from './dialects';
import type { Job } from '../../src/core/model/job';
import { must } from '../../src/core/assert';
import { startFaultRig } from './faultRig';

const records = 1_000;

/**
 * Requests that 1,000 records may cost, those to sign on, to read metadata and to settle among them. More would be noticed by a
 * service's limits before it is by anybody who waits.
 */
const most = {
  dataverse: { create: 16, quietFull: 18, quiet: 8, modify: 28 },
  businessCentral: { create: 16, quietFull: 6, quiet: 6, modify: 20 },
  // It has no stamps to the moment: each run reads all.
  nav: { create: 16, quietFull: 6, quiet: 6, modify: 20 },
} as const satisfies { readonly [S in ServiceName]: Readonly<Record<string, number>> };

for (const service of serviceNames) {
  suite(`1,000 records with ${service}`, function () {
    this.timeout(60_000);
    let rig: FaultRig;
    suiteSetup(async () => {
      rig = await startFaultRig(service, records);
    });
    suiteTeardown(() => rig.stop());

    const cost = async (
      mode: 'full' | 'modified',
    ): Promise<{ readonly jobs: readonly Job[]; readonly requests: number }> => {
      const before = rig.proxy.requests.length;
      const run = await rig.synchronize(mode);
      assert.ok(run.ok, run.ok ? '' : run.error.message);
      return { jobs: run.value, requests: rig.proxy.requests.length - before };
    };
    const sum = (jobs: readonly Job[], counter: 'inserted' | 'modified' | 'failed') =>
      jobs.reduce((total, { counters }) => total + counters[counter], 0);
    const within = (requests: number, what: keyof (typeof most)[ServiceName]) => {
      console.log(`measured: ${service}, ${what}: ${requests} requests`);
      assert.ok(requests <= most[service][what], `${what}: ${requests} requests of ${most[service][what]}`);
    };

    test('are created in few requests', async () => {
      const { jobs, requests } = await cost('full');
      assert.equal(sum(jobs, 'inserted'), records);
      within(requests, 'create');
    });

    test('need hardly any where nothing changed', async () => {
      const full = await cost('full');
      assert.equal(sum(full.jobs, 'modified') + sum(full.jobs, 'inserted'), 0);
      within(full.requests, 'quietFull');
      // The first one after a full run gets the token, or settles the watermark.
      await cost('modified');
      const { jobs, requests } = await cost('modified');
      assert.equal(sum(jobs, 'modified') + sum(jobs, 'inserted'), 0);
      within(requests, 'quiet');
    });

    test('are changed in few requests', async () => {
      for (const { SystemId } of rig.memory.rows('Customer'))
        rig.memory.put('Customer', { SystemId: SystemId ?? '', City: 'Bergen' });
      const { jobs, requests } = await cost('modified');
      assert.equal(sum(jobs, 'modified'), records);
      assert.equal(sum(jobs, 'failed'), 0);
      within(requests, 'modify');
    });
  });
}

suite('Dataverse tells a modified run', () => {
  test('what was changed there, and what was deleted', async () => {
    const rig = await startFaultRig('dataverse', 20);
    try {
      await rig.synchronize('full');
      await rig.synchronize('modified');
      const [changed, deleted] = rig.rows().map(rig.idOf);
      rig.emulator.dataverse.update('account', changed ?? '', { name: 'Changed there' });
      rig.emulator.dataverse.remove('account', deleted ?? '');
      rig.proxy.reset();
      const run = await rig.synchronize('modified');
      assert.ok(run.ok);
      const [to, from] = run.value;
      assert.equal(must(from, 'a job').counters.modified, 1);
      assert.equal(must(to, 'a job').counters.failed, 1);
      assert.deepEqual(
        rig.recordErrors().map(({ code }) => code),
        ['COUNTERPART_DELETED'],
      );
      assert.ok(rig.memory.rows('Customer').some(({ Name }) => Name === 'Changed there'));
    } finally {
      await rig.stop();
    }
  });
});
