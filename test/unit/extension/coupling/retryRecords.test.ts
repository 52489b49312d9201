import { strict as assert } from 'node:assert';
import { retryRecords } from '../../../../src/extension/coupling/retryRecords';
import { aMapping } from '../run/runBuilders';
import { requestsOf, story } from '../quickSteps/scriptedDialogue';
import type { Answers } from '../quickSteps/scriptedDialogue';

const customer = aMapping({ counts: { ok: 5, failed: 1, skipped: 3 } });
const vendor = aMapping({ name: 'VENDOR', counts: { ok: 5, failed: 0, skipped: 1 } });
const overview = { mappings: [customer, vendor, aMapping({ name: 'ITEM' })] };
const restoring = (restored: number): Answers => ({ 'run/retry': () => ({ restored }) });

suite('Retry', () => {
  test('gives back all, or the skipped records of a mapping', async () => {
    const told = story({ overview, replies: ['VENDOR'], answers: restoring(1) });
    assert.deepEqual(await retryRecords(told.tools), { restored: 1 });
    const [question] = told.questions;
    assert.deepEqual(
      question?.choices.map(({ label, description }) => `${label}: ${description}`),
      ['All table mappings: 4 skipped records', 'CUSTOMER: 3 skipped records', 'VENDOR: 1 skipped record'],
    );
    assert.deepEqual(requestsOf(told, 'run/retry'), [{ folder: '/work', mapping: 'VENDOR', records: [] }]);
    assert.deepEqual(told.told, ['1 record of VENDOR is given back to the next synchronization.']);
  });

  test('gives back chosen records, also those that have no local record', async () => {
    const records = [
      { mapping: 'CUSTOMER', localId: 'L1', integrationId: 'I1' },
      { mapping: 'CUSTOMER', localId: null, integrationId: 'I2' },
    ];
    const told = story({ overview, scope: { mappings: ['CUSTOMER'], records }, answers: restoring(2) });
    await retryRecords(told.tools);
    assert.deepEqual(requestsOf(told, 'run/retry'), [
      { folder: '/work', mapping: 'CUSTOMER', records: ['L1'], integrationRecords: ['I2'] },
    ]);
  });

  test('adds up what several mappings gave back', async () => {
    const told = story({ overview, scope: { mappings: ['CUSTOMER', 'VENDOR'] }, answers: restoring(2) });
    assert.deepEqual(await retryRecords(told.tools), { restored: 4 });
    assert.deepEqual(told.told, ['4 records of sample are given back to the next synchronization.']);
  });

  test('offers to synchronize at once what was given back, and no more', async () => {
    const press = 'Synchronize Modified Records';
    const told = story({ overview, scope: { mappings: ['VENDOR'] }, answers: restoring(1), press });
    await retryRecords(told.tools);
    assert.deepEqual(told.commands, [
      { command: 'tandem.synchronizeMapping', args: [{ workspaceId: '/work', mapping: 'VENDOR', mode: 'modified' }] },
    ]);
    const all = story({ overview, replies: ['All table mappings'], answers: restoring(4), press });
    await retryRecords(all.tools);
    assert.deepEqual(all.commands, [{ command: 'tandem.synchronizeModified', args: [{ workspaceId: '/work' }] }]);
  });

  test('says that a record was not skipped at all, and offers nothing', async () => {
    const press = 'Synchronize Modified Records';
    const records = [{ mapping: 'CUSTOMER', localId: 'L1', integrationId: 'I1' }];
    const told = story({ overview, scope: { records }, answers: restoring(0), press });
    assert.deepEqual(await retryRecords(told.tools), { restored: 0 });
    assert.deepEqual(told.told, ['This record is not skipped: the next synchronization looks at it anyway.']);
    assert.deepEqual(told.commands, []);
  });

  test('has nothing to ask where nothing is skipped', async () => {
    const told = story({ overview: { mappings: [aMapping()] } });
    assert.equal(await retryRecords(told.tools), undefined);
    assert.deepEqual(told.told, ['sample has no skipped records. There is nothing to retry.']);
  });

  test('says why it cannot be done', async () => {
    const error = {
      code: 'STATE_LOCKED',
      kind: 'run',
      message: 'Another run holds the state. Wait for its end.',
    } as const;
    const told = story({
      overview,
      scope: { mappings: ['VENDOR'] },
      answers: { 'run/retry': () => ({ ok: false, error }) },
    });
    assert.equal(await retryRecords(told.tools), undefined);
    assert.deepEqual(told.told, [error.message]);
  });
});
