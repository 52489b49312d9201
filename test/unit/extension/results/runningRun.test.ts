import assert from 'node:assert/strict';
import { noCounts } from '../../../../src/core/model/job';
import type { Job } from '../../../../src/core/model/job';
import { runningRun } from '../../../../src/extension/results/runningRun';
import type { ActiveRun, TandemWorkspace } from '../../../../src/extension/workbench';
import type { ProgressWord } from '../../../../src/protocol/workerProtocol';

const job: Job = {
  id: 'j',
  runId: 'r',
  mapping: 'CUSTOMER',
  type: 'synchronization',
  mode: 'full',
  direction: 'toIntegrationTable',
  status: 'inProgress',
  startedAt: '2026-11-20T08:00:00.000Z',
  finishedAt: null,
  counters: { ...noCounts, inserted: 3, failed: 1 },
  message: '',
};
const run = (...jobs: readonly ProgressWord[]): ActiveRun => ({
  workspace: { id: '/sample' } as TandemWorkspace,
  title: 'Full synchronization of demo',
  startedAt: '2026-11-20T08:00:00.000Z',
  jobs,
  place: { position: 2, of: 7 },
  cancelling: false,
  ended: false,
});

suite('A run of the window in the results view', () => {
  test('has no job before the first began', () => {
    const { job: first, done, total, waiting } = runningRun(run());
    assert.deepEqual([first, done, total, waiting], [null, 0, null, null]);
  });

  test('tells how much of the job is done, of how many where that is known', () => {
    const known = runningRun(run({ kind: 'jobProgress', job, done: 40, total: 100 }));
    assert.deepEqual([known.done, known.total, known.position, known.of], [40, 100, 2, 7]);
    assert.equal(runningRun(run({ kind: 'jobProgress', job, done: 40 })).total, null);
  });

  test('shows the job and what it waits for', () => {
    const shown = runningRun(
      run(
        { kind: 'jobProgress', job, done: 40, total: 100 },
        { kind: 'waiting', reason: 'the service asked to slow down' },
      ),
    );
    assert.deepEqual([shown.job?.id, shown.done, shown.waiting], ['j', 40, 'the service asked to slow down']);
  });

  test('is full where the job has ended', () => {
    const { done, total } = runningRun(run({ kind: 'jobFinished', job }));
    assert.deepEqual([done, total], [4, 4]);
  });
});
