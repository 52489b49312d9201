import assert from 'node:assert/strict';
import { scheduleSettings } from '../../../../src/extension/schedule/scheduleSettings';

const minute = 60_000;

suite('The settings of a schedule', () => {
  test('ask for none unless they say so', () => {
    for (const enabled of [undefined, null, false, 'true', 1]) {
      assert.equal(scheduleSettings({ enabled, intervalMinutes: 5, inactivityMinutes: 60 }, 0), undefined);
    }
  });

  test('are minutes, and an inactivity of 0 waits for a change', () => {
    assert.deepEqual(scheduleSettings({ enabled: true, intervalMinutes: 5, inactivityMinutes: 0 }, 30_000), {
      intervalMs: 5 * minute,
      inactivityMs: 0,
      firstRunAfterMs: 30_000,
    });
  });

  for (const wrong of [undefined, null, -5, NaN, Infinity, '5', 1e9]) {
    test(`count as left out where they are ${String(wrong)}`, () => {
      const read = scheduleSettings({ enabled: true, intervalMinutes: wrong, inactivityMinutes: wrong }, 0);
      assert.deepEqual([read?.intervalMs, read?.inactivityMs], [30 * minute, 720 * minute]);
    });
  }

  test('never make a run follow the other without a rest', () => {
    assert.equal(
      scheduleSettings({ enabled: true, intervalMinutes: 0, inactivityMinutes: 5 }, 0)?.intervalMs,
      30 * minute,
    );
  });
});
