import assert from 'node:assert/strict';
import type { Coupling } from '../../../src/core/model/coupling';
import type { JobRecord } from '../../../src/core/model/job';
import type { MemoryRow } from '../../support/memoryConnector';
import { aCoupling, aJob, aKeptFailure } from '../../support/stateBuilders';
import { aMapping } from '../../support/planBuilders';
import { aRun } from './runBuilders';
import { fingerprintFields } from '../../../src/core/transfer/fingerprint';
import { settleOutcomes } from '../../../src/core/job/settleOutcomes';

const customerId = '00000000-0000-4000-8000-000000000001';
const accountId = '00000000-0000-4000-8000-0000000000a1';
const stamp = '2026-11-21T08:00:00.000Z';
const account = { accountid: accountId, name: 'Adatum', city: 'Oslo', modifiedon: stamp };
const prepared = coupled({ localId: customerId, integrationId: accountId });
const created = record('insert', prepared);

suite('settleOutcomes, after a crash between prepare and commit', () => {
  test('keeps what was flushed', async () => {
    assert.deepEqual(await settle([prepared], [created], [account]), [[customerId, accountId]]);
  });

  test('drops what was not: nothing of it was written', async () => {
    assert.deepEqual(await settle([prepared], [created], []), []);
  });

  test('keeps a created record that somebody has changed since', async () => {
    const later = { ...account, name: 'Adatum & Sons', modifiedon: '2026-11-21T09:00:00.000Z' };
    assert.deepEqual(await settle([prepared], [created], [later]), [[customerId, accountId]]);
  });

  test('drops a change to a record whose stamp is another: it is decided anew', async () => {
    const older = { ...account, modifiedon: '2026-11-20T08:00:00.000Z' };
    assert.deepEqual(await settle([prepared], [record('modify', prepared)], [older]), []);
  });

  test('drops kept failures: their records are tried again', async () => {
    assert.deepEqual(await settle([aKeptFailure('L9')], [], [account]), []);
  });
});

suite('settleOutcomes, where ids are numbers', () => {
  const numbered = coupled({ localId: customerId, integrationId: '7' });
  const moved = { accountid: '7', name: 'Adatum', city: 'Oslo', modifiedon: '2026-11-21T09:00:00.000Z' };

  test('knows a created record by its content', async () => {
    assert.deepEqual(await settle([numbered], [record('insert', numbered)], [moved]), [[customerId, '7']]);
  });

  test('leaves alone a record that somebody else created with the same number', async () => {
    assert.deepEqual(await settle([numbered], [record('insert', numbered)], [{ ...moved, name: 'Fabrikam' }]), []);
  });
});

/** Settles what was prepared; tells the pairs that are coupled then. */
async function settle(couplings: readonly Coupling[], records: readonly JobRecord[], accounts: readonly MemoryRow[]) {
  const compiled = aMapping({});
  const run = aRun({ mappings: [compiled], integration: { account: accounts } });
  run.store.shape('CUSTOMER', compiled.fieldKeys, compiled.signature);
  await run.store.commit({ jobs: [aJob()] });
  run.store.stage({
    direction: 'toIntegrationTable',
    couplings: couplings.map((coupling) => ({ kind: 'put', coupling }) as const),
    records: records.map((each) => ({ jobId: 'job-1', record: each })),
    errors: [],
  });
  await run.store.prepare();
  run.store.simulateCrash();
  const settled = await settleOutcomes(run.context);
  const pairs = run.store.listCouplings({ limit: 10 }).couplings.map((each) => [each.localId, each.integrationId]);
  assert.deepEqual(settled, { ok: true, value: pairs.length });
  assert.deepEqual(run.store.openOutcomes(), []);
  return pairs;
}

function coupled(ids: Pick<Coupling, 'localId' | 'integrationId'>): Coupling {
  const prints = fingerprintFields(['Adatum', 'Oslo']);
  return aCoupling({
    ...ids,
    integrationModifiedOn: stamp,
    fingerprints: { shape: 1, local: prints, integration: prints },
  });
}

function record(action: 'insert' | 'modify', { localId, integrationId }: Coupling): JobRecord {
  return { action, localId, integrationId, fields: ['name', 'city'] };
}
