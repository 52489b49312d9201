import assert from 'node:assert/strict';
import type { CustomerWorkspace } from '../support/customerWorkspace';
import type { RunProgress } from '../../src/protocol/workerProtocol';
import { customerWorkspace } from '../support/customerWorkspace';
import { must } from '../../src/core/assert';
import { startWorker } from '../support/runningWorker';

const customers = 20_000;

suite('A worker that is terminated in a run', function () {
  this.timeout(180_000);

  let fresh: CustomerWorkspace;
  suiteSetup(async () => {
    fresh = await customerWorkspace(customers);
  });
  suiteTeardown(() => fresh.remove());

  for (const share of [0.05, 0.4, 0.8]) {
    test(`leaves a state that the next one goes on with at once: after ${share * 100} % of the records`, async () => {
      const workspace = fresh.copy();
      const run = {
        folder: workspace.folder,
        mode: 'full',
        mappings: [],
        records: [],
        progressToken: 'run',
        acceptMissing: false,
      } as const;
      // Words about a job are told ten times a second: a fast one may end before it is told again.
      const hasDone = ({ event }: RunProgress) =>
        event.kind === 'jobFinished' || (event.kind === 'jobProgress' && event.done >= customers * share);

      const first = startWorker();
      const running = first.request('run/sync', run);
      const cutShort = assert.rejects(running);
      await first.progressed(hasDone);
      await first.terminate();
      await cutShort;

      const second = startWorker();
      const before = await second.value('workspace/overview', { folder: workspace.folder });
      assert.equal(before.lockedBy, undefined, 'a dead thread holds nothing');
      const result = await second.value('run/sync', run);
      assert.ok(
        result.jobs.every((job) => job.status === 'finished'),
        'the rerun finished',
      );
      const { counts } = must(
        (await second.value('workspace/overview', { folder: workspace.folder })).mappings[0],
        'it',
      );
      assert.deepEqual(counts, { ok: customers, failed: 0, skipped: 0 });
      const [[all, numbers] = []] = workspace.query(
        'data/integration.sqlite',
        'SELECT count(*), count(DISTINCT accountnumber) FROM account',
      );
      assert.deepEqual([all, numbers], [customers, customers], 'nothing is lost or doubled');
      const again = await second.value('run/sync', run);
      assert.equal(again.totals.unchanged, 2 * customers);
      const interrupted = await second.value('jobs/list', { folder: workspace.folder, limit: 20 });
      assert.ok(interrupted.jobs.every((job) => job.status !== 'inProgress'));
      await second.terminate();
      workspace.remove();
    });
  }
});
