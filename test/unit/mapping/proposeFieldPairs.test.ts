import { strict as assert } from 'node:assert';
import type { FieldDescription } from '../../../src/core/model/schema';
import type { FieldType } from '../../../src/core/model/value';
import type { FieldPairProposal, TableToPair, TablesToPair } from '../../../src/core/mapping/proposeFieldPairs';
import { proposeFieldPairs } from '../../../src/core/mapping/proposeFieldPairs';

const text = (maxLength?: number): FieldType => ({ kind: 'text', ...(maxLength === undefined ? {} : { maxLength }) });
const guid: FieldType = { kind: 'guid' };
const integer: FieldType = { kind: 'integer', min: '-100', max: '100' };

suite('Proposing field pairs', () => {
  test('pairs fields of the same name, whatever their spelling', () => {
    const pairs = proposed({ local: { 'Job Title': text(30) }, integration: { jobtitle: text(30) } });
    assert.deepEqual(named(pairs), ['Job Title <-> jobtitle']);
    assert.equal(pairs[0]?.likeness, 'sameName');
  });

  test('knows that Business Central and Dataverse have different words for the same thing', () => {
    const local = ['E-Mail', 'Phone No.', 'Address', 'Address 2', 'County', 'Post Code', 'Home Page', 'Surname'];
    const integration = [
      'lastname',
      'websiteurl',
      'address1_postalcode',
      'address1_stateorprovince',
      'address1_line2',
      'address1_line1',
      'telephone1',
      'emailaddress1',
    ];
    assert.deepEqual(named(proposed({ local: allText(local), integration: allText(integration) })), [
      'E-Mail <-> emailaddress1',
      'Phone No. <-> telephone1',
      'Address <-> address1_line1',
      'Address 2 <-> address1_line2',
      'County <-> address1_stateorprovince',
      'Post Code <-> address1_postalcode',
      'Home Page <-> websiteurl',
      'Surname <-> lastname',
    ]);
  });

  test("takes the table's own name out of its fields' names", () => {
    const pairs = proposed({ local: { 'No.': text(20) }, integration: { accountnumber: text(20) } });
    assert.deepEqual(named(pairs), ['No. <-> accountnumber']);
  });

  test("looks past a publisher's prefix", () => {
    const pairs = proposed({ local: { 'Loyalty Level': text(10) }, integration: { cr1a2_loyaltylevel: text(10) } });
    assert.deepEqual(named(pairs), ['Loyalty Level <-> cr1a2_loyaltylevel']);
  });

  test('uses each field once, and the better match wins', () => {
    const pairs = proposed({
      local: { 'Mobile Phone No.': text(30), 'Phone No.': text(30) },
      integration: { telephone1: text(30), telephone2: text(30), mobilephone: text(30) },
    });
    assert.deepEqual(named(pairs), ['Mobile Phone No. <-> mobilephone', 'Phone No. <-> telephone1']);
  });

  test('leaves out the fields that identify a record and tell when it changed', () => {
    const pairs = proposed({
      local: { SystemId: guid, SystemModifiedAt: text(24), Name: text(5) },
      integration: { systemid: guid, systemmodifiedat: text(24), name: text(5) },
    });
    assert.deepEqual(named(pairs), ['Name <-> name']);
  });

  test('picks what always fits or may only be too long, and says of the rest why it needs a look', () => {
    const [name, level, city] = proposed({
      local: { Name: text(100), Level: text(10), City: text(30) },
      integration: { name: text(100), level: integer, city: text(80) },
    });
    assert.deepEqual([name?.picked, name?.doubts], [true, []]);
    assert.deepEqual(level?.doubts, [{ kind: 'valuesMayNotFit', to: 'integration', from: 'text', into: 'integer' }]);
    assert.deepEqual(city?.doubts, [{ kind: 'textMayBeTooLong', to: 'local', longest: 80, limit: 30 }]);
    assert.deepEqual([level?.picked, city?.picked], [false, true]);
  });

  test('counts only the way that the mapping goes', () => {
    const fields = { local: { Level: integer }, integration: { level: text(10) } };
    assert.equal(proposed({ ...fields, direction: 'toIntegrationTable' })[0]?.picked, true);
    assert.equal(proposed({ ...fields, direction: 'fromIntegrationTable' })[0]?.picked, false);
  });

  test('goes one way where the other end cannot be written', () => {
    const fields = { local: { Name: text(160) }, integration: { fullname: readOnly(text(160)) } };
    assert.deepEqual(named(proposed(fields)), ['Name <- fullname']);
    assert.deepEqual(named(proposed({ ...fields, direction: 'toIntegrationTable' })), []);
  });

  test('proposes nothing of which no value could pass', () => {
    const pairs = proposed({ local: { Started: { kind: 'boolean' } }, integration: { started: { kind: 'date' } } });
    assert.deepEqual(pairs, []);
  });

  test('marks pairs that have words in common, no more', () => {
    const [pair] = proposed({ local: { 'Unit Price': text(9) }, integration: { price: text(9) } });
    assert.deepEqual([pair?.likeness, pair?.picked, pair?.doubts], ['similarName', false, [{ kind: 'onlySimilar' }]]);
  });

  test('offers to couple by fields that tell records apart on both sides', () => {
    const pairs = proposed({
      local: { 'No.': unique(text(20)), Name: text(9) },
      integration: { accountnumber: unique(text(20)), name: text(9) },
    });
    assert.deepEqual(
      pairs.map(({ match }) => match),
      [true, false],
    );
  });

  test('translates a reference through the mapping of the table it refers to', () => {
    const pairs = proposed({
      local: { 'Currency Code': text(10) },
      integration: { transactioncurrencyid: referring('transactioncurrency') },
      mappings: [{ name: 'CURRENCY', table: 'Currency', integrationTable: 'transactioncurrency' }],
    });
    assert.deepEqual(named(pairs), ['Currency Code <-> transactioncurrencyid']);
    assert.deepEqual([pairs[0]?.lookup, pairs[0]?.likeness, pairs[0]?.picked], ['CURRENCY', 'reference', true]);
  });

  test('of several fields named after the table, takes the one that is most like the reference', () => {
    const pairs = proposed({
      local: { Contact: text(100), 'Primary Contact No.': text(20) },
      integration: { primarycontactid: referring('contact') },
      mappings: [{ name: 'CONTACTS', table: 'Contact', integrationTable: 'contact' }],
    });
    assert.deepEqual(named(pairs), ['Primary Contact No. <-> primarycontactid']);
  });

  test('believes a declared reference rather than a name', () => {
    const pairs = proposed({
      local: { 'Currency Code': text(10), Money: { ...referring('Currency'), type: text(10) } },
      integration: { transactioncurrencyid: referring('transactioncurrency') },
      mappings: [{ name: 'CURRENCY', table: 'Currency', integrationTable: 'transactioncurrency' }],
    });
    assert.deepEqual(named(pairs), ['Money <-> transactioncurrencyid']);
  });

  test('leaves out fields whose names no arrow can stand beside', () => {
    const name = 'From -> To';
    assert.deepEqual(proposed({ local: { [name]: text(9) }, integration: { fromto: text(9) } }), []);
  });

  test('stays quick with wide tables', () => {
    const names = Array.from({ length: 300 }, (_, index) => `Custom Amount ${index} Value`);
    const started = performance.now();
    const pairs = proposed({
      local: allText(names),
      integration: allText(names.map((name) => name.replaceAll(' ', ''))),
    });
    assert.equal(pairs.length, 300);
    assert.ok(performance.now() - started < 2000);
  });
});

type Fields = Readonly<Record<string, FieldType | Omit<FieldDescription, 'name'>>>;

function proposed(options: {
  readonly local: Fields;
  readonly integration: Fields;
  readonly direction?: TablesToPair['direction'];
  readonly mappings?: TablesToPair['mappings'];
}): readonly FieldPairProposal[] {
  return proposeFieldPairs({
    local: tableOf('Customer', options.local, { id: 'SystemId', modifiedOn: 'SystemModifiedAt' }),
    integration: tableOf('account', options.integration, { id: 'systemid', modifiedOn: 'systemmodifiedat' }),
    direction: options.direction ?? 'bidirectional',
    mappings: options.mappings ?? [],
  });
}

function tableOf(name: string, fields: Fields, own: { readonly id: string; readonly modifiedOn: string }): TableToPair {
  const described = Object.entries(fields).map(([field, what]): FieldDescription => ({
    name: field,
    ...('type' in what ? what : plain(what)),
  }));
  return { table: { name, fields: described }, ...own, key: own.id };
}

const plain = (type: FieldType) => ({ type, required: false, readOnly: false, unique: false });
const readOnly = (type: FieldType) => ({ ...plain(type), readOnly: true });
const unique = (type: FieldType) => ({ ...plain(type), unique: true });
const referring = (table: string) => ({ ...plain(guid), references: { table, field: `${table}id` } });
const allText = (names: readonly string[]): Fields => Object.fromEntries(names.map((name) => [name, text(50)]));

function named(pairs: readonly FieldPairProposal[]): readonly string[] {
  const arrows = { bidirectional: '<->', toIntegrationTable: '->', fromIntegrationTable: '<-' };
  return pairs.map((pair) => `${pair.localField} ${arrows[pair.direction]} ${pair.integrationField}`);
}
