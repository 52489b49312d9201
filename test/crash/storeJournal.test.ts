import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FoldStep } from '../../src/store/durableStore';
import type { OpenStateStore } from '../../src/store/openStateStore';
import type { StateFolder } from '../support/stateFolders';
import { aCoupling, anIntent } from '../support/stateBuilders';
import { makeStateFolder } from '../support/stateFolders';

suite('the state after a crash', () => {
  let state: StateFolder;
  setup(async () => {
    state = await makeStateFolder();
  });
  teardown(() => state.remove());

  test('holds every whole line of the journal, and nothing of a line that was cut at whatever byte', async () => {
    const store = await state.open();
    const journal = path.join(state.folder, journals()[0] as string);
    const ends = [0];
    for (const number of [1, 2, 3]) {
      await commitPair(store, number);
      ends.push(readFileSync(journal).length);
    }
    const whole = readFileSync(journal);
    for (let length = ends[1] as number; length <= whole.length; length++) {
      writeFileSync(journal, whole.subarray(0, length));
      const durable = ends.filter((end) => end <= length).length - 1;
      const reader = await state.open({ access: 'read' });
      assert.deepEqual(whatStands(reader), expected(durable), `cut to ${length} of ${whole.length} bytes`);
      await reader.close();
    }
  });

  test('can be written on when the last line was cut', async () => {
    const store = await state.open();
    await commitPair(store, 1);
    await commitPair(store, 2);
    const journal = path.join(state.folder, journals()[0] as string);
    const whole = readFileSync(journal);
    writeFileSync(journal, whole.subarray(0, whole.length - 10));
    const next = await state.open();
    await commitPair(next, 2);
    await commitPair(next, 3);
    assert.deepEqual(whatStands(await state.open()), expected(3));
  });

  const steps: readonly FoldStep[] = ['exported', 'snapshotReplaced', 'journalStarted', 'oldJournalsRemoved'];
  for (const step of steps) {
    test(`is whole when the process died in a fold right after ‘${step}’`, async () => {
      let armed = false;
      const store = await state.open({
        onStep: (reached) => {
          if (armed && reached === step) throw new Error('killed');
        },
      });
      await commitPair(store, 1);
      await store.recordIntents([anIntent()]);
      await commitPair(store, 2);
      armed = true;
      await store.fold();

      const reader = await state.open({ access: 'read' });
      assert.deepEqual(whatStands(reader), expected(2));
      assert.deepEqual(reader.openIntents(), [anIntent()]);
      const next = await state.open();
      assert.deepEqual(next.openIntents(), [anIntent()]);
      await commitPair(next, 3);
      assert.deepEqual(whatStands(await state.open()), expected(3));
      assert.equal(journals().length, 1);
    });
  }

  async function commitPair(store: OpenStateStore, number: number): Promise<void> {
    const couplings = ['a', 'b'].map((half) => {
      const ids = { localId: `L${number}${half}`, integrationId: `I${number}${half}` };
      return { kind: 'put', coupling: aCoupling({ ...ids, fingerprints: null }) } as const;
    });
    const cursor = { mapping: 'CUSTOMER', direction: 'toIntegrationTable', cursor: `${number}` } as const;
    assert.ok((await store.commit({ couplings, cursors: [cursor] })).ok);
  }

  function whatStands(store: OpenStateStore): unknown {
    return {
      cursor: store.cursor('CUSTOMER', 'toIntegrationTable'),
      coupled: store.countCoupled('CUSTOMER'),
      localIds: store.listCouplings({ limit: 100 }).couplings.map(({ localId }) => localId),
    };
  }

  function expected(pairs: number): unknown {
    const numbers = Array.from({ length: pairs }, (_, index) => index + 1);
    return {
      cursor: pairs === 0 ? null : `${pairs}`,
      coupled: pairs * 2,
      localIds: numbers.flatMap((number) => [`L${number}a`, `L${number}b`]),
    };
  }

  function journals(): readonly string[] {
    return readdirSync(state.folder).filter((name) => name.endsWith('.journal'));
  }
});
