import { strict as assert } from 'node:assert';
import { coupleRecords } from '../../../../src/extension/coupling/coupleRecords';
import { aMapping } from '../run/runBuilders';
import { aRun, labels, requestsOf, story, writingRequests } from '../quickSteps/scriptedDialogue';
import type { Answers } from '../quickSteps/scriptedDialogue';
import type { CouplingLine, FoundRecord } from '../../../../src/protocol/workerProtocol';

const cannon = aRecord('L1', '10000', '10000 Cannon Group PLC');
const selangor = aRecord('L2', '20000', '20000 Selangorian Ltd.', { coupled: true });
const cannonAccount = aRecord('I1', 'I1', 'Cannon Group');
const otherAccount = aRecord('I9', 'I9', 'Adventure Works');

suite('Couple records', () => {
  test('asks for both records, and what to do with them, and couples', async () => {
    const told = story({
      replies: ['10000 Cannon Group PLC', 'Cannon Group', 'Only couple'],
      answers: systems(),
    });
    const result = await coupleRecords(told.tools);
    assert.equal(result?.totals.coupled, 1);
    assert.deepEqual(requestsOf(told, 'run/couple'), [
      { folder: '/work', mapping: 'CUSTOMER', localId: 'L1', integrationId: 'I1', progressToken: 'token' },
    ]);
    assert.deepEqual(told.told, [
      '10000 Cannon Group PLC and Cannon Group are coupled in CUSTOMER. Synchronize them when you are ready.',
    ]);
    assert.deepEqual(
      told.questions.map(({ prompt, place }) => `${place} ${prompt}`),
      [
        '1/3 Which record of Customer? Type part of its key or name.',
        '2/3 Which record of account belongs to 10000 Cannon Group PLC?',
        '3/3 Synchronize the two records now?',
      ],
    );
  });

  test('asks for the mapping first where there are several', async () => {
    const told = story({
      replies: ['VENDOR', 'escape'],
      overview: { mappings: [aMapping(), aMapping({ name: 'VENDOR', table: 'Vendor' })] },
      answers: systems(),
    });
    assert.equal(await coupleRecords(told.tools), undefined);
    assert.deepEqual(labels(told.questions[0] ?? { choices: [] }), ['CUSTOMER', 'VENDOR']);
    assert.match(told.questions[1]?.prompt ?? '', /Vendor/);
  });

  test('synchronizes at once in the direction the user says', async () => {
    const told = story({
      replies: ['10000 Cannon Group PLC', 'Cannon Group', 'Couple and synchronize to account'],
      answers: systems(),
    });
    await coupleRecords(told.tools);
    assert.equal(requestsOf(told, 'run/couple')[0]?.direction, 'toIntegrationTable');
    assert.match(told.told[0] ?? '', /coupled in CUSTOMER and in step\.$/);
  });

  test('offers only the ways that the mapping goes', async () => {
    const told = story({
      replies: ['10000 Cannon Group PLC', 'Cannon Group', 'escape'],
      overview: { mappings: [aMapping({ direction: 'fromIntegrationTable' })] },
      answers: systems(),
    });
    await coupleRecords(told.tools);
    assert.deepEqual(labels(told.questions[2] ?? { choices: [] }), [
      'Only couple',
      'Couple and synchronize to Customer',
    ]);
  });

  test('searches the counterpart by the record’s name, and names the likely match first', async () => {
    const told = story({ replies: ['10000 Cannon Group PLC', 'escape'], answers: systems() });
    await coupleRecords(told.tools);
    const question = told.questions[1];
    assert.equal(question?.value, 'Cannon Group PLC');
    assert.deepEqual(
      requestsOf(told, 'records/find').map(({ search }) => search),
      ['', 'Cannon Group PLC', 'Cannon'],
    );
    const [hint, first] = question?.choices ?? [];
    assert.match(hint?.label ?? '', /^No record of account contains “Cannon Group PLC”\.$/);
    assert.deepEqual([first?.label, first?.description], ['Cannon Group', 'likely match']);
  });

  test('shows coupled records as such, and refuses them with the reason', async () => {
    const told = story({ replies: ['20000 Selangorian Ltd.', 'escape'], answers: systems() });
    await coupleRecords(told.tools);
    const choice = told.questions[0]?.choices.find(({ label }) => label === '20000 Selangorian Ltd.');
    assert.deepEqual([choice?.description, choice?.heading], ['coupled already', 'Coupled already']);
    assert.deepEqual(told.told, ['20000 Selangorian Ltd. is coupled in CUSTOMER already. Remove that coupling first.']);
  });

  test('takes the known side of a record that failed before it had a counterpart', async () => {
    const told = story({
      replies: ['Cannon Group', 'Only couple'],
      answers: systems(),
      scope: { mappings: ['CUSTOMER'], records: [{ mapping: 'CUSTOMER', localId: 'L1', integrationId: null }] },
    });
    await coupleRecords(told.tools);
    assert.match(told.questions[0]?.prompt ?? '', /belongs to 10000 Cannon Group PLC\?$/);
    assert.equal(told.questions[0]?.place, '1/2');
    assert.equal(requestsOf(told, 'run/couple')[0]?.localId, 'L1');
  });

  test('takes two selected records, one of each side, as the pair', async () => {
    const told = story({
      replies: ['Only couple'],
      answers: systems(),
      scope: {
        mappings: ['CUSTOMER'],
        records: [
          { mapping: 'CUSTOMER', localId: 'L1', integrationId: null },
          { mapping: 'CUSTOMER', localId: null, integrationId: 'I1' },
        ],
      },
    });
    await coupleRecords(told.tools);
    assert.equal(requestsOf(told, 'run/couple')[0]?.integrationId, 'I1');
  });

  test('refuses several pairs at once', async () => {
    const record = { mapping: 'CUSTOMER', integrationId: null };
    const records = [
      { ...record, localId: 'L1' },
      { ...record, localId: 'L2' },
    ];
    const told = story({ answers: systems(), scope: { mappings: ['CUSTOMER'], records } });
    assert.equal(await coupleRecords(told.tools), undefined);
    assert.match(told.told[0] ?? '', /one pair at a time/);
  });

  test('refuses a record that is coupled already before it asks anything', async () => {
    const told = story({
      answers: systems({ couplings: [aLine({ localId: 'L1', integrationId: 'I1' })] }),
      scope: { mappings: ['CUSTOMER'], records: [{ mapping: 'CUSTOMER', localId: 'L1', integrationId: 'I1' }] },
    });
    assert.equal(await coupleRecords(told.tools), undefined);
    assert.equal(told.questions.length, 0);
    assert.match(told.told[0] ?? '', /is coupled in CUSTOMER already\. Remove that coupling first\.$/);
  });

  test('keeps what was chosen when the user goes back', async () => {
    const told = story({
      replies: ['10000 Cannon Group PLC', 'Cannon Group', 'back', 'back', 'escape'],
      answers: systems(),
    });
    await coupleRecords(told.tools);
    assert.deepEqual(
      told.questions.map(({ value }) => value),
      ['', 'Cannon Group PLC', '', 'Cannon Group', 'Cannon Group PLC'],
    );
  });

  for (const replies of [
    ['escape'],
    ['10000 Cannon Group PLC', 'escape'],
    ['10000 Cannon Group PLC', 'Cannon Group', 'escape'],
  ]) {
    test(`changes nothing on Escape at question ${replies.length}`, async () => {
      const told = story({ replies, answers: systems() });
      assert.equal(await coupleRecords(told.tools), undefined);
      assert.deepEqual(writingRequests(told), []);
    });
  }

  test('says why a search finds nothing', async () => {
    const error = { code: 'LOCKED', kind: 'run', message: 'dataverse cannot be reached. Check the file.' } as const;
    const told = story({
      replies: ['dataverse cannot be reached. Check the file.', 'escape'],
      answers: { 'records/find': () => ({ ok: false, error }) },
    });
    await coupleRecords(told.tools);
    assert.deepEqual(told.told, [error.message]);
  });

  test('names production in the title', async () => {
    const told = story({ replies: ['escape'], answers: systems(), production: true });
    await coupleRecords(told.tools);
    assert.equal(told.questions[0]?.title, 'Couple Records (sample, production)');
  });

  test('sends a workspace without mappings to New Table Mapping', async () => {
    const told = story({ overview: { mappings: [] } });
    assert.equal(await coupleRecords(told.tools), undefined);
    assert.match(told.told[0] ?? '', /Add one with New Table Mapping\.$/);
  });
});

/** Two customers, one of them coupled, and two accounts. */
function systems({ couplings = [] }: { readonly couplings?: readonly CouplingLine[] } = {}): Answers {
  const records = { local: [cannon, selangor], integration: [otherAccount, cannonAccount] };
  return {
    'records/find': ({ side, search }) => ({
      records: records[side].filter(({ title }) => title.includes(search)),
      more: false,
    }),
    'records/compare': ({ localId, integrationId }) => ({
      localTitle: localId === 'L1' ? cannon.title : null,
      integrationTitle: integrationId === 'I1' ? cannonAccount.title : null,
      fields: [],
    }),
    'couplings/page': () => ({ couplings, counts: { ok: couplings.length, failed: 0, skipped: 0 } }),
    'run/couple': () => aRun(),
  };
}

function aRecord(id: string, key: string, title: string, changes: Partial<FoundRecord> = {}): FoundRecord {
  return { id, key, title, inFilter: true, coupled: false, ...changes };
}

function aLine(changes: Partial<CouplingLine>): CouplingLine {
  return {
    mapping: 'CUSTOMER',
    localId: null,
    integrationId: null,
    state: 'ok',
    localTitle: null,
    integrationTitle: null,
    lastJobId: null,
    failure: null,
    ...changes,
  };
}
