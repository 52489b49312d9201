import assert from 'node:assert/strict';
import { advanceSchedule, beginSchedule } from '../../../../src/core/schedule/advanceSchedule';
import { defaultSchedule, dueMs } from '../../../../src/core/schedule/schedule';
import type { Schedule, ScheduleSettings } from '../../../../src/core/schedule/schedule';
import type { TurnOutcome } from '../../../../src/core/schedule/turnOutcome';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const start = Date.parse('2026-11-21T08:00:00.000Z');

suite('A schedule', () => {
  test('has the interval and inactivity timeout of Business Central’s job queue unless told otherwise', () => {
    assert.deepEqual(defaultSchedule, { intervalMs: 30 * minute, inactivityMs: 12 * hour });
  });

  test('begins with a run after the first delay', () => {
    assert.equal(waitOf(begun({ firstRunAfterMs: 20 * second })), 20 * second);
    assert.equal(waitOf(begun()), 0);
  });

  const waits: readonly { readonly after: TurnOutcome['kind']; readonly ms: number }[] = [
    { after: 'changed', ms: 30 * minute },
    { after: 'unchanged', ms: 12 * hour },
    { after: 'stopped', ms: 30 * minute },
    { after: 'locked', ms: minute },
    { after: 'filesBroken', ms: 30 * minute },
    { after: 'failed', ms: 30 * second },
  ];
  for (const { after, ms } of waits) {
    test(`waits ${ms / second} s after a turn that ended as ${after}`, () => {
      assert.equal(waitOf(ended(begun(), after)), ms);
    });
  }

  test('counts the interval from the end of a run, so that a long run is followed by a rest', () => {
    const late = advanceSchedule(begun(), { kind: 'turnEnded', outcome: 'changed', atMs: start + 2 * hour });
    assert.equal(dueMs(late), start + 2 * hour + 30 * minute);
  });

  test('never waits less for being quiet than for having been busy', () => {
    assert.equal(waitOf(ended(begun({ inactivityMs: minute }), 'unchanged')), 30 * minute);
  });

  test('without an inactivity timeout runs again only after a change', () => {
    const quiet = ended(begun({ inactivityMs: 0 }), 'unchanged');
    assert.equal(dueMs(quiet), undefined);
    assert.equal(waitOf(changed(quiet)), 30 * second);
  });

  test('is woken by a change, and lets half a minute pass so that what belongs together arrives together', () => {
    const woken = changed(ended(begun(), 'unchanged'), start + hour);
    assert.equal(dueMs(woken), start + hour + 30 * second);
  });

  test('is not put off by a change, however many follow each other', () => {
    const soon = ended(begun({ intervalMs: 10 * second }), 'changed');
    assert.equal(changed(soon, start + 5 * second), soon);
    const woken = changed(ended(begun(), 'unchanged'));
    assert.equal(changed(woken, start + 20 * second), woken);
  });

  test('waits longer after each failure in a row, up to an hour', () => {
    let schedule = begun();
    const delays = Array.from({ length: 12 }, () => {
      schedule = ended(schedule, 'failed');
      return waitOf(schedule) / second;
    });
    assert.deepEqual(delays, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600]);
  });

  test('stays bounded after a year of failures', () => {
    let schedule = begun();
    for (let turn = 0; turn < 9000; turn++) schedule = ended(schedule, 'failed');
    assert.equal(waitOf(schedule), hour);
  });

  test('forgets failures after a run that worked, and not because the state was locked meanwhile', () => {
    const failing = ended(ended(begun(), 'failed'), 'failed');
    assert.equal(waitOf(ended(ended(failing, 'locked'), 'failed')), 2 * minute);
    assert.equal(waitOf(ended(ended(failing, 'unchanged'), 'failed')), 30 * second);
  });

  test('runs at once when it is asked to', () => {
    const asked = advanceSchedule(ended(begun(), 'failed'), { kind: 'runAsked', atMs: start + 3 });
    assert.equal(dueMs(asked), start + 3);
  });

  test('follows new settings from where it stands', () => {
    const waiting = ended(begun(), 'changed');
    const settings = { ...waiting.settings, intervalMs: 5 * minute };
    const quicker = advanceSchedule(waiting, { kind: 'settingsChanged', settings, atMs: start + minute });
    assert.equal(dueMs(quicker), start + 5 * minute);
  });

  test('puts no run off for longer than its delay when the clock is set back', () => {
    const waiting = ended(begun(), 'changed');
    const yesterday = start - 24 * hour;
    const corrected = advanceSchedule(waiting, { kind: 'looked', atMs: yesterday });
    assert.equal(dueMs(corrected), yesterday + 30 * minute);
  });
});

function begun(changes: Partial<ScheduleSettings> = {}): Schedule {
  return beginSchedule({ ...defaultSchedule, firstRunAfterMs: 0, ...changes }, start);
}

function ended(schedule: Schedule, outcome: TurnOutcome['kind']): Schedule {
  return advanceSchedule(schedule, { kind: 'turnEnded', outcome, atMs: start });
}

function changed(schedule: Schedule, atMs = start): Schedule {
  return advanceSchedule(schedule, { kind: 'changeSeen', atMs });
}

/** From when it began to wait. */
function waitOf(schedule: Schedule): number {
  return (dueMs(schedule) ?? Infinity) - schedule.sinceMs;
}
