import { strict as assert } from 'node:assert';
import type { JobRecord } from '../../../src/core/model/job';
import type { OpenStateStore } from '../../../src/store/openStateStore';
import type { StateFolder } from '../../support/stateFolders';
import { aCoupling, aJob, aKeptFailure } from '../../support/stateBuilders';
import { makeStateFolder } from '../../support/stateFolders';

suite('A state’s job log, looked through', () => {
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

  test('tells the jobs of one run, oldest first', async () => {
    const runs = [
      ['job-1', 'run-1'],
      ['job-2', 'run-2'],
      ['job-3', 'run-2'],
    ] as const;
    await store.commit({ jobs: runs.map(([id, runId]) => aJob({ id, runId })) });
    assert.deepEqual(
      store.browser.jobsOfRun('run-2').map(({ id }) => id),
      ['job-2', 'job-3'],
    );
    assert.deepEqual(store.browser.jobsOfRun('run-9'), []);
  });

  test('counts a job’s failures by their codes, anew when more come', async () => {
    await store.commit({ jobs: [aJob()], errors: [anError('L1', 'TEXT_TOO_LONG'), anError('L2', 'UPDATE_CONFLICT')] });
    assert.deepEqual([...store.browser.failureCounts('job-1')].sort(), [
      ['TEXT_TOO_LONG', 1],
      ['UPDATE_CONFLICT', 1],
    ]);
    await store.commit({ errors: [anError('L3', 'TEXT_TOO_LONG')] });
    assert.equal(store.browser.failureCounts('job-1').get('TEXT_TOO_LONG'), 2);
    assert.equal(store.browser.failureCounts('job-2').size, 0);
  });

  test('tells what jobs did to a record newest first, also before it had its present counterpart', async () => {
    await happened('job-1', { action: 'fail', localId: 'L1', integrationId: null });
    await store.commit({ couplings: [{ kind: 'put', coupling: aKeptFailure('L1') }] });
    await store.commit({ couplings: [{ kind: 'put', coupling: aCoupling() }] });
    await happened('job-2', { action: 'insert', localId: 'L1', integrationId: 'I1' });
    await happened('job-2', { action: 'modify', localId: 'L1', integrationId: 'I1' });
    await store.commit({ couplings: [{ kind: 'remove', mapping: 'CUSTOMER', localId: 'L1', integrationId: 'I1' }] });
    await happened('job-3', { action: 'insert', localId: 'L1', integrationId: 'I2' });
    await store.commit({ couplings: [{ kind: 'put', coupling: aCoupling({ integrationId: 'I2' }) }] });
    await happened('job-3', { action: 'modify', localId: 'L2', integrationId: 'I9' });

    assert.deepEqual(story({ localId: 'L1', integrationId: 'I2' }), [
      'job-3 insert L1 I2',
      'job-2 modify L1 I1',
      'job-2 insert L1 I1',
      'job-1 fail L1 null',
    ]);
    assert.deepEqual(story({ localId: null, integrationId: 'I1' }), ['job-2 modify L1 I1', 'job-2 insert L1 I1']);
    assert.deepEqual(story({ localId: 'L3', integrationId: null }), []);
  });

  test('keeps the stories of records with the same id in two mappings apart', async () => {
    await happened('job-1', { action: 'insert', localId: 'L1', integrationId: 'I1' }, 'CUSTOMER');
    await happened('job-2', { action: 'modify', localId: 'L1', integrationId: 'I1' }, 'CONTACTS');
    assert.deepEqual(story({ localId: 'L1', integrationId: null }), ['job-1 insert L1 I1']);
    assert.deepEqual(store.browser.recordHistory('NOBODY', { localId: 'L1', integrationId: null }), []);
  });

  async function happened(jobId: string, record: Omit<JobRecord, 'fields'>, mapping = 'CUSTOMER'): Promise<void> {
    const committed = await store.commit({
      jobs: [aJob({ id: jobId, mapping })],
      records: [{ jobId, record: { ...record, fields: [] } }],
    });
    assert.ok(committed.ok);
  }

  function story(ids: Pick<JobRecord, 'localId' | 'integrationId'>): readonly string[] {
    return store.browser
      .recordHistory('CUSTOMER', ids)
      .map(({ job, record }) => `${job.id} ${record.action} ${record.localId} ${record.integrationId}`);
  }
});

function anError(localId: string, code: 'TEXT_TOO_LONG' | 'UPDATE_CONFLICT') {
  const error = { localId, integrationId: null, code, message: 'It failed.', at: '2026-11-21T08:00:00.000Z' };
  return { jobId: 'job-1', error };
}
