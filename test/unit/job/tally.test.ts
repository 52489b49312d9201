import assert from 'node:assert/strict';
import { Tally, totalsOf } from '../../../src/core/job/tally';
import { noCounts } from '../../../src/core/model/job';

suite('Tally', () => {
  test('counts each action under its own name', () => {
    const tally = new Tally();
    for (const action of ['insert', 'modify', 'unchanged', 'skip', 'fail', 'couple', 'uncouple'] as const) {
      tally.count(action);
    }
    assert.deepEqual(tally.snapshot(), {
      inserted: 1,
      modified: 1,
      deleted: 0,
      unchanged: 1,
      skipped: 1,
      failed: 1,
      coupled: 1,
      uncoupled: 1,
    });
  });

  test('counts several at once, and takes back what came to something else', () => {
    const tally = new Tally();
    tally.count('unchanged', 7);
    tally.count('fail');
    tally.count('fail', -1);
    assert.deepEqual(tally.snapshot(), { ...noCounts, unchanged: 7 });
  });

  test('tells the counts of a moment: later ones do not change them', () => {
    const tally = new Tally();
    const before = tally.snapshot();
    tally.count('insert');
    assert.deepEqual(before, noCounts);
    assert.deepEqual(new Tally().snapshot(), noCounts);
  });

  test('adds up the counters of several jobs', () => {
    const totals = totalsOf([
      { ...noCounts, inserted: 2, failed: 1 },
      { ...noCounts, inserted: 3 },
    ]);
    assert.deepEqual(totals, { ...noCounts, inserted: 5, failed: 1 });
    assert.deepEqual(totalsOf([]), noCounts);
  });
});
