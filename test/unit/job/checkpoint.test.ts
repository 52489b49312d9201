import assert from 'node:assert/strict';
import type { Run, RunStory } from './runBuilders';
import { Checkpoint } from '../../../src/core/job/checkpoint';
import { aCoupling, aFailure, aJob, anIntent } from '../../support/stateBuilders';
import { aRun } from './runBuilders';
import { ok } from '../../../src/core/result';

suite('Checkpoint', () => {
  const cursor = '2026-11-21T07:00:00.000Z 2026-11-21T08:00:00.000Z';

  test('commits after each batch where writes are durable at once', async () => {
    const { run, checkpoint } = begin({ durability: 'immediate' });
    checkpoint.couple({ kind: 'put', coupling: aCoupling() });
    await checkpoint.afterBatch(aJob());
    assert.deepEqual(coupled(run), ['L1']);
  });

  test('lets batches in quick succession share one flush and one commit', async () => {
    const { run, checkpoint } = begin();
    checkpoint.couple({ kind: 'put', coupling: aCoupling() });
    run.clock.advance(100);
    await checkpoint.afterBatch(aJob());
    assert.deepEqual([run.asked, run.store.job('job-1')], [[], undefined]);
    checkpoint.couple({ kind: 'put', coupling: aCoupling({ localId: 'L2', integrationId: 'I2' }) });
    run.clock.advance(5_000);
    await checkpoint.afterBatch(aJob());
    assert.deepEqual([durable(run), run.asked], [['L1', 'L2'], ['integration flush']]);
    assert.deepEqual(run.store.job('job-1'), aJob());
  });

  test('waits the longer the longer the last flush took', async () => {
    const { run, checkpoint } = begin({
      failOn: (operation) => void (operation === 'flush' && run.clock.advance(5_000)),
    });
    await checkpoint.commit(aJob());
    run.clock.advance(5_000);
    await checkpoint.afterBatch(aJob());
    assert.deepEqual(run.asked, ['integration flush']);
    run.clock.advance(200_000);
    await checkpoint.afterBatch(aJob());
    assert.deepEqual(run.asked, ['integration flush', 'integration flush']);
  });

  test('does not let outcomes pile up, however little time has passed', async () => {
    const { run, checkpoint } = begin();
    checkpoint.couple({ kind: 'put', coupling: aCoupling() });
    await checkpoint.afterBatch(aJob());
    assert.deepEqual(durable(run), []);
    for (let row = 0; row < 100_000; row++) checkpoint.couple({ kind: 'put', coupling: aCoupling() });
    await checkpoint.afterBatch(aJob());
    assert.deepEqual(durable(run), ['L1']);
  });

  test('shows outcomes before they are durable, so that the run can build on them', async () => {
    const { run, checkpoint } = begin();
    checkpoint.couple({ kind: 'put', coupling: aCoupling() });
    await checkpoint.afterBatch(aJob());
    assert.deepEqual(coupled(run), ['L1']);
  });

  test('has its outcomes prepared when the destination is flushed', async () => {
    const seen: number[] = [];
    const { run, checkpoint } = begin({
      failOn: (operation) => void (operation === 'flush' && seen.push(run.store.openOutcomes().length)),
    });
    checkpoint.couple({ kind: 'put', coupling: aCoupling() });
    await checkpoint.commit(aJob());
    assert.deepEqual([seen, run.store.openOutcomes()], [[1], []]);
  });

  test('moves the cursor with the commit and never before', async () => {
    const { run, checkpoint } = begin();
    checkpoint.moveCursor('CUSTOMER', { direction: 'toIntegrationTable', cursor });
    await checkpoint.afterBatch(aJob());
    assert.equal(run.store.cursor('CUSTOMER', 'toIntegrationTable'), null);
    await checkpoint.commit(aJob());
    assert.equal(run.store.cursor('CUSTOMER', 'toIntegrationTable'), cursor);
    assert.equal(run.store.cursor('CUSTOMER', 'fromIntegrationTable'), null);
  });

  test('commits nothing where the flush failed, and never lets the cursor pass it', async () => {
    let failing = true;
    const error = { code: 'FILE_NOT_WRITTEN', message: 'The disk is full. Make room and run again.' } as const;
    const { run, checkpoint } = begin({ failOn: () => (failing ? error : undefined) });
    await run.store.recordIntents([anIntent()]);
    checkpoint.couple({ kind: 'put', coupling: aCoupling() });
    checkpoint.moveCursor('CUSTOMER', { direction: 'toIntegrationTable', cursor });
    assert.deepEqual(await checkpoint.commit(aJob()), { ok: false, error });
    assert.deepEqual([coupled(run), run.store.openIntents().length], [[], 1]);
    assert.equal(run.store.cursor('CUSTOMER', 'toIntegrationTable'), null);
    failing = false;
    assert.deepEqual(await checkpoint.commit(aJob()), ok(undefined));
    assert.deepEqual([coupled(run), run.store.openIntents().length], [[], 1]);
    assert.equal(run.store.cursor('CUSTOMER', 'toIntegrationTable'), null);
    assert.deepEqual(run.store.openOutcomes()[0]?.couplings, [{ kind: 'put', coupling: aCoupling() }]);
  });

  test('closes the intents of its own job', async () => {
    const { run, checkpoint } = begin();
    await run.store.recordIntents([anIntent(), anIntent({ jobId: 'job-0' })]);
    await checkpoint.commit(aJob());
    assert.deepEqual(run.store.openIntents(), [anIntent({ jobId: 'job-0' })]);
  });

  test('leaves intents open once a write got no answer', async () => {
    const { run, checkpoint } = begin();
    await run.store.recordIntents([anIntent()]);
    checkpoint.keepIntentsOpen();
    checkpoint.couple({ kind: 'put', coupling: aCoupling({ localId: 'L2', integrationId: 'I2' }) });
    await checkpoint.commit(aJob());
    await checkpoint.commit(aJob({ status: 'aborted' }));
    assert.deepEqual([coupled(run), run.store.openIntents()], [['L2'], [anIntent()]]);
  });

  test('logs each record and error once, however many commits follow', async () => {
    const { run, checkpoint } = begin();
    const record = { action: 'fail', localId: 'L1', integrationId: null, fields: [] } as const;
    const { code, message, at } = aFailure();
    checkpoint.record(record);
    checkpoint.error({ localId: 'L1', integrationId: null, code, message, at });
    await checkpoint.commit(aJob());
    await checkpoint.commit(aJob());
    assert.deepEqual(run.store.jobRecords('job-1'), [record]);
    assert.deepEqual(run.store.jobErrors('job-1'), [{ localId: 'L1', integrationId: null, code, message, at }]);
  });

  test('saves nothing to the systems in a rehearsal', async () => {
    const { run, checkpoint } = begin({ context: { rehearsal: true } });
    checkpoint.couple({ kind: 'put', coupling: aCoupling() });
    await checkpoint.afterBatch(aJob());
    assert.deepEqual([coupled(run), run.asked], [['L1'], []]);
  });
});

function begin(story: RunStory = {}): { readonly run: Run; readonly checkpoint: Checkpoint } {
  const run = aRun({ durability: 'deferred', ...story });
  return { run, checkpoint: new Checkpoint(run.context, run.systems.integration, 'job-1', 'toIntegrationTable') };
}

function durable(run: Run): readonly (string | null)[] {
  return coupled({ ...run, store: run.store.simulateCrash() });
}

function coupled({ store }: Pick<Run, 'store'>): readonly (string | null)[] {
  return store.listCouplings({ limit: 100 }).couplings.map((coupling) => coupling.localId);
}
