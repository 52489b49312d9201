import assert from 'node:assert/strict';
import { collectGarbage } from '../../support/collectGarbage';
import { defaultSchedule } from '../../../src/core/schedule/schedule';
import { err, ok } from '../../../src/core/result';
import { manualTime } from '../../support/manualTime';
import { noCounts } from '../../../src/core/model/job';
import { watchWorkspace } from '../../../src/service/watchWorkspace';
import type { FileMarks } from '../../../src/core/schedule/driveSchedule';
import type { ManualTime } from '../../support/manualTime';
import type { OpenOptions } from '../../../src/service/openWorkspace';
import type { Result } from '../../../src/core/result';
import type { RunReport, ServiceError, WorkspaceService } from '../../../src/service/workspaceService';
import type { WatchMachine, WatchOptions, WatchTurn, WatchWord } from '../../../src/service/watchWorkspace';

const minute = 60_000;

suite('A watch', () => {
  let time: ManualTime;
  let marks: FileMarks;
  let words: WatchWord[];
  let opened: OpenOptions[];
  let stop: AbortController;
  let runs: number;
  let open: () => Result<void, ServiceError>;
  let sync: WorkspaceService['sync'];
  let ended: Promise<Result<WatchTurn | undefined, ServiceError>>;

  setup(() => {
    time = manualTime();
    marks = { mappings: 'v1', data: 'v1' };
    words = [];
    opened = [];
    stop = new AbortController();
    runs = 0;
    open = () => ok(undefined);
    sync = () => Promise.resolve(ok(report({ modified: 1 })));
  });
  teardown(async () => {
    stop.abort();
    await ended;
    assert.equal(time.timers, 0, 'a timer was left behind');
  });

  test('asks for modified synchronizations of all mappings, and never for new records', async () => {
    const asked: unknown[] = [];
    sync = (request, { allowNew, acceptMissing }) => {
      asked.push({ ...request, allowNew, acceptMissing });
      return Promise.resolve(ok(report({ modified: 1 })));
    };
    start();
    await time.advance(31 * minute);
    const request = { mode: 'modified', mappings: [], records: [], allowNew: false, acceptMissing: false };
    assert.deepEqual(asked, [request, request]);
  });

  test('reads the files anew for each run, of the environment and folder it began with', async () => {
    start();
    await time.advance(31 * minute);
    assert.deepEqual(
      opened.map(({ folder, environment }) => ({ folder, environment })),
      [
        { folder: '/projects/below', environment: undefined },
        { folder: '/projects', environment: 'sample' },
        { folder: '/projects', environment: 'sample' },
      ],
    );
  });

  test('tells each run with its times and when the next one comes', async () => {
    sync = async () => {
      time.setClock(2000);
      return ok(report({ modified: 1 }));
    };
    start();
    await time.settle();
    const turn = onlyTurn();
    assert.equal(turn.startedAt, '2026-11-21T08:00:00.000Z');
    assert.equal(turn.endedAt, '2026-11-21T08:00:02.000Z');
    assert.equal(turn.schedule?.waitsFor, 'interval');
  });

  test('ends well when it is stopped while it waits', async () => {
    start();
    await time.advance(minute);
    stop.abort();
    assert.ok((await ended).ok);
    assert.equal(runs, 1);
  });

  test('lets the run that goes on finish its batch when it is stopped', async () => {
    sync = async (_request, _options, cancel) => {
      stop.abort();
      assert.ok(cancel.aborted);
      return ok(report({ modified: 1 }, 'cancelled'));
    };
    start();
    const last = await ended;
    assert.ok(last.ok && last.value?.result.ok);
    assert.equal(onlyTurn().schedule, undefined);
    assert.equal(runs, 1);
  });

  test('does not begin a run when it is stopped before the first', async () => {
    open = () => {
      stop.abort();
      return ok(undefined);
    };
    start();
    assert.deepEqual(await ended, ok(undefined));
    assert.equal(runs, 0);
  });

  test('refuses to start on files with errors', async () => {
    open = () => err(broken);
    start();
    assert.deepEqual(await ended, err(broken));
    assert.deepEqual(words, []);
  });

  test('refuses to start where the first run finds mappings that do not fit the tables', async () => {
    sync = () => Promise.resolve(err(broken));
    start();
    assert.deepEqual(await ended, err(broken));
  });

  test('refuses to start on a state that cannot be used', async () => {
    const corrupt = runError('STATE_CORRUPT');
    sync = () => Promise.resolve(err(corrupt));
    start();
    assert.deepEqual(await ended, err(corrupt));
  });

  for (const code of ['UNREACHABLE', 'STATE_LOCKED']) {
    test(`starts although the first run meets ${code}, and tries again`, async () => {
      sync = () => Promise.resolve(runs === 1 ? err(runError(code)) : ok(report({ modified: 1 })));
      start();
      await time.advance(2 * minute);
      assert.deepEqual(
        turns().map(({ result, putOff }) => [result.ok, putOff]),
        [
          [false, code === 'STATE_LOCKED'],
          [true, false],
        ],
      );
    });
  }

  test('waits for files that break later, and goes on once they are mended', async () => {
    start();
    await time.advance(minute);
    open = () => err(broken);
    marks = { ...marks, mappings: 'broken' };
    await time.advance(minute);
    assert.deepEqual(turns().at(-1)?.result, err(broken));
    open = () => ok(undefined);
    marks = { ...marks, mappings: 'mended' };
    await time.advance(minute);
    assert.ok(turns().at(-1)?.result.ok);
  });

  test('goes on after failed records, aborted jobs and a state that breaks', async () => {
    const ends = [ok(report({ failed: 3 })), ok(report({}, 'aborted')), err(runError('STATE_CORRUPT'))];
    sync = () => Promise.resolve(ends[runs - 1] ?? ok(report({ modified: 1 })));
    start();
    await time.advance(60 * minute);
    assert.ok(turns().length > ends.length);
    assert.ok(turns().at(-1)?.result.ok);
  });

  test('with only one run asked for ends after it, whatever it came to', async () => {
    sync = () => Promise.resolve(err(runError('STATE_LOCKED')));
    start({ once: true });
    const last = await ended;
    assert.ok(last.ok && last.value?.putOff);
    assert.equal(last.value.schedule, undefined);
    assert.equal(runs, 1);
  });

  test('keeps nothing of the runs behind it: after 200 turns no more is held than after one', async () => {
    const reports = new Set<WeakRef<object>>();
    sync = () => {
      const made = report({ modified: 1 });
      reports.add(new WeakRef(made));
      return Promise.resolve(ok(made));
    };
    const settings = { ...defaultSchedule, intervalMs: 10_000, firstRunAfterMs: 0 };
    start({ settings, tell: () => undefined });
    await time.advance(199 * 10_000);
    assert.equal(runs, 200);
    assert.equal(time.timers, 1);
    collectGarbage();
    const held = [...reports].filter((made) => made.deref() !== undefined).length;
    assert.ok(held <= 2, `${held} reports are still held`);
  });

  function start(changes: Partial<WatchOptions> = {}): void {
    const machine: WatchMachine = {
      nowMs: time.nowMs,
      startTimer: time.startTimer,
      watchFiles: () => () => marks,
      openWorkspace(options) {
        opened.push(options);
        const answer = open();
        return Promise.resolve(answer.ok ? ok(service()) : answer);
      },
    };
    ended = watchWorkspace(
      {
        ...{ folder: '/projects/below', command: 'tandem watch', once: false },
        settings: { ...defaultSchedule, firstRunAfterMs: 0 },
        stop: stop.signal,
        tell: (word) => words.push(word),
        ...changes,
      },
      machine,
    );
  }

  function service(): WorkspaceService {
    const answers: Pick<WorkspaceService, 'folder' | 'environment' | 'mappings' | 'sync' | 'close'> = {
      ...{ folder: '/projects', environment: 'sample', mappings: [] },
      sync: (...args) => {
        runs++;
        return sync(...args);
      },
      close: () => Promise.resolve(ok(undefined)),
    };
    return answers as WorkspaceService;
  }

  function turns(): readonly WatchTurn[] {
    return words.flatMap((word) => (word.kind === 'turnEnded' ? [word] : []));
  }

  function onlyTurn(): WatchTurn {
    const [turn, ...rest] = turns();
    assert.ok(turn && rest.length === 0, `${rest.length + 1} turns`);
    return turn;
  }
});

const broken: ServiceError = { code: 'WORKSPACE_INVALID', kind: 'usage', message: 'A file has errors. Mend it.' };

function runError(code: string): ServiceError {
  return { code, kind: 'run', message: `It did not work (${code}). Try again.` };
}

function report(
  counters: Partial<RunReport['totals']>,
  status: RunReport['jobs'][number]['status'] = 'finished',
): RunReport {
  const totals = { ...noCounts, ...counters };
  return {
    ...{ runId: 'run-1', mode: 'modified', totals, troubled: totals.failed > 0, firstErrors: [], changedFiles: [] },
    jobs: [
      {
        ...{ id: 'job-1', runId: 'run-1', mapping: 'CUSTOMER', type: 'synchronization', mode: 'modified' },
        ...{ direction: 'toIntegrationTable', status, counters: totals, message: '' },
        ...{ startedAt: '2026-11-21T08:00:00.000Z', finishedAt: '2026-11-21T08:00:01.000Z' },
      },
    ],
  };
}
