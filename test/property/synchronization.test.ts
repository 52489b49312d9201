import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MemoryRow } from '../support/memoryConnector';
import type { SynchronizationRig } from './synchronizationRig';
import type { Story } from './synchronizationStories';
import type { Counters, Job } from '../../src/core/model/job';
import type { OpenStateStore } from '../../src/store/openStateStore';
import { isDeepStrictEqual } from 'node:util';
import { after, sides, story } from './synchronizationStories';
import { fieldNames } from './synchronizationRig';
import { listRecords } from '../../src/service/results/recordList';
import { makeStateFolder } from '../support/stateFolders';
import { noCounts } from '../../src/core/model/job';

suite('Synchronization', () => {
  test('changes nothing when it is run a second time', () =>
    holds(async (told) => {
      // A record whose coupling was removed is new to the run after, which may create its counterpart again.
      const deletionConflict = told.deletionConflict === 'removeCoupling' ? 'none' : told.deletionConflict;
      const rig = await after({ ...told, deletionConflict });
      for (const mode of ['modified', 'full'] as const) {
        await rig.synchronize(mode);
        const before = rig.snapshot();
        const jobs = await rig.synchronize(mode);
        assert.equal(rig.snapshot(), before);
        assert.equal(sum(jobs, 'inserted') + sum(jobs, 'modified') + sum(jobs, 'coupled') + sum(jobs, 'uncoupled'), 0);
      }
    }));

  test('comes to the same whatever the size of pages and batches', () =>
    fc.assert(
      fc.asyncProperty(story, fc.integer({ min: 1, max: 3 }), async (told, pageSize) => {
        const whole = await after(told);
        const inPieces = await after(told, { pageSize });
        assert.deepEqual(inPieces.contents(), whole.contents());
        assert.deepEqual(lastJobs(inPieces), lastJobs(whole));
      }),
      { numRuns: Number(process.env.RUNS ?? 60) },
    ));

  test('makes both records of every pair equal where a policy decides and nothing fails', () =>
    holds(async (told) => {
      const updateConflict = told.updateConflict === 'none' ? 'sendUpdateToIntegration' : told.updateConflict;
      const rig = await after({ ...told, updateConflict }, {}, 'full');
      const accounts = byId(rig, 'integration');
      const customers = byId(rig, 'local');
      for (const coupling of rig.store.listCouplings({ mapping: 'CUSTOMER', limit: 1_000 }).couplings) {
        const customer = customers.get(coupling.localId ?? '');
        const account = accounts.get(coupling.integrationId ?? '');
        if (!customer || !account || coupling.skipped || Object.values(coupling.failures).some(Boolean)) continue;
        for (const [index, name] of fieldNames.local.entries()) {
          assert.equal(
            customer[name] ?? '',
            account[fieldNames.integration[index] ?? ''] ?? '',
            `${name} of ${coupling.localId}`,
          );
        }
      }
    }));

  test('counts every record of a full run once', () =>
    holds(async (told) => {
      const rig = await after(told);
      const customers = rig.systems.local.rows('Customer').length;
      const accounts = rig.systems.integration.rows('account').length;
      const [to, from] = (await rig.synchronize('full')) as [Job, Job];
      const kept = (job: Job) =>
        job.counters.unchanged +
        job.counters.inserted +
        job.counters.modified +
        job.counters.skipped +
        job.counters.failed +
        job.counters.uncoupled;
      assert.equal(kept(to), customers);
      // The first pass creates accounts, which the second one sees.
      assert.equal(kept(from), accounts + to.counters.inserted);
    }));

  test('couples no record twice', () =>
    holds(async (told) => {
      const rig = await after(told);
      const { couplings } = rig.store.listCouplings({ mapping: 'CUSTOMER', limit: 1_000 });
      for (const side of ['localId', 'integrationId'] as const) {
        const ids = couplings.flatMap((coupling) => coupling[side] ?? []);
        assert.equal(new Set(ids).size, ids.length);
      }
    }));
});

suite('The job log of any runs', () => {
  test('lists behind every counter exactly what it counted, page by page, and finds each row by its own words', () =>
    fc.assert(
      fc.asyncProperty(story, fc.integer({ min: 1, max: 4 }), async (told, limit) => {
        const folder = await makeStateFolder();
        const store = await folder.open();
        try {
          await after(told, { stateStore: store });
          for (const runId of new Set(store.jobs({}).map((job) => job.runId))) {
            const jobs = store.browser.jobsOfRun(runId);
            for (const some of [jobs, ...jobs.map((job) => [job])]) checkLists(store, some, limit);
          }
        } finally {
          await store.close();
          folder.remove();
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 40) },
    ));
});

/** Unchanged records are counted, not listed. */
const listed = Object.keys(noCounts).filter((counter) => counter !== 'unchanged') as (keyof Counters)[];

function checkLists({ browser }: OpenStateStore, jobs: readonly Job[], limit: number): void {
  for (const counter of listed) {
    const page = (offset: number, search = '', size = limit) =>
      listRecords(browser, jobs, { counter, search, offset, limit: size }, []);
    const { total } = page(0);
    assert.equal(total, sum(jobs, counter), counter);
    const rows = Array.from({ length: Math.ceil(total / limit) }, (_, index) => page(index * limit).items).flat();
    assert.equal(rows.length, total);
    assert.deepEqual(page(0, '', Infinity).items, rows);
    for (const row of rows) {
      const { localId, integrationId, fields } = row.record;
      for (const words of [localId, integrationId, row.code, row.reason, ...fields]) {
        if (words)
          assert.ok(
            page(0, words, Infinity).items.some((each) => isDeepStrictEqual(each, row)),
            words,
          );
      }
    }
  }
}

function holds(law: (told: Story) => Promise<void>): Promise<void> {
  return fc.assert(fc.asyncProperty(story, law), { numRuns: Number(process.env.RUNS ?? 100) });
}

function byId(rig: SynchronizationRig, side: 'local' | 'integration'): ReadonlyMap<string, MemoryRow> {
  const { table, id } = sides[side];
  return new Map(rig.systems[side].rows(table).map((row) => [row[id] ?? '', row]));
}

function sum(jobs: readonly Job[], counter: keyof Job['counters']): number {
  return jobs.reduce((total, job) => total + job.counters[counter], 0);
}

function lastJobs(rig: SynchronizationRig) {
  return rig.store.jobs({ limit: 4 }).map((job) => [job.direction, job.counters]);
}
