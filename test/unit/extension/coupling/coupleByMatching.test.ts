import { strict as assert } from 'node:assert';
import { coupleByMatching } from '../../../../src/extension/coupling/coupleByMatching';
import { aMapping, anItem, aPlannedMapping, aSummary } from '../run/runBuilders';
import { aRun, labels, requestsOf, story, writingRequests } from '../quickSteps/scriptedDialogue';
import type { Answers, Story } from '../quickSteps/scriptedDialogue';
import type { Counters } from '../../../../src/core/model/job';
import type { FieldOverview } from '../../../../src/protocol/workerProtocol';

const eMail = aField('E-Mail', 'emailaddress1', { match: { priority: 1, caseSensitive: false } });
const name = aField('Name', 'name', { match: { priority: 2, caseSensitive: true } });
const city = aField('City', 'address1_city');
const customer = aMapping({ fields: [eMail, name, city, aField('Type', 'type', { enabled: false })] });
const overview = { mappings: [customer] };

const ways = 'Couple 3 records';
const leave = 'Leave records without a match as they are';

suite('Match-based coupling', () => {
  test('begins with the match fields of the file, and couples by them', async () => {
    const told = story({
      overview,
      replies: ['as picked', 'As the mapping file says', 'as picked', leave, ways],
      answers: worker({ coupled: 3 }),
    });
    const result = await coupleByMatching(told.tools);
    assert.equal(result?.totals.coupled, 1);
    const criteria = [
      { localField: 'E-Mail', integrationField: 'emailaddress1', priority: 1, caseSensitive: false },
      { localField: 'Name', integrationField: 'name', priority: 2, caseSensitive: true },
    ];
    const request = { folder: '/work', mapping: 'CUSTOMER', createNew: false, criteria };
    assert.deepEqual(requestsOf(told, 'run/coupleByMatching'), [
      { ...request, progressToken: 'token', acceptMissing: false },
    ]);
    assert.deepEqual(requestsOf(told, 'plan/coupleByMatching')[0]?.criteria, criteria);
    assert.deepEqual(told.told, ['run: Coupling by matching in CUSTOMER']);
  });

  test('offers every enabled pair of fields, and needs one', async () => {
    const told = story({ overview, replies: [[], 'escape'] });
    await coupleByMatching(told.tools);
    assert.deepEqual(labels(first(told)), ['E-Mail = emailaddress1', 'Name = name', 'City = address1_city']);
    assert.deepEqual(
      first(told).choices.map(({ picked }) => picked),
      [true, true, false],
    );
    assert.deepEqual(told.told, ['Choose one pair of fields at least.']);
  });

  test('asks the fields all together where the user says so', async () => {
    const told = story({
      overview,
      replies: [['Name = name', 'City = address1_city'], 'All together', [], leave, ways],
      answers: worker({ coupled: 3 }),
    });
    await coupleByMatching(told.tools);
    assert.deepEqual(prioritiesOf(told), ['Name 1', 'City 1']);
    assert.deepEqual(labels(told.questions[1] ?? { choices: [] }), ['One after the other', 'All together']);
  });

  test('puts fields into groups of the user’s choice, the rest last', async () => {
    const all = ['E-Mail = emailaddress1', 'Name = name', 'City = address1_city'];
    const told = story({
      overview,
      replies: [all, 'In groups of your choice', ['City = address1_city'], ['Name = name'], [], leave, ways],
      answers: worker({ coupled: 3 }),
    });
    await coupleByMatching(told.tools);
    assert.deepEqual(prioritiesOf(told), ['City 1', 'Name 2', 'E-Mail 3']);
  });

  test('does not ask for an order of one field', async () => {
    const told = story({
      overview,
      replies: [['City = address1_city'], ['City = address1_city'], leave, ways],
      answers: worker({ coupled: 3 }),
    });
    await coupleByMatching(told.tools);
    assert.deepEqual(requestsOf(told, 'run/coupleByMatching')[0]?.criteria, [
      { localField: 'City', integrationField: 'address1_city', priority: 1, caseSensitive: true },
    ]);
  });

  test('shows what would couple before it does, and why the rest would not', async () => {
    const told = story({
      overview,
      replies: [['City = address1_city'], [], 'Create records for those without a match', 'escape'],
      answers: worker({ coupled: 2, inserted: 5, failed: 1 }),
    });
    assert.equal(await coupleByMatching(told.tools), undefined);
    const question = told.questions.at(-1);
    assert.equal(question?.prompt, 'Nothing is coupled yet.');
    assert.deepEqual(labels(question ?? { choices: [] }), [
      'Couple 2 records and create 5',
      'Show Preview',
      '10000',
      '20000',
    ]);
    assert.equal(
      question?.choices[0]?.detail,
      'New records are created in account. 1 record stays uncoupled: nothing matches it, or several records do.',
    );
    assert.deepEqual(
      question?.choices.map(({ heading }) => heading),
      [undefined, undefined, 'Would be coupled', 'Would stay uncoupled'],
    );
    assert.deepEqual(writingRequests(told), []);
  });

  test('lets go of the plan it does not need any more', async () => {
    const told = story({
      overview,
      replies: [['City = address1_city'], [], leave, ways],
      answers: worker({ coupled: 3 }),
    });
    await coupleByMatching(told.tools);
    assert.deepEqual(requestsOf(told, 'plan/close'), [{ planId: 'plan-1' }]);
  });

  test('hands the plan to the preview, whose document owns it then', async () => {
    const told = story({
      overview,
      replies: [['City = address1_city'], [], leave, 'Show Preview', ways],
      answers: worker({ coupled: 3 }),
    });
    await coupleByMatching(told.tools);
    assert.deepEqual(
      told.commands.map(({ command }) => command),
      ['tandem.preview'],
    );
    assert.deepEqual(requestsOf(told, 'plan/close'), []);
    assert.equal(requestsOf(told, 'run/coupleByMatching').length, 1);
  });

  test('compares the two records of a line', async () => {
    const told = story({
      overview,
      replies: [['City = address1_city'], [], leave, '10000', 'escape'],
      answers: worker({ coupled: 3 }),
    });
    await coupleByMatching(told.tools);
    assert.deepEqual(told.commands, [
      {
        command: 'tandem.compareRecords',
        args: [{ workspaceId: '/work', mapping: 'CUSTOMER', localId: 'L1', integrationId: 'I1' }],
      },
    ]);
  });

  test('goes back to the fields where nothing would couple', async () => {
    const told = story({
      overview,
      replies: [['City = address1_city'], [], leave, 'No record would be coupled', 'back', 'escape'],
      answers: worker({}),
    });
    await coupleByMatching(told.tools);
    assert.deepEqual(told.told, ['No record would be coupled. Go back and choose other fields.']);
    assert.equal(told.questions.at(-1)?.prompt, 'What happens to records without a match?');
  });

  test('does not begin where the guard would stop it', async () => {
    const message = '12 of 20 coupled records are gone from account.';
    const told = story({
      overview,
      replies: [['City = address1_city'], [], leave, 'No record would be coupled', 'escape'],
      answers: worker({}, message),
    });
    await coupleByMatching(told.tools);
    assert.deepEqual(told.told, [message]);
    assert.deepEqual(writingRequests(told), []);
  });

  test('does not ask about new records where the mapping cannot create any', async () => {
    const mappings = [{ ...customer, direction: 'fromIntegrationTable' as const }];
    const told = story({
      overview: { mappings },
      replies: [['City = address1_city'], [], ways],
      answers: worker({ coupled: 3 }),
    });
    await coupleByMatching(told.tools);
    assert.equal(requestsOf(told, 'run/coupleByMatching')[0]?.createNew, false);
  });

  test('runs several selected mappings by what their files say', async () => {
    const vendor = { ...customer, name: 'VENDOR' };
    const told = story({
      overview: { mappings: [customer, vendor] },
      scope: { mappings: ['CUSTOMER', 'VENDOR'] },
      replies: [leave, 'Couple 6 records'],
      answers: worker({ coupled: 3 }),
    });
    await coupleByMatching(told.tools);
    assert.deepEqual(
      requestsOf(told, 'run/coupleByMatching').map(({ mapping, criteria }) => [mapping, criteria]),
      [
        ['CUSTOMER', undefined],
        ['VENDOR', undefined],
      ],
    );
    assert.deepEqual(told.told, ['run: Coupling by matching in 2 table mappings']);
  });

  test('remembers the criteria when the user goes back', async () => {
    const told = story({
      overview,
      replies: [['Name = name', 'City = address1_city'], 'All together', 'back', 'back', 'escape'],
    });
    await coupleByMatching(told.tools);
    const [, , , grouping, pairs] = told.questions;
    assert.equal(grouping?.choices.find(({ picked }) => picked)?.label, 'All together');
    assert.deepEqual(
      pairs?.choices.map(({ picked }) => picked),
      [false, true, true],
    );
  });
});

/** A worker whose plan counts so many, and names one record that couples and one that does not. */
function worker(counters: Partial<Counters>, message = ''): Answers {
  return {
    'plan/coupleByMatching': ({ mapping }) => aSummary([aPlannedMapping(counters, { mapping, message })]),
    'plan/items': ({ actions }) => {
      const isCouple = actions.includes('couple');
      const item = isCouple
        ? anItem({ action: 'couple', label: '10000' })
        : anItem({ action: 'fail', label: '20000', reason: '2 records match' });
      const isThere = isCouple ? (counters.coupled ?? 0) > 0 : (counters.failed ?? 0) > 0;
      return { items: isThere ? [item] : [], total: isThere ? 1 : 0 };
    },
    'plan/close': () => null,
    'run/coupleByMatching': () => aRun(),
  };
}

function aField(localField: string, integrationField: string, changes: Partial<FieldOverview> = {}): FieldOverview {
  return {
    localField,
    integrationField,
    direction: 'bidirectional',
    enabled: true,
    constant: null,
    match: null,
    notes: [],
    line: 1,
    ...changes,
  };
}

function first({ questions }: Story) {
  const [question] = questions;
  assert.ok(question);
  return question;
}

function prioritiesOf(told: Story): readonly string[] {
  const criteria = requestsOf(told, 'run/coupleByMatching')[0]?.criteria ?? [];
  return criteria.map(({ localField, priority }) => `${localField} ${priority}`);
}
