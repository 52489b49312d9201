import assert from 'node:assert/strict';
import { aJob, aResult } from './jobBuilder';
import { english } from './english';
import { noCounts } from '../../../../src/core/model/job';
import { statusText } from '../../../../src/extension/status/statusText';
import type { Answer, RunResult } from '../../../../src/protocol/workerProtocol';
import type { StatusFacts } from '../../../../src/extension/status/statusText';

suite('The status bar', () => {
  const idle: StatusFacts = {
    workspace: undefined,
    environment: 'sample',
    production: false,
    systems: 'sqlite a.sqlite ↔ sqlite b.sqlite',
    filesHaveErrors: false,
    run: undefined,
    lockedBy: undefined,
    last: undefined,
    nextRun: undefined,
  };
  const shown = (changes: Partial<StatusFacts>) => statusText({ ...idle, ...changes }, english);
  const ended = (result: Answer<RunResult>): Partial<StatusFacts> => ({
    last: { result, endedAt: '2026-11-21T08:05:00.000Z' },
  });
  const run = {
    title: 'Full Synchronization',
    cancelling: false,
    jobs: [{ kind: 'jobProgress', job: aJob(), done: 1200, total: 63_000 } as const],
  };

  test('names the environment', () => {
    assert.equal(shown({}).text, '$(sync) sample');
    assert.equal(shown({}).blocking, false);
  });

  test('marks production in words', () => {
    const { text, tooltip } = shown({ environment: 'eu', production: true });
    assert.equal(text, '$(sync) eu (production)');
    assert.match(tooltip, /Environment eu, a production system/);
  });

  test('names the workspace too where the window has several', () => {
    assert.equal(shown({ workspace: 'contoso' }).text, '$(sync) contoso · sample');
  });

  test('counts while a run goes on, and says when it is stopping', () => {
    assert.equal(shown({ run }).text, '$(sync~spin) sample: 1,200 of 63,000');
    assert.equal(shown({ run: { ...run, cancelling: true } }).text, '$(sync~spin) sample: stopping');
  });

  test('blocks only where the files have errors, and says so in words', () => {
    const { text, tooltip, blocking } = shown({ filesHaveErrors: true });
    assert.equal(text, '$(error) sample: files have errors');
    assert.match(tooltip, /Nothing can run/);
    assert.equal(blocking, true);
  });

  test('says that the state is in use elsewhere, and by whom', () => {
    const { text, tooltip, blocking } = shown({ lockedBy: 'tandem sync (process 12) holds the state.' });
    assert.equal(text, '$(lock) sample: running elsewhere');
    assert.match(tooltip, /process 12/);
    assert.equal(blocking, false);
  });

  test('is content after a run without failures', () => {
    const { text, tooltip } = shown(ended({ ok: true, value: aResult({ totals: { ...noCounts, inserted: 12 } }) }));
    assert.equal(text, '$(check) sample');
    assert.match(tooltip, /^Last run 8:05\sAM: 12 inserted$/m);
  });

  test('counts what failed in the last run', () => {
    const totals = { ...noCounts, modified: 4, failed: 1003, skipped: 2 };
    const { text, tooltip } = shown(ended({ ok: true, value: aResult({ totals, troubled: true }) }));
    assert.equal(text, '$(warning) sample: 1,003 failed');
    assert.match(tooltip, /4 modified, 1,003 failed, 2 skipped/);
  });

  test('says that everything was in step where a run had nothing to do', () => {
    assert.match(shown(ended({ ok: true, value: aResult() })).tooltip, /everything was in step/);
  });

  test('tells a job that was stopped by itself, with its reason', () => {
    const jobs = [aJob({ status: 'aborted', message: 'dataverse cannot be reached. Check the address.' })];
    const { text, tooltip } = shown(ended({ ok: true, value: aResult({ jobs, troubled: true }) }));
    assert.equal(text, '$(warning) sample: aborted');
    assert.match(tooltip, /cannot be reached/);
  });

  test('tells a run that did not start from one that the user cancelled', () => {
    const refused = (kind: 'run' | 'cancelled'): Answer<RunResult> => ({
      ok: false,
      error: { code: 'X', kind, message: 'Why.' },
    });
    assert.equal(shown(ended(refused('run'))).text, '$(warning) sample: did not run');
    assert.equal(shown(ended(refused('cancelled'))).text, '$(warning) sample: cancelled');
  });

  test('says when the next run is due, with the day where it is another', () => {
    assert.match(shown({ nextRun: '2026-11-21T14:30:00.000Z' }).text, /^\$\(sync\) sample: next 2:30\sPM$/);
    assert.match(shown({ nextRun: '2026-11-22T14:30:00.000Z' }).text, /next Nov 22, 2026, 2:30\sPM/);
  });

  test('calls itself Tandem while no environment is known', () => {
    assert.equal(shown({ environment: undefined, systems: undefined }).text, '$(sync) Tandem');
  });
});
