import assert from 'node:assert/strict';
import { createRestartLimit } from '../../../../src/extension/connection/restartLimit';

suite('The limit of restarts', () => {
  const minute = 60_000;

  test('lets a worker start that never stopped', () => {
    assert.equal(createRestartLimit().mayStart(0), true);
  });

  test('lets it start again five times within three minutes, and not a sixth time', () => {
    const limit = createRestartLimit();
    const answers = [0, 1, 2, 3, 4, 5].map((second) => {
      limit.stopped(second * 1000);
      return limit.mayStart(second * 1000);
    });
    assert.deepEqual(answers, [true, true, true, true, true, false]);
  });

  test('forgets what is three minutes past', () => {
    const limit = createRestartLimit();
    for (let stop = 0; stop < 6; stop++) limit.stopped(stop * 1000);
    assert.equal(limit.mayStart(3 * minute - 1), false);
    assert.equal(limit.mayStart(3 * minute), true);
  });
});
