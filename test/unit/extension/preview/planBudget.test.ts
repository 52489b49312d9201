import { strict as assert } from 'node:assert';
import { documentRecords, groupKey, groupPage, groupRequests } from '../../../../src/extension/preview/planBudget';
import { aPlannedMapping, aSummary } from '../run/runBuilders';

suite('how much of a plan its document asks for', () => {
  test('groups in the order of reading, without those that are empty', () => {
    const plan = aSummary([aPlannedMapping({ skipped: 1, inserted: 2, failed: 3, unchanged: 9 })]);
    assert.deepEqual(
      groupRequests(plan, [], new Map()).map(({ action }) => action),
      ['fail', 'insert', 'skip'],
    );
  });

  test('the first page of a group, and more where the reader opened it', () => {
    const plan = aSummary([aPlannedMapping({ inserted: 10_000 })]);
    const [first] = groupRequests(plan, [], new Map());
    assert.equal(first?.limit, groupPage);
    const opened = new Map([[groupKey({ index: 0, action: 'insert' }), 1_500]]);
    assert.equal(groupRequests(plan, [], opened)[0]?.limit, 1_500);
  });

  test('only what the filter leaves', () => {
    const plan = aSummary([aPlannedMapping({ inserted: 1, failed: 1 }), aPlannedMapping({ failed: 1 })]);
    assert.deepEqual(
      groupRequests(plan, ['fail'], new Map()).map(({ index }) => index),
      [0, 1],
    );
  });

  test('a document that opens at once, and something of every group, when there are many mappings', () => {
    const plan = aSummary(Array.from({ length: 50 }, () => aPlannedMapping({ inserted: 1_000 })));
    const limits = groupRequests(plan, [], new Map()).map(({ limit }) => limit);
    assert.ok(limits.every((limit) => limit >= 20));
    assert.ok(limits.reduce((sum, limit) => sum + limit, 0) < documentRecords + 50 * 20);
  });
});
