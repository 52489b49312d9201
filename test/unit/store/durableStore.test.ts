import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { OpenStateStore } from '../../../src/store/openStateStore';
import type { Result } from '../../../src/core/result';
import type { StateFolder } from '../../support/stateFolders';
import type { StoreError } from '../../../src/core/ports/stateStore';
import { aCoupling, aFailure, aJob, aKeptFailure, anIntent } from '../../support/stateBuilders';
import { keptRuns } from '../../../src/store/pruneJobs';
import { makeStateFolder } from '../../support/stateFolders';
import { skipTest } from '../../support/skipTest';

suite('a state store on files', () => {
  let state: StateFolder;
  setup(async () => {
    state = await makeStateFolder();
  });
  teardown(() => state.remove());

  suite('when it folds', () => {
    test('starts an empty journal and removes the old one', async () => {
      const store = await state.open();
      await put(store, '1');
      const [before] = journals();
      assert.ok((await store.fold()).ok);
      const [after, ...others] = journals();
      assert.notEqual(after, before);
      assert.deepEqual(others, []);
      assert.equal(statSync(inFolder(after as string)).size, 0);
    });

    test('keeps open intents, whose job goes on', async () => {
      const store = await state.open();
      await store.recordIntents([anIntent()]);
      await store.fold();
      assert.deepEqual(store.openIntents(), [anIntent()]);
      assert.deepEqual((await state.open({ access: 'read' })).openIntents(), [anIntent()]);
      await store.commit({ closeIntentsOf: ['job-1'] });
      assert.deepEqual((await state.open()).openIntents(), []);
    });

    test('does so after a run only when the journal has become large', async () => {
      const store = await state.open();
      await put(store, '1');
      const [before] = journals();
      await store.foldIfWorthwhile();
      assert.deepEqual(journals(), [before]);
      await store.commit({ jobs: [aJob({ message: 'x'.repeat(300_000) })] });
      await store.foldIfWorthwhile();
      assert.notDeepEqual(journals(), [before]);
    });

    test('leaves the state file alone at the end when nothing was written', async () => {
      const first = await state.open();
      await put(first, '1');
      await first.close();
      const before = statSync(inFolder('sample.sqlite')).mtimeMs;
      await (await state.open()).close();
      assert.equal(statSync(inFolder('sample.sqlite')).mtimeMs, before);
      assert.equal(existsSync(inFolder('sample.lock')), false);
    });
  });

  suite('when the disk refuses', () => {
    test('a batch, says so, shows nothing of it and writes nothing more', async function () {
      if (!existsSync('/dev/full')) skipTest(this, 'there is no /dev/full to write to');
      const store = await state.open();
      await put(store, '1');
      await store.recordIntents([anIntent()]);
      // The next journal is on a full disk.
      symlinkSync('/dev/full', inFolder('sample.2.journal'));
      await store.fold();
      const { code, message } = failed(await tryToPut(store, '2'));
      assert.equal(code, 'STATE_NOT_WRITTEN');
      assert.match(message, /sample\.2\.journal could not be written \(ENOSPC\)/);
      assert.deepEqual(localIds(store), ['1']);
      assert.equal(store.countCoupled('CUSTOMER'), 1);
      assert.deepEqual(store.openIntents(), [anIntent()]);

      rmSync(inFolder('sample.2.journal'));
      assert.equal(failed(await tryToPut(store, '2')).code, 'STATE_NOT_WRITTEN');
      assert.equal(failed(await store.recordIntents([])).code, 'STATE_NOT_WRITTEN');
      assert.equal(failed(await store.fold()).code, 'STATE_NOT_WRITTEN');
      await store.close();
      assert.deepEqual(localIds(await state.open()), ['1']);
    });

    test('a snapshot, keeps the one before with its journal', async () => {
      const store = await state.open();
      await put(store, '1');
      // Where the new snapshot is to be written first, something else is in the way.
      mkdirSync(inFolder(`sample.sqlite.${process.pid}.tmp`));
      assert.equal(failed(await store.fold()).code, 'STATE_NOT_WRITTEN');
      assert.equal(failed(await tryToPut(store, '2')).code, 'STATE_NOT_WRITTEN');
      await store.close();
      rmSync(inFolder(`sample.sqlite.${process.pid}.tmp`), { recursive: true, force: true });
      assert.deepEqual(localIds(await state.open()), ['1']);
    });
  });

  suite('when another process took its lock over', () => {
    test('writes nothing more, and leaves the other’s files alone', async () => {
      const store = await state.open();
      await put(store, '1');
      const other = await state.open();
      await put(other, '2');
      const before = readdirSync(state.folder).map((name) => [name, readFileSync(inFolder(name))]);
      const { code, message } = failed(await tryToPut(store, '3'));
      assert.equal(code, 'LOCK_LOST');
      assert.match(message, /Another process took over .*sample\.sqlite\. Run again/);
      assert.equal(failed(await store.recordIntents([anIntent()])).code, 'LOCK_LOST');
      assert.equal(failed(await store.fold()).code, 'LOCK_LOST');
      await store.close();
      assert.deepEqual(
        readdirSync(state.folder).map((name) => [name, readFileSync(inFolder(name))]),
        before,
      );
      await put(other, '4');
      assert.deepEqual(localIds(other), ['1', '2', '4']);
    });
  });

  suite('keeps the job log', () => {
    test('of the newest runs, and of older ones that a failure or an open intent names', async () => {
      const store = await state.open();
      const named = aKeptFailure('L-failed', {
        failures: { toIntegrationTable: aFailure({ jobId: 'job-1' }), fromIntegrationTable: null },
      });
      await store.commit({ couplings: [{ kind: 'put', coupling: named }] });
      await put(store, 'kept', 'job-2');
      await store.recordIntents([anIntent({ jobId: 'job-3' })]);
      const runs = keptRuns * 1.25 + 1;
      for (let number = 1; number <= runs; number++) await runOnce(store, number);
      await store.fold();

      const kept = store.jobs({}).map(({ id }) => id);
      const newest = Array.from({ length: keptRuns }, (_, index) => `job-${runs - index}`);
      assert.deepEqual(kept, [...newest, 'job-3', 'job-1']);
      const later = await state.open();
      assert.deepEqual(later.jobRecords('job-1'), [recordOf(1)]);
      assert.deepEqual(later.jobErrors('job-3').length, 1);
      assert.deepEqual(later.jobRecords(newest[0] as string), [recordOf(runs)]);
      // Its log is gone; which job it was stays known.
      assert.equal(later.couplingsByIds('CUSTOMER', 'local', ['kept']).get('kept')?.lastJobId, 'job-2');
      assert.equal(later.job('job-2'), undefined);
      assert.deepEqual([later.jobRecords('job-2'), later.jobErrors('job-2')], [[], []]);
    });

    test('until it is cleared, by age or at once; what failures refer to stays', async () => {
      const store = await state.open();
      for (let number = 1; number <= 4; number++) await runOnce(store, number, `2026-01-0${number}T00:00:00.000Z`);
      await store.commit({ jobs: [aJob({ id: 'job-5', runId: 'run-5', finishedAt: null })] });
      const named = aKeptFailure('L9', {
        failures: { toIntegrationTable: aFailure({ jobId: 'job-1' }), fromIntegrationTable: null },
      });
      await store.commit({ couplings: [{ kind: 'put', coupling: named }] });

      const old = await store.clearJobs('2026-01-03T00:00:00.000Z');
      assert.deepEqual(old, { ok: true, value: { removedJobs: 1, keptJobs: 1 } });
      assert.deepEqual(jobIdsOf(await state.open({ access: 'read' })), ['job-5', 'job-4', 'job-3', 'job-1']);
      assert.deepEqual(store.jobRecords('job-2'), []);

      const all = await store.clearJobs(undefined);
      assert.deepEqual(all, { ok: true, value: { removedJobs: 2, keptJobs: 1 } });
      assert.deepEqual(jobIdsOf(await state.open({ access: 'read' })), ['job-5', 'job-1']);
      assert.deepEqual(store.jobRecords('job-1'), [recordOf(1)]);
      await runOnce(store, 6);
      assert.deepEqual(store.jobRecords('job-6'), [recordOf(6)]);
    });

    test('and is not written anew where nothing is to be cleared', async () => {
      const steps: string[] = [];
      const store = await state.open({ onStep: (step) => void steps.push(step) });
      await runOnce(store, 1, '2026-01-05T00:00:00.000Z');
      steps.length = 0;
      const cleared = await store.clearJobs('2026-01-03T00:00:00.000Z');
      assert.deepEqual(cleared, { ok: true, value: { removedJobs: 0, keptJobs: 0 } });
      assert.deepEqual(steps, []);
    });

    test('as long as its writes are not settled, whatever its age', async () => {
      const store = await state.open();
      for (const number of [1, 2, 3]) await runOnce(store, number, '2026-01-01T00:00:00.000Z');
      await store.recordIntents([anIntent({ jobId: 'job-1' })]);
      const entry = { jobId: 'job-2', record: recordOf(2) };
      store.stage({ direction: 'toIntegrationTable', couplings: [], records: [entry], errors: [] });
      await store.prepare();
      store.unstage();
      const cleared = await store.clearJobs(undefined);
      assert.deepEqual(cleared, { ok: true, value: { removedJobs: 1, keptJobs: 2 } });
      assert.deepEqual(jobIdsOf(await state.open({ access: 'read' })), ['job-2', 'job-1']);
    });

    test('without the values of long ago where they take much room', async () => {
      const store = await state.open();
      const values = [{ before: 'x'.repeat(3_000_000), after: null }];
      for (const number of [1, 2, 3, 4]) {
        const jobId = `job-${number}`;
        const records = [{ jobId, record: { ...recordOf(number), action: 'modify' as const, values } }];
        await store.commit({ jobs: [aJob({ id: jobId, runId: jobId })], records });
      }
      await store.fold();
      const kept = [1, 2, 3, 4].map((number) => store.jobRecords(`job-${number}`)[0]?.values !== undefined);
      assert.deepEqual(kept, [false, false, true, true]);
    });

    test('whole while it is short', async () => {
      const store = await state.open();
      for (let number = 1; number <= keptRuns; number++) await runOnce(store, number);
      await store.fold();
      assert.equal(store.jobs({}).length, keptRuns);
    });

    /** A run of one job that uncouples a pair of its own and fails with another record. */
    async function runOnce(store: OpenStateStore, number: number, finishedAt?: string): Promise<void> {
      const id = `job-${number}`;
      const { localId, integrationId } = recordOf(number);
      const error = { ...aFailure(), localId, integrationId: null };
      await store.commit({
        jobs: [aJob({ id, runId: `run-${number}`, ...(finishedAt && { finishedAt }) })],
        couplings: [{ kind: 'put', coupling: aCoupling({ localId, integrationId }) }],
      });
      await store.commit({
        couplings: [{ kind: 'remove', mapping: 'CUSTOMER', localId, integrationId }],
        records: [{ jobId: id, record: recordOf(number) }],
        errors: [{ jobId: id, error }],
      });
    }

    function jobIdsOf(store: OpenStateStore): readonly string[] {
      return store.jobs({}).map(({ id }) => id);
    }

    function recordOf(number: number) {
      return { action: 'uncouple', localId: `L${number}`, integrationId: `I${number}`, fields: [] } as const;
    }
  });

  async function put(store: OpenStateStore, localId: string, lastJobId: string | null = null): Promise<void> {
    assert.ok((await tryToPut(store, localId, lastJobId)).ok);
  }

  function tryToPut(
    store: OpenStateStore,
    localId: string,
    lastJobId: string | null = null,
  ): Promise<Result<void, StoreError>> {
    const coupling = aCoupling({ localId, integrationId: `I${localId}`, lastJobId });
    return store.commit({ couplings: [{ kind: 'put', coupling }] });
  }

  function failed(result: Result<void, StoreError>): StoreError {
    if (result.ok) throw new Error('it was written');
    return result.error;
  }

  function localIds(store: OpenStateStore): readonly (string | null)[] {
    return store.listCouplings({ limit: 100 }).couplings.map(({ localId }) => localId);
  }

  function journals(): readonly string[] {
    return readdirSync(state.folder).filter((name) => name.endsWith('.journal'));
  }

  function inFolder(name: string): string {
    return path.join(state.folder, name);
  }
});
