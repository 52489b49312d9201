import { strict as assert } from 'node:assert';
import type { StateEntry } from '../../../src/store/stateTables';
import { aCoupling, aFailure, aJob, aKeptFailure, anIntent } from '../../support/stateBuilders';
import type { EntryText } from '../../../src/store/journalText';
import { journalEntry, journalText } from '../../../src/store/journalText';

suite('journalText', () => {
  test('says all of an entry', () => {
    const fields = ['name'];
    const entry: StateEntry = {
      shapes: [{ mapping: 'CUSTOMER', shape: { id: 1, fields: ['Name\u001Fname'], signature: 's' } }],
      intents: [anIntent(), anIntent({ jobId: 'job-2', integrationId: null, fields })],
      batch: {
        jobs: [aJob()],
        couplings: [
          {
            kind: 'put',
            coupling: aCoupling({
              lastJobId: 'job-1',
              pending: { toIntegrationTable: true, fromIntegrationTable: false },
            }),
          },
          { kind: 'put', coupling: aKeptFailure('L2', { skipped: true }) },
          { kind: 'remove', mapping: 'CONTACTS', localId: null, integrationId: 'I3' },
        ],
        records: [{ jobId: 'job-1', record: { action: 'insert', localId: 'L1', integrationId: 'I1', fields } }],
        errors: [{ jobId: 'job-1', error: { ...aFailure(), localId: 'L2', integrationId: null } }],
        cursors: [{ mapping: 'CUSTOMER', direction: 'fromIntegrationTable', cursor: null }],
        closeIntentsOf: ['job-1'],
      },
    };
    assert.deepEqual(journalEntry(JSON.parse(journalText(entry)) as EntryText), entry);
  });

  test('reads intents of older versions, which did not say when they were recorded', () => {
    const line = JSON.parse(journalText({ shapes: [], intents: [anIntent()], batch: {} })) as EntryText;
    const older = { ...line, intents: line.intents.map((item) => item.slice(0, 10)) } as unknown as EntryText;
    assert.deepEqual(journalEntry(older).intents, [anIntent({ at: null })]);
  });

  test('names the two ids of a coupling and its record once, also where another one was replaced by it', () => {
    const coupled = (localId: string) => ({ kind: 'put', coupling: aCoupling({ localId }) }) as const;
    const written = (localId: string, action: 'insert' | 'fail' = 'insert') => {
      return { jobId: 'job-1', record: { action, localId, integrationId: 'I1', fields: [] } } as const;
    };
    const batch = {
      couplings: [
        coupled('L1'),
        { kind: 'remove', mapping: 'CUSTOMER', localId: 'L2', integrationId: 'I9' },
        coupled('L2'),
      ],
      records: [written('L1'), written('elsewhere', 'fail'), written('L2')],
    } as const;
    const text = journalText({ shapes: [], intents: [], batch });
    assert.equal(text.split('"L1"').length, 2);
    assert.deepEqual(journalEntry(JSON.parse(text) as EntryText).batch.records, batch.records);
  });

  test('reads records of older versions, which held their ids themselves', () => {
    const line = JSON.parse(journalText({ shapes: [], intents: [], batch: {} })) as EntryText;
    const older = {
      ...line,
      names: ['job-1'],
      fields: [['name']],
      records: [
        [0, 'insert', 'L1', 'I1', 0],
        [0, 'fail', null, 'I2', 0, 'new'],
      ],
    } as EntryText;
    assert.deepEqual(journalEntry(older).batch.records, [
      { jobId: 'job-1', record: { action: 'insert', localId: 'L1', integrationId: 'I1', fields: ['name'] } },
      {
        jobId: 'job-1',
        record: { action: 'fail', localId: null, integrationId: 'I2', fields: ['name'], reason: 'new' },
      },
    ]);
  });

  test('names a repeated mapping, job and field list once', () => {
    const fields = ['name'];
    const couplings = ['L1', 'L2'].map(
      (localId) => ({ kind: 'put', coupling: aCoupling({ localId, lastJobId: 'job-1' }) }) as const,
    );
    const records = ['L1', 'L2'].map((localId) => ({
      jobId: 'job-1',
      record: { action: 'insert', localId, integrationId: 'I1', fields } as const,
    }));
    const text = journalText({ shapes: [], intents: [], batch: { couplings, records } });
    for (const once of ['CUSTOMER', 'job-1', 'name"]']) assert.equal(text.split(once).length, 2, once);
  });
});
