import assert from 'node:assert/strict';
import { timeOrderedIds } from '../../../src/service/timeOrderedIds';

suite('Ids that follow the time', () => {
  test('are GUIDs of version 7 with the time in front', () => {
    const ids = timeOrderedIds(() => Date.parse('2026-11-21T08:00:00.123Z'));
    const guid = ids.guid();
    assert.match(guid, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const time = parseInt(guid.slice(0, 8) + guid.slice(9, 13), 16);
    assert.equal(new Date(time).toISOString(), '2026-11-21T08:00:00.123Z');
  });

  test('stand in the order in which they were made, also within a millisecond and when the clock goes back', () => {
    const times = [5_000, 5_000, 4_000, 5_001, 6_000];
    const ids = timeOrderedIds(() => times.shift() ?? 6_000);
    const guids = Array.from({ length: 20_000 }, () => ids.guid());
    assert.deepEqual([...guids].sort(), guids);
    assert.equal(new Set(guids).size, guids.length);
  });

  test('share nothing by chance', () => {
    const tails = Array.from({ length: 3_000 }, () =>
      timeOrderedIds(() => 1)
        .guid()
        .slice(19),
    );
    assert.equal(new Set(tails).size, tails.length);
  });
});
