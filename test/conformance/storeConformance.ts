import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Coupling } from '../../src/core/model/coupling';
import type { Outcomes, StateBatch, StateStore } from '../../src/core/ports/stateStore';
import { MemoryStore } from '../support/memoryStore';
import { aCoupling, aFailure, aJob, aKeptFailure, anIntent } from '../support/stateBuilders';
import { couplingState } from '../../src/core/model/coupling';
import { noCounts } from '../../src/core/model/job';

/** A store under test. */
export interface StoreUnderTest {
  readonly store: StateStore;
  /** What a process finds that opens the state after the one before was killed. The store before is of no use any more. */
  readonly afterCrash: () => Promise<StateStore>;
  readonly dispose: () => Promise<void>;
}

/** What every state store promises (`core/ports/stateStore.ts`), for each implementation to be held against. */
export function storeConformance(name: string, open: () => Promise<StoreUnderTest>): void {
  suite(`${name} as a state store`, () => {
    let tested: StoreUnderTest;
    let store: StateStore;
    setup(async () => {
      tested = await open();
      store = tested.store;
    });
    teardown(() => tested.dispose());

    test('starts empty', () => {
      assert.equal(store.couplingsByIds('CUSTOMER', 'local', ['L1']).size, 0);
      assert.equal(store.countCoupled('CUSTOMER'), 0);
      assert.deepEqual(store.sampleCoupled('CUSTOMER', 64), []);
      assert.deepEqual(store.couplingsToRevisit('CUSTOMER', 'toIntegrationTable'), []);
      assert.deepEqual(store.listCouplings({ limit: 10 }), { couplings: [] });
      assert.equal(store.cursor('CUSTOMER', 'toIntegrationTable'), null);
      assert.deepEqual(store.openIntents(), []);
      assert.deepEqual(store.jobs({}), []);
      assert.equal(store.job('job-1'), undefined);
      assert.deepEqual(store.jobRecords('job-1'), []);
      assert.deepEqual(store.jobErrors('job-1'), []);
    });

    suite('couplings', () => {
      test('are found by either id, as they were put', async () => {
        const coupling = aCoupling({
          lastJobId: 'job-7',
          pending: { toIntegrationTable: true, fromIntegrationTable: true },
        });
        await put(store, coupling);
        assert.deepEqual(store.couplingsByIds('CUSTOMER', 'local', ['L1', 'L2']), new Map([['L1', coupling]]));
        assert.deepEqual(store.couplingsByIds('CUSTOMER', 'integration', ['I1']), new Map([['I1', coupling]]));
        assert.equal(store.couplingsByIds('CONTACTS', 'local', ['L1']).size, 0);
      });

      test('keep every id and stamp to the letter', async () => {
        const ids = [
          '0b7e5a52-9d1c-4f6e-8a55-3f0c9a1b2c3d',
          '0B7E5A52-9D1C-4F6E-8A55-3F0C9A1B2C3D',
          '0b7e5a52-9d1c-4f6e-8a55-3f0c9a1b2c3g',
          '0b7e5a529d1c-4f6e-8a55-3f0c9a1b2c3d-',
          '42',
          '007',
          '-1',
          "O'Neil ü 𝄞",
          ' ',
        ];
        const stamps = [
          '0001-01-01T00:00:00.000Z',
          '2026-11-21T08:00:00.1234567Z',
          '2026-02-30T00:00:00.000Z',
          '1969-12-31T23:59:59.999Z',
          '1234',
          '9999-12-31T23:59:59.000Z',
        ];
        const couplings = ids.map((id, index) => {
          const stamp = stamps[index % stamps.length] as string;
          return aCoupling({
            localId: id,
            integrationId: `I${id}`,
            localModifiedOn: stamp,
            integrationModifiedOn: stamp,
          });
        });
        await put(store, ...couplings);
        const found = store.couplingsByIds('CUSTOMER', 'local', ids);
        assert.deepEqual(
          ids.map((id) => found.get(id)),
          couplings,
        );
        const other = (await tested.afterCrash()).listCouplings({ limit: 100 });
        assert.deepEqual(other.couplings, couplings);
      });

      test('are found in any order and number, whether or not they lie close together', async () => {
        const couplings = many(3000, (number) => `${number}`.padStart(6, '0'));
        await put(store, ...couplings);
        const ids = couplings.map(({ localId }) => localId as string);
        const asked = [
          ids,
          [...ids].reverse(),
          ids.slice(100, 110),
          [ids[0], ids[2999]] as string[],
          ['000000', ...ids.slice(5, 20).flatMap((id) => [id, `${id}x`]), '999999'],
          [ids[7], ids[7]] as string[],
        ];
        for (const wanted of asked) {
          const found = store.couplingsByIds('CUSTOMER', 'local', wanted);
          const expected = couplings.filter(({ localId }) => wanted.includes(localId as string));
          assert.deepEqual(sorted([...found.values()]), sorted(expected));
          for (const [id, coupling] of found) assert.equal(coupling.localId, id);
        }
      });

      test('are found by GUIDs in ascending order', async () => {
        const guid = (number: number) => `${(number * 7919).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
        await put(store, ...many(500, guid));
        const asked = Array.from({ length: 1000 }, (_, number) => guid(number));
        const found = store.couplingsByIds('CUSTOMER', 'local', asked);
        assert.deepEqual([...found.keys()].sort(), asked.slice(1, 501));
      });

      test('are replaced whole by a put of the same two records', async () => {
        await put(store, aCoupling({ failures: { toIntegrationTable: aFailure(), fromIntegrationTable: null } }));
        const now = aCoupling({ localModifiedOn: '2026-11-21T09:00:00.000Z', fingerprints: null });
        await put(store, now);
        assert.deepEqual(store.listCouplings({ limit: 10 }).couplings, [now]);
        assert.equal(store.countCoupled('CUSTOMER'), 1);
      });

      test('take the place of both records’ kept failures', async () => {
        const ofIntegration = aKeptFailure('', { localId: null, integrationId: 'I1' });
        await put(store, aKeptFailure('L1'), ofIntegration, aKeptFailure('L2'));
        await put(store, aCoupling());
        assert.deepEqual(store.listCouplings({ limit: 10 }).couplings, [aKeptFailure('L2'), aCoupling()]);
      });

      test('take the place of couplings that held either record', async () => {
        await put(store, aCoupling(), aCoupling({ localId: 'L2', integrationId: 'I2' }));
        await put(store, aCoupling({ localId: 'L1', integrationId: 'I2' }));
        const left = store.listCouplings({ limit: 10 }).couplings;
        assert.deepEqual(left, [aCoupling({ localId: 'L1', integrationId: 'I2' })]);
        assert.equal(store.countCoupled('CUSTOMER'), 1);
        assert.equal(store.couplingsByIds('CUSTOMER', 'local', ['L2']).size, 0);
        assert.equal(store.couplingsByIds('CUSTOMER', 'integration', ['I1']).size, 0);
      });

      test('are kept to the last one of a large batch, also where one takes the place of another in the midst', async () => {
        const many = Array.from({ length: 90 }, (_, index) =>
          aCoupling({ localId: `L${index + 10}`, integrationId: `I${index + 10}` }),
        );
        const moved = aCoupling({ localId: 'L12', integrationId: 'I99' });
        const kept = aKeptFailure('L200');
        await put(store, ...many.slice(0, 50), moved, kept, ...many.slice(50, 89));
        const ids = (id: string | null) => id ?? '';
        const left = store
          .listCouplings({ limit: 200 })
          .couplings.map((each) => ids(each.localId))
          .sort();
        const expected = [...many.slice(0, 89), kept].map((each) => ids(each.localId)).sort();
        assert.deepEqual(left, expected);
        assert.deepEqual(store.couplingsByIds('CUSTOMER', 'integration', ['I99']).get('I99'), moved);
        assert.equal(store.couplingsByIds('CUSTOMER', 'integration', ['I12']).size, 0);
        assert.equal(store.countCoupled('CUSTOMER'), 89);
      });

      test('of different mappings do not meet', async () => {
        await put(store, aCoupling(), aCoupling({ mapping: 'CONTACTS' }));
        await commit(store, { couplings: [remove('CUSTOMER', 'L1', 'I1')] });
        assert.deepEqual(store.listCouplings({ limit: 10 }).couplings, [aCoupling({ mapping: 'CONTACTS' })]);
      });

      test('are removed only by exactly their two ids', async () => {
        await put(store, aCoupling(), aKeptFailure('L2'));
        await commit(store, {
          couplings: [remove('CUSTOMER', 'L1', 'I9'), remove('CUSTOMER', 'L1', null), remove('CUSTOMER', null, 'I1')],
        });
        assert.equal(store.listCouplings({ limit: 10 }).couplings.length, 2);
        await commit(store, { couplings: [remove('CUSTOMER', 'L1', 'I1'), remove('CUSTOMER', 'L2', null)] });
        assert.deepEqual(store.listCouplings({ limit: 10 }), { couplings: [] });
      });

      test('count as coupled with both ids only', async () => {
        await put(store, aCoupling(), aKeptFailure('L2'), aCoupling({ mapping: 'CONTACTS' }));
        assert.equal(store.countCoupled('CUSTOMER'), 1);
        await put(store, aCoupling({ localId: 'L2', integrationId: 'I2' }));
        assert.equal(store.countCoupled('CUSTOMER'), 2);
        await commit(store, { couplings: [remove('CUSTOMER', 'L1', 'I1')] });
        assert.equal(store.countCoupled('CUSTOMER'), 1);
        assert.equal((await tested.afterCrash()).countCoupled('CUSTOMER'), 1);
      });
    });

    suite('a sample', () => {
      test('is spread over all coupled records of the mapping', async () => {
        await put(store, aCoupling({ mapping: 'CONTACTS' }), ...many(1000), aKeptFailure('L-failed'));
        const sample = store.sampleCoupled('CUSTOMER', 10);
        assert.equal(new Set(sample.map(({ localId }) => localId)).size, 10);
        assert.ok(sample.every(({ mapping, integrationId }) => mapping === 'CUSTOMER' && integrationId !== null));
        const places = sample.map(({ localId }) => Math.floor(Number(localId) / 100));
        assert.ok(new Set(places).size >= 9, `spread over ${places.join(' ')}`);
      });

      test('holds all of a small mapping, and as many as asked for where most couplings were removed', async () => {
        await put(store, ...many(300));
        await commit(store, {
          couplings: many(300)
            .slice(20)
            .map(({ localId, integrationId }) => remove('CUSTOMER', localId, integrationId)),
        });
        assert.equal(store.sampleCoupled('CUSTOMER', 64).length, 20);
        assert.equal(store.sampleCoupled('CUSTOMER', 5).length, 5);
        assert.equal(store.sampleCoupled('CUSTOMER', 0).length, 0);
      });
    });

    suite('couplings to revisit', () => {
      const failed = { toIntegrationTable: aFailure(), fromIntegrationTable: null };

      test('failed in that direction, and come in the order of their source’s ids', async () => {
        await put(
          store,
          aCoupling({ localId: 'L3', integrationId: 'I1', failures: failed }),
          aCoupling({ localId: 'L2', integrationId: 'I2', failures: failed }),
          aCoupling({ localId: 'L4', integrationId: 'I4' }),
          aKeptFailure('L1'),
        );
        assert.deepEqual(localIds(store.couplingsToRevisit('CUSTOMER', 'toIntegrationTable')), ['L1', 'L2', 'L3']);
        assert.deepEqual(store.couplingsToRevisit('CUSTOMER', 'fromIntegrationTable'), []);
      });

      test('were never synchronized, in both directions', async () => {
        await put(store, aCoupling({ fingerprints: null }), aCoupling({ localId: 'L2', integrationId: 'I2' }));
        for (const direction of ['toIntegrationTable', 'fromIntegrationTable'] as const) {
          assert.deepEqual(localIds(store.couplingsToRevisit('CUSTOMER', direction)), ['L1']);
        }
      });

      test('wait for a lookup in that direction', async () => {
        await put(store, aCoupling({ pending: { toIntegrationTable: false, fromIntegrationTable: true } }));
        assert.deepEqual(store.couplingsToRevisit('CUSTOMER', 'toIntegrationTable'), []);
        assert.deepEqual(localIds(store.couplingsToRevisit('CUSTOMER', 'fromIntegrationTable')), ['L1']);
      });

      test('leave out what is skipped, until the user retries', async () => {
        await put(store, aKeptFailure('L1', { skipped: true }));
        assert.deepEqual(store.couplingsToRevisit('CUSTOMER', 'toIntegrationTable'), []);
        await put(store, aKeptFailure('L1'));
        assert.deepEqual(localIds(store.couplingsToRevisit('CUSTOMER', 'toIntegrationTable')), ['L1']);
      });
    });

    suite('a list of couplings', () => {
      test('comes in pages that neither repeat nor leave out, while couplings come and go', async () => {
        await put(store, ...many(25).map((coupling) => ({ ...coupling, mapping: 'ITEMS' })));
        await put(store, ...many(25));
        const first = store.listCouplings({ limit: 20 });
        assert.deepEqual(localIds(first.couplings), localIds(many(20)));
        assert.ok(first.couplings.every(({ mapping }) => mapping === 'CUSTOMER'));
        const last = first.couplings.at(-1) as Coupling;
        await commit(store, { couplings: [remove('CUSTOMER', last.localId, last.integrationId)] });
        const seen = [...first.couplings];
        for (let next = first.next; next !== undefined;) {
          const page = store.listCouplings({ limit: 20, after: next });
          seen.push(...page.couplings);
          next = page.next;
        }
        assert.equal(seen.length, 50);
        assert.equal(new Set(seen.map(({ mapping, localId }) => `${mapping} ${localId}`)).size, 50);
      });

      test('says there is no next page when the last one is full', async () => {
        await put(store, ...many(10));
        assert.equal(store.listCouplings({ limit: 10 }).next, undefined);
        assert.equal(store.listCouplings({ mapping: 'CUSTOMER', limit: 10 }).next, undefined);
      });

      test('can be narrowed to a mapping and to a state', async () => {
        const failures = { toIntegrationTable: null, fromIntegrationTable: aFailure({ code: 'UPDATE_CONFLICT' }) };
        await put(
          store,
          aCoupling(),
          aCoupling({ localId: 'L2', integrationId: 'I2', failures }),
          aKeptFailure('L3', { skipped: true }),
          aCoupling({ mapping: 'CONTACTS', failures }),
        );
        const states = (['ok', 'failed', 'skipped'] as const).map((state) =>
          localIds(store.listCouplings({ mapping: 'CUSTOMER', state, limit: 10 }).couplings),
        );
        assert.deepEqual(states, [['L1'], ['L2'], ['L3']]);
        assert.equal(store.listCouplings({ state: 'failed', limit: 10 }).couplings.length, 2);
        const { next } = store.listCouplings({ state: 'failed', limit: 1 });
        assert.deepEqual(
          localIds(store.listCouplings({ state: 'failed', limit: 1, after: next as number }).couplings),
          ['L2'],
        );
      });
    });

    suite('cursors', () => {
      test('stand for one mapping and direction, and can be taken back', async () => {
        const cursor = '2026-11-21T08:00:00.123Z';
        await commit(store, { cursors: [{ mapping: 'CUSTOMER', direction: 'toIntegrationTable', cursor }] });
        assert.equal(store.cursor('CUSTOMER', 'toIntegrationTable'), cursor);
        assert.equal(store.cursor('CUSTOMER', 'fromIntegrationTable'), null);
        assert.equal(store.cursor('CONTACTS', 'toIntegrationTable'), null);
        await commit(store, { cursors: [{ mapping: 'CUSTOMER', direction: 'toIntegrationTable', cursor: null }] });
        assert.equal(store.cursor('CUSTOMER', 'toIntegrationTable'), null);
      });
    });

    suite('shapes', () => {
      test('are the same for the same mapping, fields and signature only', () => {
        const shape = store.shape('CUSTOMER', ['Name\u001Fname'], 's1');
        assert.deepEqual(store.shape('CUSTOMER', ['Name\u001Fname'], 's1'), shape);
        const others = [
          store.shape('CUSTOMER', ['Name\u001Fname'], 's2'),
          store.shape('CUSTOMER', ['Name\u001Fname', 'City\u001Fcity'], 's1'),
          store.shape('CONTACTS', ['Name\u001Fname'], 's1'),
        ];
        assert.equal(new Set([shape, ...others].map(({ id }) => id)).size, 4);
        assert.deepEqual(store.shapeById(shape.id), shape);
        assert.equal(store.shapeById(99), undefined);
      });

      test('outlive a crash with the coupling that names them', async () => {
        const shape = store.shape('CUSTOMER', ['Name\u001Fname'], 's1');
        await put(store, aCoupling({ fingerprints: { shape: shape.id, local: 'aaaaaaa', integration: '' } }));
        const later = await tested.afterCrash();
        assert.deepEqual(later.shapeById(shape.id), shape);
        assert.deepEqual(later.shape('CUSTOMER', ['Name\u001Fname'], 's1'), shape);
      });
    });

    suite('intents', () => {
      test('stay open, oldest first, until their job’s commit closes them', async () => {
        const first = anIntent();
        const second = anIntent({ jobId: 'job-2', kind: 'modify', localId: null, values: ['', 'Ü'] });
        assert.ok((await store.recordIntents([first])).ok);
        assert.ok((await store.recordIntents([second, anIntent({ localId: 'L3' })])).ok);
        await put(store, aCoupling());
        assert.deepEqual(store.openIntents(), [first, second, anIntent({ localId: 'L3' })]);
        await commit(store, { closeIntentsOf: ['job-1'] });
        assert.deepEqual(store.openIntents(), [second]);
        assert.deepEqual((await tested.afterCrash()).openIntents(), [second]);
      });

      test('stay open where the commit that closes a job’s others says so, in one step', async () => {
        const known = anIntent({ localId: 'L1' });
        const inDoubt = anIntent({ localId: 'L2', integrationId: null });
        assert.ok((await store.recordIntents([known, inDoubt])).ok);
        const later = { ...inDoubt, at: '2026-11-21T08:05:00.000Z' };
        await commit(store, { closeIntentsOf: ['job-1'], keepIntents: [later] });
        assert.deepEqual(store.openIntents(), [later]);
        assert.deepEqual((await tested.afterCrash()).openIntents(), [later]);
      });
    });

    suite('staged outcomes', () => {
      const coupling = aCoupling({ fingerprints: null, lastJobId: 'job-1' });
      const record = { action: 'insert', localId: 'L1', integrationId: 'I1', fields: ['name'] } as const;
      const outcomes: Outcomes = {
        direction: 'toIntegrationTable',
        couplings: [{ kind: 'put', coupling }],
        records: [{ jobId: 'job-1', record }],
        errors: [],
      };
      setup(() => store.commit({ jobs: [aJob()] }));

      test('are shown at once, and gone after a crash', async () => {
        store.stage(outcomes);
        assert.deepEqual(store.couplingsByIds('CUSTOMER', 'local', ['L1']).get('L1'), coupling);
        assert.deepEqual(store.jobRecords('job-1'), [record]);
        const after = await tested.afterCrash();
        assert.deepEqual([after.countCoupled('CUSTOMER'), after.openOutcomes()], [0, []]);
      });

      test('outlive a crash with the commit that follows, prepared or not', async () => {
        store.stage(outcomes);
        await store.commit({ jobs: [aJob({ status: 'finished' })] });
        store.stage({
          ...outcomes,
          couplings: [{ kind: 'put', coupling: { ...coupling, localId: 'L2', integrationId: 'I2' } }],
          records: [],
        });
        await store.prepare();
        await store.commit({ jobs: [aJob({ status: 'aborted' })] });
        const after = await tested.afterCrash();
        assert.deepEqual([after.countCoupled('CUSTOMER'), after.openOutcomes()], [2, []]);
        assert.deepEqual([after.jobRecords('job-1'), after.job('job-1')?.status], [[record], 'aborted']);
      });

      test('are open after a crash that came between prepare and commit, until they are settled', async () => {
        store.stage(outcomes);
        await store.prepare();
        const after = await tested.afterCrash();
        assert.deepEqual([after.countCoupled('CUSTOMER'), after.openOutcomes()], [0, [outcomes]]);
        await after.commit({ couplings: outcomes.couplings, closeOutcomes: true });
        assert.deepEqual([after.countCoupled('CUSTOMER'), after.openOutcomes()], [1, []]);
      });

      test('can be taken back; what was prepared stays open beside later commits', async () => {
        store.stage(outcomes);
        store.unstage();
        assert.deepEqual([store.countCoupled('CUSTOMER'), store.openOutcomes()], [0, []]);
        store.stage(outcomes);
        await store.prepare();
        store.unstage();
        await put(store, aCoupling({ localId: 'L3', integrationId: 'I3', fingerprints: null }));
        assert.deepEqual([store.countCoupled('CUSTOMER'), store.openOutcomes()], [1, [outcomes]]);
        const after = await tested.afterCrash();
        assert.deepEqual([after.countCoupled('CUSTOMER'), after.openOutcomes()], [1, [outcomes]]);
      });

      test('may name a shape that is new, also when they are taken back', async () => {
        const shape = store.shape('CUSTOMER', ['a'], 'signature');
        const shaped = { ...coupling, fingerprints: { shape: shape.id, local: 'abcdefg', integration: 'hijklmn' } };
        store.stage({ ...outcomes, couplings: [{ kind: 'put', coupling: shaped }] });
        await store.prepare();
        store.unstage();
        assert.deepEqual(store.shapeById(shape.id), shape);
        await put(store, shaped);
        const after = await tested.afterCrash();
        assert.deepEqual(after.shapeById(shape.id), shape);
        assert.equal(after.openOutcomes().length, 1);
      });
    });

    suite('jobs', () => {
      test('are listed newest first, all or one mapping’s, and replaced whole', async () => {
        await commit(store, { jobs: [aJob()] });
        await commit(store, { jobs: [aJob({ id: 'job-2', mapping: 'CONTACTS' }), aJob({ id: 'job-3' })] });
        const done = aJob({
          status: 'finished',
          counters: { ...noCounts, inserted: 3 },
          finishedAt: '2026-11-21T08:01:00.000Z',
        });
        await commit(store, { jobs: [done] });
        assert.deepEqual(jobIds(store, {}), ['job-3', 'job-2', 'job-1']);
        assert.deepEqual(jobIds(store, { mapping: 'CUSTOMER' }), ['job-3', 'job-1']);
        assert.deepEqual(jobIds(store, { limit: 2 }), ['job-3', 'job-2']);
        assert.deepEqual(store.job('job-1'), done);
      });

      test('keep their records and errors in order over several batches', async () => {
        const fields = ['name', 'address1_city'];
        const records = [
          { action: 'insert', localId: 'L1', integrationId: 'I1', fields },
          { action: 'insert', localId: 'L2', integrationId: 'I2', fields },
          {
            action: 'modify',
            localId: 'L3',
            integrationId: 'I3',
            fields: ['name', 'note'],
            reason: 'changed',
            values: [
              { before: null, after: '' },
              { before: '12.50', after: { start: 'a long no' } },
            ],
          },
          { action: 'skip', localId: 'L6', integrationId: 'I6', fields: [], reason: 'setAside' },
          { action: 'fail', localId: 'L4', integrationId: null, fields: [] },
          { action: 'insert', localId: 'L5', integrationId: 'I5', fields: [...fields] },
        ] as const;
        const error = { ...aFailure(), localId: 'L4', integrationId: null };
        const errors = [1, 2].map((number) => ({ ...error, message: `${number}` }));
        const jobId = 'job-1';
        await commit(store, {
          jobs: [aJob()],
          couplings: [{ kind: 'put', coupling: aCoupling() }],
          records: records.slice(0, 3).map((record) => ({ jobId, record })),
          errors: [{ jobId, error: errors[0] as (typeof errors)[0] }],
        });
        await commit(store, {
          records: records.slice(3).map((record) => ({ jobId, record })),
          errors: [{ jobId, error: errors[1] as (typeof errors)[0] }],
        });
        for (const at of [store, await tested.afterCrash()]) {
          assert.deepEqual(at.jobRecords(jobId), records);
          assert.deepEqual(
            at.jobErrors(jobId).map(({ message }) => message),
            ['1', '2'],
          );
        }
      });

      test('remember their records when the couplings are gone or changed', async () => {
        const jobId = 'job-1';
        const failed = { action: 'fail', localId: 'L2', integrationId: null, fields: [] } as const;
        const created = { action: 'insert', localId: 'L1', integrationId: 'I1', fields: ['name'] } as const;
        await commit(store, {
          jobs: [aJob()],
          couplings: [
            { kind: 'put', coupling: aCoupling() },
            { kind: 'put', coupling: aKeptFailure('L2') },
          ],
          records: [created, failed].map((record) => ({ jobId, record })),
        });
        const removed = { action: 'uncouple', localId: 'L1', integrationId: 'I1', fields: [] } as const;
        await commit(store, {
          jobs: [aJob({ id: 'job-2', type: 'uncoupling' })],
          couplings: [remove('CUSTOMER', 'L1', 'I1'), { kind: 'put', coupling: aCoupling({ localId: 'L2' }) }],
          records: [{ jobId: 'job-2', record: removed }],
        });
        for (const at of [store, await tested.afterCrash()]) {
          assert.deepEqual(at.jobRecords(jobId), [created, failed]);
          assert.deepEqual(at.jobRecords('job-2'), [removed]);
        }
      });
    });

    test('says the same as the plainest store after any batches, before and after a crash', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(batches(), { maxLength: 12 }), async (all) => {
          const fresh = await open();
          try {
            const plain = new MemoryStore();
            for (const batch of all) {
              await plain.commit(batch);
              await commit(fresh.store, batch);
            }
            assert.deepEqual(everything(fresh.store), everything(plain));
            assert.deepEqual(everything(await fresh.afterCrash()), everything(plain));
          } finally {
            await fresh.dispose();
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}

async function put(store: StateStore, ...couplings: readonly Coupling[]): Promise<void> {
  await commit(store, { couplings: couplings.map((coupling) => ({ kind: 'put', coupling })) });
}

async function commit(store: StateStore, batch: StateBatch): Promise<void> {
  const committed = await store.commit(batch);
  assert.deepEqual(committed, { ok: true, value: undefined });
}

function remove(mapping: string, localId: string | null, integrationId: string | null) {
  return { kind: 'remove', mapping, localId, integrationId } as const;
}

/** Couplings of CUSTOMER, numbered from 1; their local ids are the numbers where `idOf` makes no others. */
function many(count: number, idOf: (number: number) => string = String): readonly Coupling[] {
  return Array.from({ length: count }, (_, index) =>
    aCoupling({ localId: idOf(index + 1), integrationId: `I${(index * 7919) % count}` }),
  );
}

function sorted(couplings: readonly Coupling[]): readonly Coupling[] {
  return [...couplings].sort((a, b) => ((a.localId ?? '') < (b.localId ?? '') ? -1 : 1));
}

function localIds(couplings: readonly Coupling[]): readonly (string | null)[] {
  return couplings.map(({ localId }) => localId);
}

function jobIds(store: StateStore, query: Parameters<StateStore['jobs']>[0]): readonly string[] {
  return store.jobs(query).map(({ id }) => id);
}

/** Few ids, so that couplings meet; each with whatever state it may have. */
function batches(): fc.Arbitrary<StateBatch> {
  const mapping = fc.constantFrom('CUSTOMER', 'CONTACTS');
  const localId = fc.constantFrom('L1', 'L2', 'L3', '00000000-0000-4000-8000-00000000000a');
  const integrationId = fc.constantFrom('I1', 'I2', 'I3', '00000000-0000-4000-8000-00000000000b');
  const ids = fc.oneof(
    fc.tuple(localId, integrationId),
    fc.tuple(localId, fc.constant(null)),
    fc.tuple(fc.constant(null), integrationId),
  );
  const jobId = fc.constantFrom('job-1', 'job-2');
  const failure = fc.option(
    jobId.map((id) => aFailure({ jobId: id })),
    { freq: 2 },
  );
  const change = fc.tuple(mapping, ids, failure, failure, fc.boolean(), fc.boolean(), fc.boolean(), fc.option(jobId));
  return fc
    .tuple(fc.array(fc.tuple(change, fc.boolean()), { maxLength: 6 }), jobId, mapping)
    .map(([changes, job, ofMapping]) => ({
      jobs: [aJob({ id: job, mapping: ofMapping })],
      couplings: changes.map(([[name, [local, integration], to, from, pending, skipped, fresh, lastJobId], isPut]) =>
        isPut
          ? {
              kind: 'put',
              coupling: aCoupling({
                mapping: name,
                localId: local,
                integrationId: integration,
                failures: { toIntegrationTable: to, fromIntegrationTable: from },
                pending: { toIntegrationTable: pending, fromIntegrationTable: fresh !== pending },
                skipped,
                lastJobId,
                ...(fresh && { fingerprints: null }),
              }),
            }
          : remove(name, local, integration),
      ),
      records: changes.map(([[, [local, integration], , , , isSkipped], isPut]) => ({
        jobId: job,
        record: {
          action: isPut ? 'couple' : 'uncouple',
          localId: local,
          integrationId: integration,
          fields: [],
          ...(isPut && { reason: 'matched' as const }),
          ...(isSkipped && { values: [{ before: local, after: null }] }),
        },
      })),
    }));
}

/** All that a store can be asked. */
function everything(store: StateStore): unknown {
  const names = ['CUSTOMER', 'CONTACTS'];
  return {
    counts: names.map((name) => store.countCoupled(name)),
    samples: names.map((name) => store.sampleCoupled(name, 64).length),
    pages: pagesOf(store),
    byState: (['ok', 'failed', 'skipped'] as const).map((state) => {
      const { couplings } = store.listCouplings({ state, limit: 100 });
      assert.ok(couplings.every((coupling) => couplingState(coupling) === state));
      return couplings;
    }),
    revisits: names.map((name) => [
      store.couplingsToRevisit(name, 'toIntegrationTable'),
      store.couplingsToRevisit(name, 'fromIntegrationTable'),
    ]),
    found: names.map((name) => [
      [...store.couplingsByIds(name, 'local', ['L1', 'L2', 'L3']).entries()].sort(),
      [...store.couplingsByIds(name, 'integration', ['I3', 'I2', 'I1']).entries()].sort(),
    ]),
    jobs: store.jobs({}),
    records: ['job-1', 'job-2'].map((id) => store.jobRecords(id)),
  };
}

function pagesOf(store: StateStore): readonly Coupling[] {
  const couplings: Coupling[] = [];
  for (let after: number | undefined; ;) {
    const page = store.listCouplings({ limit: 2, ...(after !== undefined && { after }) });
    couplings.push(...page.couplings);
    if (page.next === undefined) return couplings;
    after = page.next;
  }
}
