import { strict as assert } from 'node:assert';
import type { Job, JobError, JobRecord } from '../../../../src/core/model/job';
import type { OpenStateStore } from '../../../../src/store/openStateStore';
import type { RecordsQuestion } from '../../../../src/protocol/resultsProtocol';
import type { StateFolder } from '../../../support/stateFolders';
import type { TitledRecords } from '../../../../src/store/stateBrowser';
import { aCoupling, aJob } from '../../../support/stateBuilders';
import { errorGroups } from '../../../../src/service/results/errorGroups';
import { listRecords } from '../../../../src/service/results/recordList';
import { makeStateFolder } from '../../../support/stateFolders';
import { noTitles, recordRow } from '../../../../src/service/results/recordRow';
import { runLines } from '../../../../src/service/results/runLines';

suite('What a run did, record by record', () => {
  let state: StateFolder;
  let store: OpenStateStore;
  const to = aJob({ id: 'to', status: 'finished', finishedAt: '2026-11-21T08:00:05.000Z' });
  const from = aJob({ ...to, id: 'from', direction: 'fromIntegrationTable' });
  setup(async () => {
    state = await makeStateFolder();
    store = await state.open();
    await store.commit({
      jobs: [to, from],
      records: [
        did('to', 'insert', 1),
        did('to', 'modify', 2, { reason: 'changed', fields: ['name', 'city'] }),
        did('to', 'fail', 3),
        did('to', 'skip', 4),
        did('to', 'skip', 5, { reason: 'setAside' }),
        did('to', 'insert', 6),
        did('from', 'modify', 2, { reason: 'changed', fields: ['Name'] }),
        did('from', 'couple', 7, { reason: 'matched' }),
      ],
      errors: [
        failed('to', 3, 'TEXT_TOO_LONG', 'Name is too long.'),
        failed('to', 4, 'UPDATE_CONFLICT', 'Both records changed.'),
      ],
    });
  });
  teardown(async () => {
    await store.close();
    state.remove();
  });

  test('is listed whole without a counter, in the jobs’ order', () => {
    assert.deepEqual(ids({}), ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L2', 'L7']);
  });

  test('is exactly what a counter counted', () => {
    assert.deepEqual(ids({ counter: 'inserted' }), ['L1', 'L6']);
    assert.deepEqual(ids({ counter: 'modified' }), ['L2', 'L2']);
    assert.deepEqual(ids({ counter: 'failed' }), ['L3']);
    assert.deepEqual(ids({ counter: 'skipped' }), ['L4', 'L5']);
    assert.deepEqual(ids({ counter: 'coupled' }), ['L7']);
    assert.deepEqual(ids({ counter: 'uncoupled' }), []);
    assert.deepEqual(ids({ counter: 'deleted' }), []);
  });

  test('is shown page by page across the jobs, each record once', () => {
    const pages = [0, 3, 6, 9].map((offset) => list({ offset, limit: 3 }));
    assert.deepEqual(pages.map(idsOf), [['L1', 'L2', 'L3'], ['L4', 'L5', 'L6'], ['L2', 'L7'], []]);
    assert.deepEqual(
      pages.map(({ total }) => total),
      [8, 8, 8, 8],
    );
  });

  test('tells why: the failure’s message and code, else the reason in words', () => {
    assert.deepEqual(words({ counter: 'failed' }), [['Name is too long.', 'TEXT_TOO_LONG']]);
    assert.deepEqual(words({ counter: 'skipped' }), [
      ['Both records changed.', 'UPDATE_CONFLICT'],
      ['It was set aside after it failed repeatedly.', null],
    ]);
  });

  test('is narrowed to a code, and then its counts and pages are those', () => {
    const answer = list({ code: 'UPDATE_CONFLICT', limit: 1 });
    assert.deepEqual([idsOf(answer), answer.total], [['L4'], 1]);
    assert.equal(list({ code: 'WRITE_REFUSED' }).total, 0);
  });

  test('is searched by id, field, code, reason and message, whatever the case', () => {
    assert.deepEqual(ids({ search: 'l7' }), ['L7']);
    assert.deepEqual(ids({ search: 'i3' }), ['L3']);
    assert.deepEqual(ids({ search: 'CITY' }), ['L2']);
    assert.deepEqual(ids({ search: 'update_c' }), ['L4']);
    assert.deepEqual(ids({ search: 'only record that matches' }), ['L7']);
    assert.deepEqual(ids({ search: 'TOO LONG' }), ['L3']);
    assert.deepEqual(ids({ search: 'nothing like it' }), []);
    assert.deepEqual(ids({ search: 'name', counter: 'modified', offset: 1, limit: 1 }), ['L2']);
  });

  test('is searched by title, for the records of the mapping and side that have it', () => {
    const titled = (mapping: string, side: 'local' | 'integration', id: string): readonly TitledRecords[] => [
      { mapping, side, ids: new Set([id]) },
    ];
    assert.deepEqual(ids({ search: 'Adatum' }, titled('CUSTOMER', 'local', 'L6')), ['L6']);
    assert.deepEqual(ids({ search: 'Trey' }, titled('CUSTOMER', 'integration', 'I1')), ['L1']);
    assert.deepEqual(ids({ search: 'Trey Ltd.' }, titled('CONTACTS', 'integration', 'I1')), []);
  });

  test('is another list when the same search finds other titles', () => {
    const titled = (id: string): readonly TitledRecords[] => [
      { mapping: 'CUSTOMER', side: 'local', ids: new Set([id]) },
    ];
    assert.deepEqual(ids({ search: 'Adatum' }, titled('L6')), ['L6']);
    assert.deepEqual(ids({ search: 'Adatum' }, titled('L1')), ['L1']);
  });

  test('is found anew when the run went on meanwhile', async () => {
    assert.deepEqual(ids({ search: 'L8' }), []);
    await store.commit({ records: [did('to', 'insert', 8)] });
    assert.deepEqual(ids({ search: 'L8' }), ['L8']);
  });

  test('keeps its words when the coupling has become another one since', async () => {
    await store.commit({
      couplings: [{ kind: 'put', coupling: aCoupling({ localId: 'L3', integrationId: 'I33' }) }],
    });
    assert.deepEqual(words({ counter: 'failed' }), [['Name is too long.', 'TEXT_TOO_LONG']]);
  });

  test('tells what fields held before and after, and where a value is cut', async () => {
    const values = [
      { before: 'Adatum', after: 'Trey' },
      { before: null, after: { start: 'Once upon' } },
    ];
    await store.commit({ records: [did('to', 'modify', 9, { fields: ['name', 'note'], values })] });
    const [listed] = list({ search: 'L9' }).items;
    assert.deepEqual(listed && recordRow(listed, noTitles).fields, [
      { field: 'name', before: 'Adatum', after: 'Trey' },
      { field: 'note', before: null, after: 'Once upon…', cut: true },
    ]);
    const [unvalued] = list({ counter: 'modified' }).items;
    assert.deepEqual(unvalued && recordRow(unvalued, noTitles).fields, [{ field: 'name' }, { field: 'city' }]);
  });

  test('groups what failed by code, the commonest first, with an example and what resolves it', async () => {
    await store.commit({
      jobs: [{ ...from, id: 'contacts', mapping: 'CONTACTS' }],
      errors: [failed('contacts', 1, 'UPDATE_CONFLICT', 'Both contacts changed.')],
    });
    const groups = errorGroups(store.browser, [...jobs(), { ...from, id: 'contacts', mapping: 'CONTACTS' }]);
    assert.deepEqual(
      groups.map(({ code, class: kind, count, mappings, example }) => [code, kind, count, mappings, example.reason]),
      [
        ['UPDATE_CONFLICT', 'conflict', 2, ['CUSTOMER', 'CONTACTS'], 'Both records changed.'],
        ['TEXT_TOO_LONG', 'data', 1, ['CUSTOMER'], 'Name is too long.'],
      ],
    );
    assert.match(groups[0]?.nextStep ?? '', /^Choose a side/);
    assert.deepEqual(errorGroups(store.browser, [from]), []);
  });

  test('is one line among the runs, newest first; a run that goes on has no end', async () => {
    const second = aJob({ id: 'second', runId: 'run-2', startedAt: '2026-11-22T08:00:00.000Z' });
    await store.commit({ jobs: [second] });
    const names = { systems: { local: 'here', integration: 'there' }, table: () => 'Customer' };
    const lines = runLines(store.browser, names, 10);
    assert.deepEqual(
      lines.map(({ runId, startedAt, finishedAt, jobs: own }) => [
        runId,
        startedAt,
        finishedAt,
        own.map(({ id }) => id),
      ]),
      [
        ['run-2', '2026-11-22T08:00:00.000Z', null, ['second']],
        ['run-1', '2026-11-21T08:00:00.000Z', '2026-11-21T08:00:05.000Z', ['to', 'from']],
      ],
    );
    assert.equal(runLines(store.browser, names, 1).length, 1);
  });

  function jobs(): readonly Job[] {
    return [to, from];
  }

  function list(question: Partial<RecordsQuestion>, titled: readonly TitledRecords[] = []) {
    return listRecords(store.browser, jobs(), { search: '', offset: 0, limit: 100, ...question }, titled);
  }

  function ids(question: Partial<RecordsQuestion>, titled?: readonly TitledRecords[]) {
    return idsOf(list(question, titled));
  }

  function words(question: Partial<RecordsQuestion>) {
    return list(question).items.map(({ reason, code }) => [reason, code]);
  }
});

function idsOf({ items }: ReturnType<typeof listRecords>): readonly (string | null)[] {
  return items.map(({ record }) => record.localId);
}

function did(jobId: string, action: JobRecord['action'], number: number, changes: Partial<JobRecord> = {}) {
  const record = { action, localId: `L${number}`, integrationId: `I${number}`, fields: [], ...changes };
  return { jobId, record };
}

function failed(jobId: string, number: number, code: JobError['code'], message: string) {
  const at = '2026-11-21T08:00:01.000Z';
  return { jobId, error: { localId: `L${number}`, integrationId: `I${number}`, code, message, at } };
}
