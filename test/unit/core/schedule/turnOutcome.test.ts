import assert from 'node:assert/strict';
import { isPassing, turnOutcome } from '../../../../src/core/schedule/turnOutcome';
import { err, ok } from '../../../../src/core/result';
import { noCounts } from '../../../../src/core/model/job';
import type { Counters, Job } from '../../../../src/core/model/job';
import type { TurnError } from '../../../../src/core/schedule/turnOutcome';

suite('What a scheduled run came to', () => {
  for (const counter of ['inserted', 'modified', 'deleted'] as const) {
    test(`is a change where records were ${counter}`, () => {
      assert.deepEqual(turnOutcome(ran({ [counter]: 1 })), { kind: 'changed', wroteData: true });
    });
  }

  test('is a change where records failed, which the next run tries again, though nothing was written', () => {
    assert.deepEqual(turnOutcome(ran({ failed: 1 })), { kind: 'changed', wroteData: false });
  });

  test('is none where records were only coupled, skipped or compared', () => {
    const idle = turnOutcome(ran({ coupled: 2, skipped: 3, unchanged: 4 }));
    assert.deepEqual(idle, { kind: 'unchanged', wroteData: false });
  });

  test('is a failure where a job could not go on, with that job’s reason', () => {
    const result = ran({ modified: 5 }, { status: 'aborted', message: 'dataverse is out of reach. Try again later.' });
    assert.deepEqual(turnOutcome(result), {
      kind: 'failed',
      wroteData: true,
      message: 'CUSTOMER: dataverse is out of reach. Try again later.',
    });
  });

  test('is a stop where the user stopped it', () => {
    assert.equal(turnOutcome(ran({ modified: 5 }, { status: 'cancelled' })).kind, 'stopped');
    assert.equal(turnOutcome(failed('CANCELLED', 'cancelled')).kind, 'stopped');
  });

  test('tells a state that another run has from files with errors and from systems that cannot be used', () => {
    assert.equal(turnOutcome(failed('STATE_LOCKED', 'run')).kind, 'locked');
    assert.equal(turnOutcome(failed('RUN_ACTIVE', 'usage')).kind, 'locked');
    assert.equal(turnOutcome(failed('WORKSPACE_INVALID', 'usage')).kind, 'filesBroken');
    assert.equal(turnOutcome(failed('UNREACHABLE', 'run')).kind, 'failed');
  });

  test('may pass by itself where something is only busy or out of reach', () => {
    assert.ok(isPassing({ code: 'UNREACHABLE' }) && isPassing({ code: 'STATE_LOCKED' }));
    assert.ok(!isPassing({ code: 'STATE_CORRUPT' }) && !isPassing({ code: 'WORKSPACE_INVALID' }));
  });
});

function ran(counters: Partial<Counters>, job: Partial<Job> = {}) {
  const totals = { ...noCounts, ...counters };
  const whole: Job = {
    ...{ id: 'job-1', runId: 'run-1', mapping: 'CUSTOMER', type: 'synchronization', mode: 'modified' },
    ...{ direction: 'toIntegrationTable', status: 'finished', message: '', counters: totals },
    ...{ startedAt: '2026-11-21T08:00:00.000Z', finishedAt: '2026-11-21T08:00:01.000Z' },
    ...job,
  };
  return ok({ jobs: [whole], totals });
}

function failed(code: string, kind: TurnError['kind']) {
  return err({ code, kind, message: 'It did not work. Try again.' });
}
