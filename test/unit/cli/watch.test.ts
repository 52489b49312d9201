import assert from 'node:assert/strict';
import { aJob, aReport, runCli } from './fakeCli';
import { err, ok } from '../../../src/core/result';
import type { CliRun } from './fakeCli';
import type { Schedule } from '../../../src/core/schedule/schedule';
import type { RunReport, ServiceError } from '../../../src/service/workspaceService';
import type { WatchOptions, WatchTurn, WatchWord } from '../../../src/service/watchWorkspace';

const at = Date.parse('2026-11-21T08:00:00.000Z');
const minute = 60_000;

suite('tandem watch', () => {
  test('has the defaults of the job queue, and takes times with a unit', async () => {
    assert.deepEqual((await optionsOf()).settings, settings(30 * minute, 720 * minute));
    const given = await optionsOf('--interval', '90s', '--inactivity', '2d');
    assert.deepEqual(given.settings, settings(90_000, 2 * 24 * 60 * minute));
    assert.deepEqual((await optionsOf('--inactivity', '0')).settings, settings(30 * minute, 0));
  });

  test('lets a long interval lengthen the inactivity timeout that nobody gave', async () => {
    assert.deepEqual((await optionsOf('--interval', '7d')).settings, settings(10_080 * minute, 10_080 * minute));
  });

  for (const value of ['30', '0', '0s', '-5m', '5 m', '1.5h', '500d', '', '5w']) {
    test(`refuses the interval ‘${value}’`, async () => {
      const run = await runCli(['watch', `--interval=${value}`]);
      assert.equal(run.exitCode, 2);
      assert.match(run.stderr, /--interval/);
    });
  }

  test('refuses an inactivity timeout below the interval', async () => {
    const run = await runCli(['watch', '--interval', '1h', '--inactivity', '30m']);
    assert.equal(run.exitCode, 2);
    assert.match(run.stderr, /'--inactivity' must not be shorter than '--interval'/);
  });

  test('logs in plain lines: time, counts, next run', async () => {
    const turn = aTurn(ok(aReport({ jobs: [aJob({ counters: { modified: 3, unchanged: 1200 } })] })));
    const run = await watch([started, turn]);
    assert.deepEqual(run.stdout.split('\n'), [
      '2026-11-21 08:00:00Z  Watching environment sample, 7 mappings: a run every 30 min; every 12 h while nothing changes. Stop it with Ctrl+C.',
      '2026-11-21 08:00:02Z  Synchronized in 2.0 s. Records: 3 modified, 1,200 unchanged. Next run 2026-11-21 08:30:02Z.',
      '2026-11-21 08:00:00Z  Stopped.',
      '',
    ]);
    assert.deepEqual([run.exitCode, run.stderr], [0, '']);
  });

  test('says that a change brings the next run forward where nothing was to do', async () => {
    const quiet = aTurn(ok(aReport({ jobs: [aJob()] })), { waitsFor: 'quiet' });
    const changed: WatchWord = { kind: 'changeSeen', schedule: aSchedule('change') };
    const run = await watch([quiet, changed]);
    assert.match(run.stdout, /Nothing to do\. Next run 2026-11-21 20:00:02Z, sooner after a change\./);
    assert.match(run.stdout, /A file changed\. Next run 2026-11-21 08:00:32Z\./);
  });

  test('tells why records failed, and does not repeat it as long as nothing changes', async () => {
    const failing = aTurn(ok(reportOfFailure()));
    const { stdout } = await watch([failing, failing]);
    assert.equal(stdout.split('TEXT_TOO_LONG Customer 10000: too long.').length, 2);
    assert.match(stdout, /See all: tandem couplings --state failed/);
    assert.match(stdout, /The same errors as in the last run\./);
  });

  test('tells a turn that is put off, one that could not run and files with errors apart', async () => {
    const { stdout } = await watch([
      aTurn(err(anError('STATE_LOCKED', 'run')), { putOff: true, waitsFor: 'lock' }),
      aTurn(err(anError('UNREACHABLE', 'run')), { waitsFor: 'recovery' }),
      aTurn(err(anError('WORKSPACE_INVALID', 'usage')), { waitsFor: 'repair' }),
      aTurn(err(anError('WORKSPACE_INVALID', 'usage')), { waitsFor: 'repair' }),
    ]);
    assert.deepEqual(
      stdout
        .split('\n')
        .slice(0, 4)
        .map((line) => line.slice('2026-11-21 08:00:02Z  '.length)),
      [
        'Put off: STATE_LOCKED happened. Do this. Next run 2026-11-21 08:01:02Z.',
        'Could not run: UNREACHABLE happened. Do this. Next run 2026-11-21 08:00:32Z.',
        'Waiting until the files are mended: WORKSPACE_INVALID happened. Do this. Next run 2026-11-21 08:30:02Z, sooner after a change.',
        'Still waiting until the files are mended. Next run 2026-11-21 08:30:02Z, sooner after a change.',
      ],
    );
  });

  test('with --json writes one document a line for each run, and the log to standard error', async () => {
    const run = await watch(
      [
        started,
        aTurn(ok(aReport())),
        aTurn(err(anError('STATE_LOCKED', 'run')), { putOff: true, waitsFor: 'lock' }),
        aTurn(err(anError('UNREACHABLE', 'run')), { waitsFor: 'recovery' }),
      ],
      ['--json'],
    );
    const lines = run.stdout.trimEnd().split('\n');
    const documents = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const times = { environment: 'sample', startedAt: '2026-11-21T08:00:00.000Z', endedAt: '2026-11-21T08:00:02.000Z' };
    assert.equal(documents.length, 2);
    assert.equal(documents[0]?.['runId'], 'run-1');
    assert.equal(documents[0]?.['nextRunAt'], '2026-11-21T08:30:02.000Z');
    assert.deepEqual(documents[1], {
      error: { code: 'UNREACHABLE', message: 'UNREACHABLE happened. Do this.' },
      ...times,
      nextRunAt: '2026-11-21T08:00:32.000Z',
    });
    assert.match(run.stderr, /Watching environment sample/);
    assert.match(run.stderr, /Put off: STATE_LOCKED/);
  });

  test('with --json tells in one line why it could not start', async () => {
    const refused = err(anError('WORKSPACE_INVALID', 'usage'));
    const run = await runCli(['watch', '--json'], { deps: { watchWorkspace: () => Promise.resolve(refused) } });
    assert.equal(run.exitCode, 2);
    assert.equal(
      run.stdout,
      '{"error":{"code":"WORKSPACE_INVALID","message":"WORKSPACE_INVALID happened. Do this."}}\n',
    );
  });

  test('asks for a stop with the first signal, and ends at once with the second', async () => {
    let signal: () => void = () => undefined;
    const exits: number[] = [];
    const seen: boolean[] = [];
    const run = await runCli(['watch'], {
      deps: {
        now: () => at,
        onInterrupt: (listener) => {
          signal = listener;
          return () => undefined;
        },
        exitNow: (code) => exits.push(code),
        watchWorkspace({ stop }) {
          signal();
          seen.push(stop.aborted);
          signal();
          return Promise.resolve(ok(undefined));
        },
      },
    });
    assert.deepEqual([run.exitCode, seen, exits], [0, [true], [130]]);
    assert.match(run.stdout, /Stopping: a run that goes on finishes its batch\. Ask again to stop at once\./);
  });

  const onces: readonly { readonly name: string; readonly turn: WatchTurn | undefined; readonly code: number }[] = [
    { name: 'all went well', turn: aTurn(ok(aReport())), code: 0 },
    { name: 'records failed', turn: aTurn(ok(reportOfFailure())), code: 1 },
    { name: 'a job was aborted', turn: aTurn(ok(aReport({ jobs: [aJob({ status: 'aborted' })] }))), code: 3 },
    { name: 'another run has the state', turn: aTurn(err(anError('STATE_LOCKED', 'run')), { putOff: true }), code: 0 },
    { name: 'a system is out of reach', turn: aTurn(err(anError('UNREACHABLE', 'run'))), code: 3 },
    { name: 'it was stopped before the run', turn: undefined, code: 130 },
  ];
  for (const { name, turn, code } of onces) {
    test(`with --once ends as ${code} where ${name}, and otherwise as 0`, async () => {
      const deps = { now: () => at, watchWorkspace: () => Promise.resolve(ok(turn)) };
      assert.equal((await runCli(['watch', '--once'], { deps })).exitCode, code);
      assert.equal((await runCli(['watch'], { deps })).exitCode, 0);
    });
  }
});

const started: WatchWord = { kind: 'started', environment: 'sample', mappings: 7 };

function reportOfFailure(): RunReport {
  return aReport({
    jobs: [aJob({ counters: { failed: 1 } })],
    firstErrors: [
      {
        jobId: 'job-1',
        error: {
          ...{ localId: 'local-1', integrationId: null, code: 'TEXT_TOO_LONG' },
          ...{ message: 'Customer 10000: too long.', at: '2026-11-21T08:00:01.000Z' },
        },
      },
    ],
  });
}

/** Runs the command over a watch that says these words and ends. */
function watch(words: readonly WatchWord[], flags: readonly string[] = []): Promise<CliRun> {
  return runCli(['watch', ...flags], {
    deps: {
      now: () => at,
      watchWorkspace({ tell }) {
        for (const word of words) tell(word);
        return Promise.resolve(ok(undefined));
      },
    },
  });
}

async function optionsOf(...flags: readonly string[]): Promise<WatchOptions> {
  const seen: WatchOptions[] = [];
  const watchWorkspace = (options: WatchOptions) => {
    seen.push(options);
    return Promise.resolve(ok(undefined));
  };
  await runCli(['watch', ...flags], { deps: { watchWorkspace } });
  const [options] = seen;
  assert.ok(options);
  return options;
}

function settings(intervalMs: number, inactivityMs: number): WatchOptions['settings'] {
  return { intervalMs, inactivityMs, firstRunAfterMs: 0 };
}

function aSchedule(waitsFor: Schedule['waitsFor']): Schedule {
  return { settings: settings(30 * minute, 720 * minute), waitsFor, sinceMs: at + 2000, failures: 1 };
}

function aTurn(
  result: WatchTurn['result'],
  {
    putOff = false,
    waitsFor = 'interval',
  }: { readonly putOff?: boolean; readonly waitsFor?: Schedule['waitsFor'] } = {},
): WatchTurn {
  const schedule = aSchedule(waitsFor);
  const times = { startedAt: '2026-11-21T08:00:00.000Z', endedAt: '2026-11-21T08:00:02.000Z' };
  return { kind: 'turnEnded', result, putOff, schedule, ...times };
}

function anError(code: string, kind: ServiceError['kind']): ServiceError {
  return { code, kind, message: `${code} happened. Do this.` };
}
