import { strict as assert } from 'node:assert';
import { MemoryStore } from '../../support/memoryStore';
import { aCoupling } from '../../support/stateBuilders';
import { chooseSkipped } from '../../../src/service/chooseSkipped';
import type { RetryRequest } from '../../../src/service/workspaceService';

suite('Choosing the records to retry', () => {
  test('takes all of the mapping where none is named', async () => {
    assert.deepEqual(await chosen({ records: [] }), ['L1', 'I2', 'L3']);
  });

  test('takes those named by their local ids, as far as they are skipped', async () => {
    assert.deepEqual(await chosen({ records: ['L1', 'L4', 'unknown'] }), ['L1']);
  });

  test('takes a record that never had a local counterpart by its integration id, and no other', async () => {
    assert.deepEqual(await chosen({ records: [], integrationRecords: ['I2'] }), ['I2']);
    assert.deepEqual(await chosen({ records: ['L3'], integrationRecords: ['I2'] }), ['I2', 'L3']);
  });

  test('takes nothing where the ids mean nothing', async () => {
    assert.deepEqual(await chosen({ records: [], integrationRecords: ['L1'] }), []);
  });
});

/** The chosen ones of four couplings: three are skipped, the second has no local record. */
async function chosen(request: RetryRequest): Promise<readonly string[]> {
  const store = new MemoryStore();
  const couplings = [
    aCoupling({ localId: 'L1', integrationId: 'I1', skipped: true }),
    aCoupling({ localId: null, integrationId: 'I2', skipped: true }),
    aCoupling({ localId: 'L3', integrationId: null, skipped: true }),
    aCoupling({ localId: 'L4', integrationId: 'I4' }),
  ];
  await store.commit({ couplings: couplings.map((coupling) => ({ kind: 'put', coupling })) });
  const mapping = couplings[0]?.mapping ?? '';
  return chooseSkipped(store, mapping, request).map(({ localId, integrationId }) => localId ?? integrationId ?? '');
}
