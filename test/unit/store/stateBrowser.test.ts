import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Coupling, CouplingState } from '../../../src/core/model/coupling';
import type { OpenStateStore } from '../../../src/store/openStateStore';
import type { StateFolder } from '../../support/stateFolders';
import { aCoupling, aFailure, aJob, aKeptFailure } from '../../support/stateBuilders';
import { couplingState } from '../../../src/core/model/coupling';
import { makeStateFolder } from '../../support/stateFolders';

suite('a state’s browser', () => {
  let state: StateFolder;
  let store: OpenStateStore;
  setup(async () => {
    state = await makeStateFolder();
    store = await state.open();
  });
  teardown(async () => {
    await store.close();
    state.remove();
  });

  test('puts every coupling on exactly one page: failed ones first, then skipped ones, then the others', async () => {
    const someStates = fc.array(fc.constantFrom<CouplingState>('ok', 'failed', 'skipped'), { maxLength: 3 });
    const couplings = fc.array(
      fc.record({
        mapping: fc.constantFrom('CUSTOMER', 'CONTACTS', 'VENDOR'),
        state: fc.constantFrom<CouplingState>('ok', 'failed', 'skipped'),
        kept: fc.boolean(),
      }),
      { maxLength: 40 },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        couplings,
        someStates,
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (given, states, limit, one) => {
          run++;
          const made = given.map(({ mapping, state, kept }, index) =>
            inState(state, kept, { mapping: `${mapping}-${run}`, localId: `L${index}`, integrationId: `I${index}` }),
          );
          await put(made);
          const own = new Set(made.map((coupling) => coupling.mapping));
          const mappings = one ? [`CUSTOMER-${run}`] : [...own];
          const listed = mappings.flatMap((mapping) => allPages({ mapping, states }, limit));
          const wanted = made.filter(
            (each) => mappings.includes(each.mapping) && (states.length === 0 || states.includes(couplingState(each))),
          );
          assert.deepEqual(listed.map(nameOf).sort(), wanted.map(nameOf).sort());
          for (const mapping of mappings) {
            const ranks = allPages({ mapping, states }, limit).map((each) =>
              ['failed', 'skipped', 'ok'].indexOf(each.state),
            );
            assert.deepEqual(ranks, [...ranks].sort());
            const counts = store.browser.counts().get(mapping) ?? { ok: 0, failed: 0, skipped: 0 };
            for (const state of ['ok', 'failed', 'skipped'] as const) {
              const count = made.filter((each) => each.mapping === mapping && couplingState(each) === state).length;
              assert.equal(counts[state], count, `${state} in ${mapping}`);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('orders all mappings together by state', async () => {
    await put([
      inState('ok', false, { mapping: 'A', localId: 'L1', integrationId: 'I1' }),
      inState('failed', false, { mapping: 'B', localId: 'L2', integrationId: 'I2' }),
      inState('skipped', true, { mapping: 'A', localId: 'L3', integrationId: null }),
      inState('failed', true, { mapping: 'A', localId: 'L4', integrationId: null }),
    ]);
    assert.deepEqual(
      allPages({ states: [] }, 1).map((each) => each.localId),
      ['L4', 'L2', 'L3', 'L1'],
    );
  });

  test('counts what changed, and goes on counting', async () => {
    await put([inState('ok', false, { localId: 'L1', integrationId: 'I1' })]);
    assert.deepEqual(store.browser.counts().get('CUSTOMER'), { ok: 1, failed: 0, skipped: 0 });
    await put([inState('failed', false, { localId: 'L1', integrationId: 'I1' })]);
    assert.deepEqual(store.browser.counts().get('CUSTOMER'), { ok: 0, failed: 1, skipped: 0 });
    await store.commit({ couplings: [{ kind: 'remove', mapping: 'CUSTOMER', localId: 'L1', integrationId: 'I1' }] });
    assert.equal(store.browser.counts().get('CUSTOMER'), undefined);
  });

  test('shows the newer failure where both directions failed', async () => {
    const older = aFailure({ at: '2026-11-20T08:00:00.000Z', message: 'older' });
    const newer = aFailure({ at: '2026-11-21T08:00:00.000Z', message: 'newer' });
    await put([aCoupling({ failures: { toIntegrationTable: older, fromIntegrationTable: newer } })]);
    assert.equal(allPages({ states: [] }, 10)[0]?.failure?.message, 'newer');
  });

  suite('searching', () => {
    const guid = '5c0000aa-0000-4000-8000-000000000042';
    setup(async () => {
      await put([
        aCoupling({ localId: guid, integrationId: 'Kd-1' }),
        aCoupling({ localId: '42', integrationId: 'ÜBER-7' }),
        aKeptFailure('5c0000bb-0000-4000-8000-000000000001'),
      ]);
    });

    test('finds any part of an id on either side, whatever its capitals', () => {
      assert.deepEqual(found('00AA-0'), [guid]);
      assert.deepEqual(found(guid), [guid]);
      assert.deepEqual(found('kD-'), [guid]);
      assert.deepEqual(found('über'), ['42']);
      assert.deepEqual(found('5c0000'), ['5c0000bb-0000-4000-8000-000000000001', guid]);
      assert.deepEqual(found('42'), [guid, '42']);
      assert.deepEqual(found('nowhere'), []);
    });

    test('does not find what only looks alike without its dashes', () => {
      assert.deepEqual(found('aa0000-4000'), []);
      assert.deepEqual(found('aa-0000-4000'), [guid]);
    });

    test('takes wildcards of other languages as they are', () => {
      assert.deepEqual(found('%'), []);
      assert.deepEqual(found('_'), []);
    });

    test('adds the couplings of records that are named', () => {
      const titled = [{ mapping: 'CUSTOMER', side: 'integration', ids: new Set(['ÜBER-7', 'unknown']) }] as const;
      const places = store.browser.searchCouplings({ states: [] }, 'nowhere', titled);
      assert.deepEqual(
        store.browser.couplingsAt(places).map(({ coupling }) => coupling.localId),
        ['42'],
      );
    });

    function found(search: string): readonly (string | null)[] {
      const places = store.browser.searchCouplings({ states: [] }, search, []);
      return store.browser.couplingsAt(places).map(({ coupling }) => coupling.localId);
    }
  });

  suite('jobs', () => {
    test('are told by mapping: the newest of each direction that is wanted', async () => {
      const job = (id: string, mapping: string, direction: 'toIntegrationTable' | 'fromIntegrationTable') =>
        aJob({ id, mapping, direction });
      await store.commit({
        jobs: [
          job('1', 'A', 'toIntegrationTable'),
          job('2', 'B', 'toIntegrationTable'),
          job('3', 'A', 'fromIntegrationTable'),
          job('4', 'A', 'toIntegrationTable'),
        ],
      });
      const newest = store.browser.newestJobs(
        new Map([
          ['A', ['toIntegrationTable', 'fromIntegrationTable']],
          ['B', ['fromIntegrationTable']],
          ['NEW', ['toIntegrationTable']],
        ] as const),
      );
      assert.deepEqual(
        [...newest].map(([mapping, jobs]) => [mapping, jobs.map(({ id }) => id)]),
        [['A', ['4', '3']]],
      );
    });

    test('show their records and errors a stretch at a time', async () => {
      await store.commit({ jobs: [aJob({ id: 'job' })] });
      const whole: { readonly action: string; readonly localId: string }[] = [];
      for (const batch of [0, 1, 2]) {
        const records = Array.from({ length: 5 }, (_, index) => {
          const localId = `L${batch}-${index}`;
          const action = index % 2 === 0 ? ('modify' as const) : ('fail' as const);
          whole.push({ action, localId });
          return { jobId: 'job', record: { action, localId, integrationId: `I${batch}-${index}`, fields: ['name'] } };
        });
        const errors = records.map(({ record }) => ({
          jobId: 'job',
          error: { ...aFailure(), localId: record.localId, integrationId: null },
        }));
        await store.commit({ records, errors });
      }
      for (const [offset, limit] of [
        [0, 100],
        [0, 4],
        [3, 5],
        [9, 3],
        [14, 10],
        [20, 1],
      ] as const) {
        const page = store.browser.jobRecords('job', [], { offset, limit });
        assert.equal(page.total, 15);
        const inAll = store.jobRecords('job').slice(offset, offset + limit);
        assert.deepEqual(page.items, inAll);
        const errors = store.browser.jobErrors('job', { offset, limit });
        assert.deepEqual([errors.items, errors.total], [store.jobErrors('job').slice(offset, offset + limit), 15]);
      }
      const failed = store.browser.jobRecords('job', ['fail'], { offset: 2, limit: 2 });
      const expected = whole.filter((each) => each.action === 'fail').slice(2, 4);
      assert.deepEqual([failed.items.map(({ action, localId }) => ({ action, localId })), failed.total], [expected, 6]);
    });
  });

  function inState(wanted: CouplingState, kept: boolean, changes: Partial<Coupling>): Coupling {
    const failures = { toIntegrationTable: wanted === 'ok' ? null : aFailure(), fromIntegrationTable: null };
    const ids = kept && wanted !== 'ok' ? { integrationId: null } : {};
    return aCoupling({ ...changes, ...ids, failures, skipped: wanted === 'skipped' });
  }

  function allPages(choice: { readonly mapping?: string; readonly states: readonly CouplingState[] }, limit: number) {
    const found = [];
    for (let place = 0; ;) {
      const page = store.browser.couplingsAfter(choice, place, limit);
      found.push(...page.map(({ coupling }) => coupling));
      const last = page.at(-1);
      if (!last) return found;
      place = last.place;
    }
  }

  async function put(couplings: readonly Coupling[]): Promise<void> {
    const committed = await store.commit({ couplings: couplings.map((coupling) => ({ kind: 'put', coupling })) });
    assert.ok(committed.ok);
  }

  function nameOf({ mapping, localId }: { readonly mapping: string; readonly localId: string | null }): string {
    return `${mapping} ${localId}`;
  }
});
