import assert from 'node:assert/strict';
import { driveSchedule } from '../../../../src/core/schedule/driveSchedule';
import { err, ok } from '../../../../src/core/result';
import { manualTime } from '../../../support/manualTime';
import { noCounts } from '../../../../src/core/model/job';
import type { Counters } from '../../../../src/core/model/job';
import type { FileMarks, ScheduleDriver, ScheduleWord } from '../../../../src/core/schedule/driveSchedule';
import type { ManualTime } from '../../../support/manualTime';
import type { ScheduleSettings } from '../../../../src/core/schedule/schedule';
import type { TurnResult } from '../../../../src/core/schedule/turnOutcome';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

suite('A schedule that is carried out', () => {
  let time: ManualTime;
  let marks: FileMarks;
  /** When the turns began, in seconds since the schedule did. */
  let turns: number[];
  let words: ScheduleWord<TurnResult>[];
  let answer: () => Promise<TurnResult>;
  let driver: ScheduleDriver;

  setup(() => {
    time = manualTime();
    marks = { mappings: 'v1', data: 'v1' };
    turns = [];
    words = [];
    answer = () => Promise.resolve(wrote);
  });
  teardown(async () => {
    driver.stop();
    await driver.ended;
    assert.equal(time.timers, 0, 'a timer was left behind');
  });

  test('runs at its interval while runs change something', async () => {
    start();
    await time.advance(91 * minute);
    assert.deepEqual(turns, [0, 1800, 3600, 5400]);
  });

  test('rests for the inactivity timeout once a run changes nothing', async () => {
    answer = () => Promise.resolve(turns.length === 1 ? wrote : nothing);
    start();
    await time.advance(14 * hour);
    assert.deepEqual(turns, [0, 1800, 1800 + 12 * 3600]);
  });

  for (const part of ['mappings', 'data'] as const) {
    test(`is woken from its rest when ${part} change by another hand`, async () => {
      answer = () => Promise.resolve(nothing);
      start();
      await time.advance(hour);
      marks = { ...marks, [part]: 'v2' };
      await time.advance(minute);
      assert.deepEqual(turns, [0, 3600 + 5 + 30]);
      assert.equal(words.filter(({ kind }) => kind === 'changeSeen').length, 1);
    });
  }

  test('is not woken by what its own run wrote', async () => {
    answer = () => {
      marks = { ...marks, data: `after turn ${turns.length}` };
      return Promise.resolve(wrote);
    };
    start();
    await time.advance(20 * minute);
    assert.deepEqual(turns, [0]);
  });

  test('misses no change that came while a run looked and found nothing', async () => {
    answer = () => {
      if (turns.length === 1) marks = { ...marks, data: 'v2' };
      return Promise.resolve(nothing);
    };
    start();
    await time.advance(hour);
    assert.deepEqual(turns, [0, 30]);
  });

  test('misses no mapping file that was saved while a run wrote', async () => {
    answer = () => {
      marks = { mappings: 'v2', data: `after turn ${turns.length}` };
      return Promise.resolve(wrote);
    };
    start();
    await time.advance(minute);
    assert.deepEqual(turns, [0, 30]);
  });

  test('makes up for a night’s sleep of the machine by one run', async () => {
    start();
    await time.advance(10 * minute);
    time.setClock(9 * hour);
    await time.advance(minute);
    assert.equal(turns.length, 2);
    await time.advance(25 * minute);
    assert.equal(turns.length, 2, 'it caught up more than once');
  });

  test('goes on within its interval after the clock was set back', async () => {
    start();
    await time.advance(10 * minute);
    time.setClock(-48 * hour);
    await time.advance(31 * minute);
    assert.equal(turns.length, 2);
  });

  test('takes one turn at a time, however long it takes', async () => {
    let finish: (result: TurnResult) => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    start();
    await time.advance(3 * hour);
    driver.runNow();
    await time.advance(3 * hour);
    assert.equal(turns.length, 1);
    finish(wrote);
    await time.advance(29 * minute);
    assert.equal(turns.length, 1);
    await time.advance(minute);
    assert.equal(turns.length, 2);
    finish(wrote);
  });

  test('tries again after a minute while another run has the state', async () => {
    answer = () => Promise.resolve(turns.length < 4 ? locked : nothing);
    start();
    await time.advance(hour);
    assert.deepEqual(turns, [0, 60, 120, 180]);
  });

  test('draws back from a system that fails, and says why each time', async () => {
    answer = () => Promise.resolve(unreachable);
    start();
    await time.advance(10 * minute);
    assert.deepEqual(turns, [0, 30, 90, 210, 450]);
    const reasons = words.flatMap((word) =>
      word.kind === 'turnEnded' && word.outcome.kind === 'failed' ? [word.outcome.message] : [],
    );
    assert.deepEqual([...new Set(reasons)], ['dataverse does not answer. Try again later.']);
    assert.equal(reasons.length, turns.length);
  });

  test('takes new settings at once', async () => {
    start();
    await time.advance(10 * minute);
    driver.changeSettings({ ...driver.schedule().settings, intervalMs: 12 * minute });
    await time.advance(2 * minute);
    assert.deepEqual(turns, [0, 720]);
  });

  test('runs now when asked, and goes on from there', async () => {
    start();
    await time.advance(10 * minute);
    driver.runNow();
    await time.advance(30 * minute);
    assert.deepEqual(turns, [0, 600, 2400]);
  });

  test('ends at once when it is stopped while it waits', async () => {
    start();
    await time.advance(minute);
    driver.stop();
    await driver.ended;
    await time.advance(hour);
    assert.deepEqual(turns, [0]);
  });

  test('ends after the run that goes on when it is stopped then', async () => {
    let finish: (result: TurnResult) => void = () => undefined;
    answer = () => new Promise((resolve) => (finish = resolve));
    start();
    await time.settle();
    driver.stop();
    let ended = false;
    void driver.ended.then(() => (ended = true));
    await time.settle();
    assert.ok(!ended);
    finish(wrote);
    await time.settle();
    assert.ok(ended);
    assert.equal(words.at(-1)?.kind, 'turnEnded');
  });

  test('rejects its end when a run breaks an invariant, so that the bug is told', async () => {
    answer = () => Promise.reject(new Error('broken'));
    start();
    await assert.rejects(driver.ended, /broken/);
    answer = () => Promise.resolve(nothing);
    start();
  });

  function start(settings: Partial<ScheduleSettings> = {}): void {
    const beganMs = time.nowMs();
    driver = driveSchedule<TurnResult>(
      { intervalMs: 30 * minute, inactivityMs: 12 * hour, firstRunAfterMs: 0, ...settings },
      {
        nowMs: time.nowMs,
        startTimer: time.startTimer,
        lookEveryMs: () => 5 * second,
        readMarks: () => Promise.resolve(marks),
        takeTurn: () => {
          turns.push((time.nowMs() - beganMs) / second);
          return answer();
        },
        tell: (word) => words.push(word),
      },
    );
  }
});

const wrote = ran({ modified: 1 });
const nothing = ran({});
const locked: TurnResult = err({ code: 'STATE_LOCKED', kind: 'run', message: 'In use by another. Wait.' });
const unreachable: TurnResult = err({
  code: 'UNREACHABLE',
  kind: 'run',
  message: 'dataverse does not answer. Try again later.',
});

function ran(counters: Partial<Counters>): TurnResult {
  return ok({ jobs: [], totals: { ...noCounts, ...counters } });
}
