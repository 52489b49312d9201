import { strict as assert } from 'node:assert';
import { changeTexts, comparisonTexts } from '../../../../src/extension/compare/recordText';
import { changeTitle, comparisonTitle } from '../../../../src/extension/compare/compareTitle';
import { aChange, aMapping, anItem, english } from '../run/runBuilders';
import type { RecordComparison } from '../../../../src/protocol/workerProtocol';

type ComparedField = RecordComparison['fields'][number];

function aField(
  localField: string | null,
  integrationField: string | null,
  values: Partial<Pick<ComparedField, 'local' | 'integration' | 'localConverted' | 'same'>>,
): ComparedField {
  return {
    localField,
    integrationField,
    direction: 'bidirectional',
    local: null,
    integration: null,
    localConverted: null,
    same: false,
    ...values,
  };
}

function aComparison(fields: readonly ComparedField[]): RecordComparison {
  return { localTitle: '10000 Adatum', integrationTitle: 'Adatum', fields };
}

suite('a planned record in the diff editor', () => {
  const city = aChange('City', 'address1_city', 'Chicago', 'Boston');

  test('shows what changes among what stays, in the order of the mapping', () => {
    const comparison = aComparison([
      aField('Name', 'name', { local: 'Adatum', integration: 'Adatum', same: true }),
      aField('City', 'address1_city', { local: 'Boston', integration: 'Chicago' }),
    ]);
    assert.deepEqual(changeTexts(anItem({ fields: [city] }), 'toIntegrationTable', comparison, english), {
      before: 'Name (name): Adatum\nCity (address1_city): Chicago\n',
      after: 'Name (name): Adatum\nCity (address1_city): Boston\n',
    });
  });

  test('shows the destination of its direction', () => {
    const comparison = aComparison([aField('Name', 'name', { local: 'ADATUM', integration: 'Adatum' })]);
    const { before } = changeTexts(anItem(), 'fromIntegrationTable', comparison, english);
    assert.equal(before, 'Name (name): ADATUM\n');
  });

  test('shows the changes alone where the records are not at hand', () => {
    assert.deepEqual(changeTexts(anItem({ fields: [city] }), 'toIntegrationTable', undefined, english), {
      before: 'City (address1_city): Chicago\n',
      after: 'City (address1_city): Boston\n',
    });
  });

  test('is empty before it is created', () => {
    const item = anItem({ action: 'insert', integrationId: null, fields: [aChange('Name', 'name', null, 'Trey')] });
    assert.deepEqual(changeTexts(item, 'toIntegrationTable', undefined, english), {
      before: '',
      after: 'Name (name): Trey\n',
    });
  });

  test('adds changed fields that no field mapping stands behind', () => {
    const comparison = aComparison([aField('Name', 'name', { integration: 'Adatum' })]);
    const item = anItem({ fields: [aChange(null, 'statecode', '1', '0')] });
    const { after } = changeTexts(item, 'toIntegrationTable', comparison, english);
    assert.equal(after, 'Name (name): Adatum\nstatecode: 0\n');
  });

  test('gives a text of several lines a line each', () => {
    const item = anItem({ fields: [aChange('Notes', 'description', null, 'one\r\ntwo')] });
    assert.deepEqual(changeTexts(item, 'toIntegrationTable', undefined, english), {
      before: 'Notes (description): (blank)\n',
      after: 'Notes (description):\n  one\n  two\n',
    });
  });
});

suite('two coupled records in the diff editor', () => {
  test('read alike where they agree, though their values are written differently', () => {
    const comparison = aComparison([
      aField('Blocked', 'statecode', { local: '', integration: '0', localConverted: '0', same: true }),
    ]);
    const { before, after } = comparisonTexts(comparison, english);
    assert.equal(before, after);
  });

  test('show the local value as it would stand on the other side', () => {
    const comparison = aComparison([
      aField('Blocked', 'statecode', { local: 'All', integration: '0', localConverted: '1' }),
      aField('Owner', 'ownerid', { local: 'JO', integration: 'i-7' }),
    ]);
    assert.deepEqual(comparisonTexts(comparison, english), {
      before: 'Blocked (statecode): 1\nOwner (ownerid): JO\n',
      after: 'Blocked (statecode): 0\nOwner (ownerid): i-7\n',
    });
  });

  test('leave out constants, which have nothing on the other side', () => {
    const comparison = aComparison([aField(null, 'owneridtype', { integration: 'systemuser' })]);
    assert.deepEqual(comparisonTexts(comparison, english), { before: '', after: '' });
  });
});

suite('the titles of comparisons', () => {
  test('name the record, the mapping and what is on each side', () => {
    assert.equal(
      changeTitle('10000 Cannon Group PLC', 'CUSTOMER', english),
      '10000 Cannon Group PLC (CUSTOMER): now ↔ after synchronization',
    );
    assert.equal(
      comparisonTitle('10000 Cannon Group PLC', aMapping(), english),
      '10000 Cannon Group PLC (CUSTOMER): Customer ↔ account',
    );
  });
});
