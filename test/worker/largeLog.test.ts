import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { ResultsRequests } from '../../src/protocol/resultsRequests';
import type { RunningWorker } from '../support/runningWorker';
import { aJob } from '../support/stateBuilders';
import { customerWorkspace, localId } from '../support/customerWorkspace';
import { must } from '../../src/core/assert';
import { noCounts } from '../../src/core/model/job';
import { openWorkspaceState } from '../support/workspaceState';
import { startWorker } from '../support/runningWorker';

const outcomes = 100_000;
const failed = outcomes / 100;

/** As in a workspace with many couplings, the bounds are several times what a quiet machine needs. */
suite('The log of a run over 100,000 records', function () {
  this.timeout(120_000);

  let workspace: CustomerWorkspace;
  let worker: RunningWorker;
  suiteSetup(async () => {
    workspace = await customerWorkspace(1_000);
    await writeLog(workspace.folder);
    worker = startWorker();
    await worker.value('results/runs', { folder: workspace.folder, limit: 50 });
  });
  suiteTeardown(async () => {
    await worker.terminate();
    workspace.remove();
  });

  const page = (changes: Partial<ResultsRequests['results/records']['params']> = {}) =>
    timed(() =>
      worker.value('results/records', {
        ...{ folder: workspace.folder, runId: 'run-1', search: '', offset: 0, limit: 100, titles: false },
        ...changes,
      }),
    );

  test('shows its first page, its last one and one with titles at once', async () => {
    for (const asked of [{}, { offset: outcomes - 100 }, { offset: 500, titles: true }]) {
      const first = await page(asked);
      assert.deepEqual([first.value.total, first.value.rows.length], [outcomes, 100]);
      const again = await page(asked);
      assert.ok(again.ms < 250, `${JSON.stringify(asked)}: ${first.ms} ms, then ${again.ms} ms`);
    }
  });

  test('shows what a counter counted, and one code’s records, at once', async () => {
    const counted = await page({ counter: 'failed' });
    assert.equal(counted.value.total, failed);
    assert.ok((await page({ counter: 'failed', offset: 500 })).ms < 250);
    assert.equal((await page({ code: 'TEXT_TOO_LONG', offset: 900 })).value.total, failed);
    assert.ok((await page({ code: 'TEXT_TOO_LONG', offset: 200 })).ms < 250);
  });

  test('is searched within a few seconds, and the next pages of what was found come at once', async () => {
    const found = await page({ search: localId(77_777) });
    assert.deepEqual(
      found.value.rows.map((row) => row.localId),
      [localId(77_777)],
    );
    assert.ok(found.ms < 5_000, `${found.ms} ms`);
    await page({ search: 'was not coupled' });
    const next = await page({ search: 'was not coupled', offset: 50_000 });
    assert.ok(next.ms < 250, `${next.ms} ms`);
  });

  test('is grouped, told in a headline and searched for one record’s story within a second', async () => {
    const { folder } = workspace;
    const runs = await timed(() => worker.value('results/runs', { folder, limit: 50 }));
    assert.match(must(runs.value.runs[0], 'the run').headline, /99000 customers created in integration, 1000 failed/);
    const errors = await timed(() => worker.value('results/errors', { folder, runId: 'run-1', titles: false }));
    assert.equal(errors.value.groups[0]?.count, failed);
    const asked = { folder, mapping: 'CUSTOMER', localId: localId(4_242), integrationId: null, titles: false };
    const story = await timed(() => worker.value('results/story', asked));
    assert.equal(story.value.events.length, 1);
    for (const { ms } of [runs, errors, story]) assert.ok(ms < 1_000, `${ms} ms`);
  });
});

async function writeLog(folder: string): Promise<void> {
  const store = await openWorkspaceState(folder);
  const job = aJob({
    status: 'finished',
    finishedAt: '2026-11-21T08:01:00.000Z',
    counters: { ...noCounts, inserted: outcomes - failed, failed },
  });
  const fields = ['accountnumber', 'name'];
  for (let first = 1; first <= outcomes; first += 1_000) {
    const numbers = Array.from({ length: 1_000 }, (_, index) => first + index);
    const isFailed = (number: number) => number % 100 === 0;
    const idsOf = (number: number) => ({
      localId: localId(number),
      integrationId: isFailed(number) ? null : localId(number).replace('5c', '6c'),
    });
    await store.commit({
      jobs: [job],
      records: numbers.map((number) => ({
        jobId: job.id,
        record: isFailed(number)
          ? { action: 'fail', ...idsOf(number), fields: [] }
          : { action: 'insert', ...idsOf(number), fields, reason: 'new' },
      })),
      errors: numbers.filter(isFailed).map((number) => ({
        jobId: job.id,
        error: { ...idsOf(number), code: 'TEXT_TOO_LONG', message: 'Name is too long.', at: job.startedAt },
      })),
    });
  }
  await store.close();
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const began = performance.now();
  const value = await work();
  return { ms: Math.round(performance.now() - began), value };
}
