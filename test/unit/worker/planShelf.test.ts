import assert from 'node:assert/strict';
import type { Action } from '../../../src/core/model/job';
import type { RunPlan } from '../../../src/service/workspaceService';
import { PlanShelf } from '../../../src/worker/planShelf';
import { noCounts } from '../../../src/core/model/job';

suite('The shelf of plans', () => {
  const plan = (...actions: readonly Action[]): RunPlan => ({
    mode: 'full',
    troubled: false,
    mappings: [
      {
        mapping: 'CUSTOMER',
        direction: 'toIntegrationTable',
        items: actions.map((action, index) => ({
          action,
          localId: `L${index}`,
          integrationId: null,
          reason: '',
          fields: [],
        })),
        counters: noCounts,
        message: '',
      },
    ],
  });
  const all = { index: 0, actions: [], offset: 0, limit: 100 } as const;

  test('gives a plan’s items by pages, all or by action', () => {
    const shelf = new PlanShelf();
    const { planId } = shelf.keep(plan('insert', 'fail', 'insert', 'unchanged', 'fail'));
    const ids = (actions: readonly Action[], offset: number, limit: number) => {
      const page = shelf.items({ planId, index: 0, actions, offset, limit });
      return page.ok ? [page.value.items.map((item) => item.localId).join(), page.value.total] : page.error.code;
    };
    assert.deepEqual(ids([], 1, 2), ['L1,L2', 5]);
    assert.deepEqual(ids(['fail'], 0, 10), ['L1,L4', 2]);
    assert.deepEqual(ids(['fail', 'unchanged'], 1, 10), ['L3,L4', 3]);
    assert.deepEqual(ids(['skip'], 0, 10), ['', 0]);
  });

  test('keeps the newest eight', () => {
    const shelf = new PlanShelf();
    const ids = Array.from({ length: 10 }, () => shelf.keep(plan('insert')).planId);
    assert.deepEqual(
      ids.map((planId) => shelf.items({ planId, ...all }).ok),
      [false, false, true, true, true, true, true, true, true, true],
    );
  });

  test('keeps a summary apart from the items, and nothing once it is closed', () => {
    const shelf = new PlanShelf();
    const summary = shelf.keep(plan('insert'));
    assert.equal('items' in (summary.mappings[0] ?? {}), false);
    shelf.close(summary.planId);
    const page = shelf.items({ planId: summary.planId, ...all });
    assert.equal(page.ok ? '' : page.error.code, 'PLAN_NOT_FOUND');
  });
});
