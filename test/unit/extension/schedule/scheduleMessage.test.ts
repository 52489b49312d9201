import assert from 'node:assert/strict';
import { aJob, aResult } from '../shell/jobBuilder';
import { english } from '../shell/english';
import { noCounts } from '../../../../src/core/model/job';
import { nextRunAt, scheduleLogText } from '../../../../src/extension/schedule/scheduleLogText';
import { scheduleMessage } from '../../../../src/extension/schedule/scheduleMessage';
import { turnOutcome } from '../../../../src/core/schedule/turnOutcome';
import type { Answer, RunResult } from '../../../../src/protocol/workerProtocol';
import type { Schedule } from '../../../../src/core/schedule/schedule';
import type { ScheduleMessage } from '../../../../src/extension/schedule/scheduleMessage';

suite('A scheduled run', () => {
  test('says nothing where it went well, was stopped, or another run had the state', () => {
    assert.equal(told(ran({})), undefined);
    assert.equal(told(ran({ totals: { ...noCounts, modified: 4 } })), undefined);
    assert.equal(told(refused('CANCELLED', 'cancelled')), undefined);
    assert.equal(told(refused('STATE_LOCKED', 'run')), undefined);
  });

  test('asks to sign in where that would help: it never does so by itself', () => {
    assert.equal(told(refused('UNAUTHORIZED', 'run'))?.asksToSignIn, true);
    assert.equal(told(refused('HOST_NOT_CONFIRMED', 'run'))?.asksToSignIn, true);
    assert.equal(told(refused('UNREACHABLE', 'run'))?.asksToSignIn, undefined);
  });

  test('says how many records failed, and why the first did', () => {
    const message = told(failed(['1', '2']));
    assert.equal(message?.text, 'Scheduled synchronization of sample: 2 records failed. Customer 1: too long.');
    assert.deepEqual([message?.severity, message?.errorsIn], ['warning', 'jobs']);
    assert.match(told(failed(['1']))?.text ?? '', /: 1 record failed\./);
  });

  test('says that records were set aside once they failed again', () => {
    const message = told(failed(['1'], 0));
    assert.match(message?.text ?? '', /records that failed again are set aside until you retry them\. Customer 1/);
  });

  test('knows the same trouble again, in whatever order it comes, and tells it from new trouble', () => {
    const first = told(failed(['1', '2']))?.trouble;
    assert.equal(told(failed(['2', '1']))?.trouble, first);
    assert.notEqual(told(failed(['1', '3']))?.trouble, first);
    assert.notEqual(told(refused('UNREACHABLE', 'run'))?.trouble, first);
  });

  test('says why it could not run, and leads to where more is told', () => {
    const message = told(refused('UNREACHABLE', 'run'));
    assert.equal(message?.text, 'Scheduled synchronization of sample could not run: UNREACHABLE happened. Do this.');
    assert.deepEqual([message?.severity, message?.errorsIn], ['error', 'log']);
    const aborted = told(ran({ jobs: [aJob({ status: 'aborted', message: 'Many records are gone. Look first.' })] }));
    assert.match(aborted?.text ?? '', /could not run: CUSTOMER: Many records are gone\. Look first\.$/);
    assert.equal(aborted?.errorsIn, 'jobs');
  });

  test('waits for files with errors, and leads to their problems', () => {
    const message = told(refused('WORKSPACE_INVALID', 'usage', 1));
    assert.match(message?.text ?? '', /^Scheduled synchronization of sample waits until its files are mended: /);
    assert.deepEqual([message?.severity, message?.errorsIn], ['warning', 'problems']);
    assert.equal(told(refused('ENVIRONMENT_NOT_FOUND', 'usage'))?.errorsIn, 'log');
  });

  test('writes into the log when the next one comes', () => {
    assert.equal(logged(ran({}), 'quiet', 720), 'Nothing to do. Next run 8:00 PM. A change brings it forward.');
    assert.equal(logged(ran({}), 'quiet', 0), 'Next run after a change.');
    assert.equal(logged(ran({ totals: { ...noCounts, modified: 1 } }), 'interval'), 'Next run 8:30 AM.');
    assert.equal(
      logged(refused('STATE_LOCKED', 'run'), 'lock'),
      'Put off: STATE_LOCKED happened. Do this. Next run 8:01 AM.',
    );
    assert.match(logged(refused('UNREACHABLE', 'run'), 'recovery'), /^Could not run: .* Next run 8:00 AM\.$/);
    assert.match(logged(refused('WORKSPACE_INVALID', 'usage'), 'repair'), /^Waits until the files are mended: /);
  });
});

function told(result: Answer<RunResult>): ScheduleMessage | undefined {
  return scheduleMessage('sample', result, turnOutcome(result), english);
}

function logged(result: Answer<RunResult>, waitsFor: Schedule['waitsFor'], inactivityMinutes = 720): string {
  const schedule: Schedule = {
    settings: { intervalMs: 30 * 60_000, inactivityMs: inactivityMinutes * 60_000, firstRunAfterMs: 0 },
    waitsFor,
    sinceMs: Date.parse('2026-11-21T08:00:00.000Z'),
    failures: 1,
  };
  assert.equal(nextRunAt(schedule) === undefined, inactivityMinutes === 0);
  // Some formatters put a narrow space before AM and PM.
  return scheduleLogText(turnOutcome(result), schedule, english).replace(/\u202f/g, ' ');
}

function ran(changes: Partial<RunResult>): Answer<RunResult> {
  return { ok: true, value: aResult(changes) };
}

function failed(localIds: readonly string[], count = localIds.length): Answer<RunResult> {
  const firstErrors = localIds.map((localId) => ({
    jobId: 'job-1',
    error: {
      ...{ localId, integrationId: null, code: 'TEXT_TOO_LONG' as const },
      ...{ message: `Customer ${localId}: too long.`, at: '2026-11-21T08:00:00.000Z' },
    },
  }));
  return ran({ firstErrors, totals: { ...noCounts, failed: count }, troubled: true });
}

function refused(code: string, kind: 'usage' | 'run' | 'cancelled', problems = 0): Answer<RunResult> {
  const place = { offset: 0, line: 1, column: 1 };
  const problem = {
    ...{ code: 'UNKNOWN_KEY' as const, file: 'tandem.yaml', range: { start: place, end: place } },
    ...{ severity: 'error' as const, message: 'It is wrong. Mend it.' },
  };
  const error = { code, kind, message: `${code} happened. Do this.` };
  return {
    ok: false,
    error: problems > 0 ? { ...error, problems: Array<typeof problem>(problems).fill(problem) } : error,
  };
}
