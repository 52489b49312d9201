import { strict as assert } from 'node:assert';
import { err, ok } from '../../../src/core/result';
import { aJob, aPlan, aProblem, aReport, runCli } from './fakeCli';
import type { RunReport, ServiceError } from '../../../src/service/workspaceService';

suite('exit codes', () => {
  const runs: readonly { readonly name: string; readonly report: RunReport; readonly code: number }[] = [
    { name: '0 when all went well', report: aReport(), code: 0 },
    { name: '1 when a record failed', report: aReport({ jobs: [aJob({ counters: { failed: 1 } })] }), code: 1 },
    {
      name: '1 when a record is skipped after failures',
      report: aReport({ jobs: [aJob({ counters: { skipped: 1 } })] }),
      code: 1,
    },
    {
      name: '0 when a direction lost by policy',
      report: aReport({ jobs: [aJob({ counters: { skipped: 1 } })], troubled: false }),
      code: 0,
    },
    {
      name: '130 when a job was cancelled',
      report: aReport({ jobs: [aJob(), aJob({ status: 'cancelled', counters: { failed: 1 } })] }),
      code: 130,
    },
    {
      name: '3 when a job was aborted',
      report: aReport({ jobs: [aJob({ status: 'cancelled' }), aJob({ status: 'aborted' })] }),
      code: 3,
    },
  ];
  for (const { name, report, code } of runs) {
    test(`of a run are ${name}`, async () => {
      const answer = () => Promise.resolve(ok(report));
      assert.equal((await runCli(['sync'], { service: { sync: answer } })).exitCode, code);
      assert.equal(
        (await runCli(['couple', '--mapping', 'M', '--match'], { service: { coupleByMatching: answer } })).exitCode,
        code,
      );
    });
  }

  test('of a plan tell how the run would end', async () => {
    const planned = (message: string, troubled: boolean) => ({
      plan: () => Promise.resolve(ok({ mode: 'full' as const, troubled, mappings: [aPlan({ message })] })),
    });
    assert.equal((await runCli(['plan'], { service: planned('', false) })).exitCode, 0);
    assert.equal((await runCli(['plan'], { service: planned('', true) })).exitCode, 1);
    assert.equal((await runCli(['plan'], { service: planned('Many records are gone.', true) })).exitCode, 3);
  });

  const failures: readonly { readonly kind: ServiceError['kind']; readonly code: number }[] = [
    { kind: 'usage', code: 2 },
    { kind: 'run', code: 3 },
    { kind: 'cancelled', code: 130 },
  ];
  for (const { kind, code } of failures) {
    test(`are ${code} when the service fails as ${kind}`, async () => {
      const failed = () => Promise.resolve(err({ code: 'SOME_CODE', message: 'It did not work. Try again.', kind }));
      const run = await runCli(['jobs'], { service: { jobs: failed } });
      assert.deepEqual(run, { exitCode: code, stdout: '', stderr: 'error: It did not work. Try again.\n' });
    });
  }

  test('of validate count errors only', async () => {
    const validated = (severity: 'error' | 'warning') => ({
      validateWorkspace: () => Promise.resolve(ok({ files: ['tandem.yaml'], problems: [aProblem({ severity })] })),
    });
    assert.equal((await runCli(['validate'], { deps: validated('error') })).exitCode, 1);
    assert.equal((await runCli(['validate', '--format', 'sarif'], { deps: validated('error') })).exitCode, 1);
    assert.equal((await runCli(['validate'], { deps: validated('warning') })).exitCode, 0);
  });

  test('are 2 when a workspace would be overwritten', async () => {
    const error = { code: 'WORKSPACE_EXISTS', message: 'tandem.yaml is there already. Choose another folder.' };
    const deps = { createWorkspace: () => Promise.resolve(err(error)) };
    const run = await runCli(['init', 'shop', '--json'], { deps });
    assert.equal(run.exitCode, 2);
    assert.deepEqual(JSON.parse(run.stdout), { error });
  });

  test('are 3 when the state could not be put away, and nothing claims success', async () => {
    const service = {
      jobs: () => Promise.resolve(ok([aJob()])),
      close: () =>
        Promise.resolve(
          err({ code: 'STATE_NOT_WRITTEN', message: 'The disk is full. Make room.', kind: 'run' as const }),
        ),
    };
    const run = await runCli(['jobs', '--json'], { service });
    assert.equal(run.exitCode, 3);
    assert.deepEqual(JSON.parse(run.stdout), {
      error: { code: 'STATE_NOT_WRITTEN', message: 'The disk is full. Make room.' },
    });
  });
});

suite('a bug', () => {
  let closed = 0;
  const service = {
    jobs: () => {
      throw new Error('an invariant broke');
    },
    close: () => {
      closed += 1;
      return Promise.resolve(ok(undefined));
    },
  };

  test('is one line without a stack, and the workspace is closed', async () => {
    closed = 0;
    const run = await runCli(['jobs'], { service });
    assert.equal(run.exitCode, 3);
    assert.equal(run.stdout, '');
    assert.match(run.stderr, /^This is a bug in Tandem: an invariant broke\. Please report it[^\n]*\n$/);
    assert.equal(closed, 1);
  });

  test('shows its stack to who asks for it', async () => {
    const run = await runCli(['jobs'], { service, deps: { env: { TANDEM_DEBUG: '1' } } });
    assert.match(run.stderr, /\n {4}at /);
  });

  test('is an error document with --json', async () => {
    const run = await runCli(['jobs', '--json'], { service });
    assert.equal((JSON.parse(run.stdout) as { error: { code: string } }).error.code, 'BUG');
  });
});

suite('Ctrl+C', () => {
  test('between two jobs leaves no cancelled job behind, and is a cancelled run all the same', async () => {
    const run = await runCli(['sync', '--full'], {
      service: { sync: () => Promise.resolve(ok(aReport())) },
      deps: {
        onInterrupt: (listener) => {
          listener();
          return () => undefined;
        },
      },
    });
    assert.equal(run.exitCode, 130);
    assert.match(run.stdout, /run the same command again/);
    assert.doesNotMatch(run.stdout, /--allow-new/);
  });

  test('asks for a stop first, and ends at once the second time', async () => {
    let interrupt = (): void => assert.fail('nobody listens');
    let listening = true;
    const exits: number[] = [];
    const seen: boolean[] = [];
    const run = await runCli(['sync'], {
      service: {
        sync: (_request, _options, cancel) => {
          interrupt();
          seen.push(cancel.aborted);
          interrupt();
          return Promise.resolve(ok(aReport({ jobs: [aJob({ status: 'cancelled' })] })));
        },
      },
      deps: {
        onInterrupt: (listener) => {
          interrupt = listener;
          return () => {
            listening = false;
          };
        },
        exitNow: (code) => exits.push(code),
      },
    });
    assert.deepEqual(seen, [true]);
    assert.deepEqual(exits, [130]);
    assert.equal(listening, false);
    assert.equal(run.exitCode, 130);
    assert.match(run.stderr, /Stopping at the next safe point/);
    assert.match(run.stdout, /run the same command again/);
  });
});
