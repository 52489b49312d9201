import assert from 'node:assert/strict';
import type { MatchAnswer, MatchCandidates } from '../../../src/core/plan/matchIndex';
import type { Value } from '../../../src/core/model/value';
import { MatchIndex, hasMatchFields, matchForCreation } from '../../../src/core/plan/matchIndex';
import { aMapping, aRecord } from '../../support/planBuilders';
import { onlyMatchFields } from '../../../src/core/plan/onlyMatchFields';

type Row = Readonly<Record<string, Value>>;

const byNumber = '{ map: No. <-> accountnumber, match: 1 }';
const byName = '{ map: Name <-> name, match: 1 }';
const byNameNext = '{ map: Name <-> name, match: 2 }';

interface MatchStory {
  readonly fields: readonly string[];
  readonly customer: Row;
  /** Customers that are not looked at, but would match as well. */
  readonly others?: readonly Row[];
  readonly accounts: readonly Row[];
  /** Ids that are coupled already. */
  readonly taken?: readonly string[];
}

suite('MatchIndex', () => {
  test('finds the one record with the same value', () => {
    const accounts = [{ accountnumber: 'C1' }, { accountnumber: 'C2' }];
    assert.equal(matchOf({ fields: [byNumber], customer: { 'No.': 'C2' }, accounts }), 'I2 by No.');
  });

  test('ignores case unless told otherwise', () => {
    const story = { customer: { 'No.': 'c1' }, accounts: [{ accountnumber: 'C1' }] };
    assert.equal(matchOf({ ...story, fields: [byNumber] }), 'I1 by No.');
    const exactly = '{ map: No. <-> accountnumber, match: { priority: 1, caseSensitive: true } }';
    assert.equal(matchOf({ ...story, fields: [exactly] }), 'none');
  });

  test('compares values as they arrive at the destination', () => {
    const trimmed = '{ map: Name <-> name, match: 1, transform: { toIntegrationTable: [trim] } }';
    assert.equal(
      matchOf({ fields: [trimmed], customer: { Name: ' Adatum ' }, accounts: [{ name: 'Adatum' }] }),
      'I1 by Name',
    );
  });

  test('does not match by a value that cannot go over', () => {
    const name = 'A name of more than twenty characters';
    assert.equal(matchOf({ fields: [byName], customer: { Name: name }, accounts: [{ name }] }), 'none');
  });

  test('never matches blanks', () => {
    const accounts = [{ accountnumber: '' }, { accountnumber: null }];
    assert.equal(matchOf({ fields: [byNumber], customer: { 'No.': '' }, accounts }), 'none');
    assert.equal(matchOf({ fields: [byNumber], customer: { 'No.': 'null' }, accounts }), 'none');
  });

  test('wants all fields of one priority to agree', () => {
    const accounts = [
      { accountnumber: 'C1', name: 'Litware' },
      { accountnumber: 'C1', name: 'Adatum' },
    ];
    const customer = { 'No.': 'C1', Name: 'Adatum' };
    assert.equal(matchOf({ fields: [byNumber, byName], customer, accounts }), 'I2 by No., Name');
  });

  test('leaves out the fields of a priority that the record has no value for', () => {
    const accounts = [{ accountnumber: 'C1', name: 'Litware' }];
    const customer = { 'No.': 'C1', Name: '' };
    assert.equal(matchOf({ fields: [byNumber, byName], customer, accounts }), 'I1 by No.');
  });

  test('does not run values of several fields together', () => {
    const customer = { 'No.': 'AB', Name: 'C' };
    const accounts = [{ accountnumber: 'A', name: 'BC' }];
    assert.equal(matchOf({ fields: [byNumber, byName], customer, accounts }), 'none');
  });

  test('asks lower priorities first', () => {
    const accounts = [
      { accountnumber: 'C9', name: 'Adatum' },
      { accountnumber: 'C1', name: 'Litware' },
    ];
    const customer = { 'No.': 'C1', Name: 'Adatum' };
    assert.equal(matchOf({ fields: [byNameNext, byNumber], customer, accounts }), 'I2 by No.');
  });

  test('asks the next priority where the first finds nothing', () => {
    const accounts = [{ accountnumber: 'C9', name: 'Adatum' }];
    const customer = { 'No.': 'C1', Name: 'Adatum' };
    assert.equal(matchOf({ fields: [byNumber, byNameNext], customer, accounts }), 'I1 by Name');
  });

  test('calls a record by its key, or else by its id', () => {
    const { compiled, accounts } = systemsOf({
      fields: [byNumber],
      customer: {},
      accounts: [{ accountnumber: 'C1' }, {}],
    });
    const index = new MatchIndex(compiled, 'toIntegrationTable', accounts);
    assert.deepEqual(
      accounts.map((account) => index.label(account)),
      ['C1', 'I2'],
    );
  });

  test('needs a field to match by', () => {
    assert.equal(hasMatchFields(aMapping({ fields: [byNumber, 'Name <-> name'] })), true);
    assert.equal(hasMatchFields(aMapping()), false);
  });
});

suite('matchForCreation', () => {
  const twins = [
    { accountnumber: 'C1', name: 'Adatum' },
    { accountnumber: 'C1', name: 'Litware' },
  ];

  test('takes no pick among several', () => {
    assert.equal(matchOf({ fields: [byNumber], customer: { 'No.': 'C1' }, accounts: twins }), 'several: C1, C1');
  });

  test('lets the next priority decide among several', () => {
    const customer = { 'No.': 'C1', Name: 'Litware' };
    assert.equal(matchOf({ fields: [byNumber, byNameNext], customer, accounts: twins }), 'I2 by Name');
  });

  test('does not take a record that is coupled already', () => {
    const story = { fields: [byNumber], customer: { 'No.': 'C1' }, accounts: [{ accountnumber: 'C1' }] };
    assert.equal(matchOf({ ...story, taken: ['I1'] }), 'none');
  });

  test('stays in doubt where one of several is coupled already', () => {
    const story = { fields: [byNumber], customer: { 'No.': 'C1' }, accounts: twins };
    assert.equal(matchOf({ ...story, taken: ['I1'] }), 'several: C1, C1');
  });

  test('creates where all of several are coupled already', () => {
    const story = { fields: [byNumber], customer: { 'No.': 'C1' }, accounts: twins };
    assert.equal(matchOf({ ...story, taken: ['I1', 'I2'] }), 'none');
  });

  test('does not take a record that suits another free one as well', () => {
    const fields = [byNumber];
    const story = { fields, customer: { 'No.': 'C1' }, others: [{ 'No.': 'C1' }], accounts: [{ accountnumber: 'C1' }] };
    assert.equal(matchOf(story), 'several: C1, C1');
    assert.equal(matchOf({ ...story, taken: ['L2'] }), 'I1 by No.');
  });
});

suite('onlyMatchFields', () => {
  test('reads match fields and the key, and matches as before', () => {
    const compiled = aMapping({ fields: ['City <-> city', byNumber, byName] });
    const narrow = onlyMatchFields(compiled);
    assert.deepEqual(narrow.sides.local.readFields, ['No.', 'Name']);
    assert.deepEqual(narrow.sides.integration.readFields, ['accountnumber', 'name']);
    const account = aRecord(narrow.sides.integration, { accountnumber: 'C1', name: 'Adatum' });
    const index = new MatchIndex(narrow, 'toIntegrationTable', [account]);
    const [found] = index.find(aRecord(narrow.sides.local, { 'No.': 'C1', Name: 'Adatum' }));
    assert.deepEqual(found, { records: [account], fields: ['No.', 'Name'] });
    assert.equal(index.label(account), 'C1');
  });
});

function matchOf(story: MatchStory): string {
  const { compiled, customers, accounts } = systemsOf(story);
  const isTaken = (id: string) => story.taken?.includes(id) ?? false;
  const forward: MatchCandidates = { index: new MatchIndex(compiled, 'toIntegrationTable', accounts), isTaken };
  const backward: MatchCandidates = { index: new MatchIndex(compiled, 'fromIntegrationTable', customers), isTaken };
  const [customer] = customers;
  assert.ok(customer);
  return told(matchForCreation(customer, forward, backward));
}

function told(answer: MatchAnswer): string {
  switch (answer.kind) {
    case 'none':
      return 'none';
    case 'one':
      return `${answer.record.id} by ${answer.fields.join(', ')}`;
    case 'several':
      return `several: ${answer.labels.join(', ')}`;
  }
}

function systemsOf({ fields, customer, others = [], accounts }: MatchStory) {
  const compiled = aMapping({ fields });
  const { local, integration } = compiled.sides;
  return {
    compiled,
    customers: [customer, ...others].map((row, index) => aRecord(local, row, { id: `L${index + 1}` })),
    accounts: accounts.map((row, index) => aRecord(integration, row, { id: `I${index + 1}` })),
  };
}
