import assert from 'node:assert/strict';
import type { ProgressWord, RunProgress } from '../../../src/protocol/workerProtocol';
import { aJob } from '../../support/stateBuilders';
import { progressTeller } from '../../../src/worker/progressTeller';

suite('Telling a run’s progress', () => {
  const job = aJob();
  let nowMs: number;
  let told: RunProgress[];
  let tell: (event: ProgressWord) => void;
  setup(() => {
    nowMs = 0;
    told = [];
    tell = progressTeller(
      'token',
      (progress) => told.push(progress),
      () => nowMs,
    );
  });

  test('leaves out counts that come too fast', () => {
    for (let done = 1; done <= 1_000; done++) {
      nowMs += 5;
      tell({ kind: 'jobProgress', job, done });
    }
    assert.ok(told.length >= 45 && told.length <= 51, `${told.length} in 5 seconds`);
    assert.ok(told.every(({ progressToken }) => progressToken === 'token'));
  });

  test('leaves out no beginning, end or wait', () => {
    tell({ kind: 'jobStarted', job, position: 1, of: 2 });
    tell({ kind: 'jobFinished', job });
    tell({ kind: 'jobStarted', job, position: 2, of: 2 });
    tell({ kind: 'waiting', reason: 'throttled' });
    tell({ kind: 'jobFinished', job });
    assert.equal(told.length, 5);
  });
});
