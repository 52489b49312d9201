import assert from 'node:assert/strict';
import { noCounts } from '../../../../src/core/model/job';
import type { Job } from '../../../../src/core/model/job';
import { daysFrom } from '../../../../src/extension/run/daysFrom';
import { needsTrust } from '../../../../src/extension/results/needsTrust';
import { openedFor } from '../../../../src/extension/results/openedFor';
import { workspaceOfState } from '../../../../src/extension/results/workspaceOfState';
import type { TandemWorkspace } from '../../../../src/extension/workbench';

const job = { id: 'j', runId: 'r', counters: { ...noCounts, failed: 2 } } as Job;
const workspaces = ['/north', '/south'].map((id) => ({ id }) as TandemWorkspace);

suite('Where the results view opens', () => {
  test('is a job’s records, or its errors where they are asked for and there are some', () => {
    assert.deepEqual(openedFor({ jobId: 'j' }, job, undefined), { place: 'records', runId: 'r', jobId: 'j' });
    assert.deepEqual(openedFor({}, job, { place: 'errors' }), { place: 'errors', runId: 'r', jobId: 'j' });
    const well = { ...job, counters: noCounts };
    assert.deepEqual(openedFor({}, well, { place: 'errors' }), { place: 'records', runId: 'r', jobId: 'j' });
  });

  test('is a mapping’s jobs, or all of them', () => {
    assert.deepEqual(openedFor({ mapping: 'CUSTOMER' }, undefined, undefined), { place: 'jobs', mapping: 'CUSTOMER' });
    assert.deepEqual(openedFor({}, undefined, undefined), { place: 'jobs' });
  });
});

suite('A results view of before a reload', () => {
  test('belongs to the workspace that its page kept', () => {
    assert.equal(workspaceOfState(workspaces, { workspaceId: '/south' })?.id, '/south');
  });

  test('belongs to none where that is gone, and to the only one where nothing was kept', () => {
    assert.equal(workspaceOfState(workspaces, { workspaceId: '/gone' }), undefined);
    assert.equal(workspaceOfState(workspaces, undefined), undefined);
    assert.equal(workspaceOfState(workspaces.slice(0, 1), undefined)?.id, '/north');
  });
});

suite('Without trust the results view', () => {
  test('looks, copies, exports and stops, and does nothing else', () => {
    assert.equal(needsTrust({ name: 'copy', text: '' }), false);
    assert.equal(needsTrust({ name: 'cancel' }), false);
    assert.equal(needsTrust({ name: 'synchronizeMapping', mapping: 'CUSTOMER' }), true);
    assert.equal(needsTrust({ name: 'retryRecord', mapping: 'CUSTOMER', localId: 'C1', integrationId: null }), true);
  });
});

suite('The days that logs of jobs are kept', () => {
  test('are whole and at least one; anything else keeps them for ever', () => {
    assert.equal(daysFrom(90), 90);
    for (const value of [0, -1, 1.5, '90', null, undefined, Infinity]) assert.equal(daysFrom(value), undefined);
  });
});
