import { strict as assert } from 'node:assert';
import { must } from '../../../src/core/assert';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import type { TableMapping } from '../../../src/core/model/tableMapping';
import { fixed, mappingText, pointedAt, withFields } from './mappingText';

suite('parseMapping: what a file says', () => {
  test('a mapping in full keeps every word', () => {
    const mapping = parsed(`name: CUSTOMER
table: { name: Customer, id: SystemId, key: No., modifiedOn: SystemModifiedAt }
integrationTable: account             # the plain form
direction: bidirectional
synchOnlyCoupledRecords: false
tableFilter:            { Blocked: '' }
integrationTableFilter: { statecode: 0, name: 'A*|B*' }
updateConflict: sendUpdateToIntegration
deletionConflict: restoreRecords
dependsOn: [PAYMENT TERMS]
matching: { createNew: true, synchronize: true }
onCreate:
  integration: { customertypecode: 3, description: null }
  local: { Blocked: '' }
fields:
  - map: Name <-> name
    match: 1
`);
    assert.deepEqual(mapping.table, { name: 'Customer', id: 'SystemId', key: 'No.', modifiedOn: 'SystemModifiedAt' });
    assert.deepEqual(mapping.integrationTable, { name: 'account' });
    assert.equal(mapping.synchOnlyCoupledRecords, false);
    assert.deepEqual(mapping.tableFilter, [{ field: 'Blocked', expression: '' }]);
    assert.deepEqual(mapping.integrationTableFilter, [
      { field: 'statecode', expression: '0' },
      { field: 'name', expression: 'A*|B*' },
    ]);
    assert.equal(mapping.updateConflict, 'sendUpdateToIntegration');
    assert.equal(mapping.deletionConflict, 'restoreRecords');
    assert.deepEqual(mapping.dependsOn, ['PAYMENT TERMS']);
    assert.deepEqual(mapping.matching, { createNew: true, synchronize: true });
    assert.deepEqual(mapping.onCreate, {
      integration: [
        { field: 'customertypecode', value: '3' },
        { field: 'description', value: null },
      ],
      local: [{ field: 'Blocked', value: '' }],
    });
    assert.equal(mapping.nameRange.start.column, 7);
  });

  test('what is left out is careful: only coupled records, no policy, no new records by matching', () => {
    const mapping = parsed(mappingText());
    assert.equal(mapping.synchOnlyCoupledRecords, true);
    assert.equal(mapping.updateConflict, 'none');
    assert.equal(mapping.deletionConflict, 'none');
    assert.deepEqual(mapping.matching, { createNew: false, synchronize: false });
    assert.deepEqual([mapping.dependsOn, mapping.tableFilter, mapping.onCreate.local], [[], [], []]);
  });

  test('field names may hold spaces, dots, slashes, signs and brackets', () => {
    const text = withFields(
      'Country/Region Code <-> address1_country',
      'Payment Discount % -> discount',
      'Name & Address [2] <- full (name)',
      '"[Odd] <-> odd-name"',
      "'It''s <-> its'",
    );
    assert.deepEqual(
      parsed(text).fields.map((field) => [field.localField, field.direction, field.integrationField]),
      [
        ['Country/Region Code', 'bidirectional', 'address1_country'],
        ['Payment Discount %', 'toIntegrationTable', 'discount'],
        ['Name & Address [2]', 'fromIntegrationTable', 'full (name)'],
        ['[Odd]', 'bidirectional', 'odd-name'],
        ["It's", 'bidirectional', 'its'],
      ],
    );
  });

  test('numbers, booleans and dates are the text that was written', () => {
    const mapping = parsed(`name: 0
table: true
integrationTable: 2026-01-01
direction: bidirectional
integrationTableFilter: { 1: 1.50, yes: 0x10 }
fields:
  - 007 <-> 1e3
  - map: '-> code'
    constant: 1
  - map: -> flag
    constant: true
  - map: -> nothing
    constant: null
  - map: Kind <-> kind
    values: { '': 0, 01: 1, true: no }
`);
    assert.equal(mapping.name, '0');
    assert.deepEqual([mapping.table.name, mapping.integrationTable.name], ['true', '2026-01-01']);
    assert.deepEqual(mapping.integrationTableFilter, [
      { field: '1', expression: '1.50' },
      { field: 'yes', expression: '0x10' },
    ]);
    assert.deepEqual([mapping.fields[0]?.localField, mapping.fields[0]?.integrationField], ['007', '1e3']);
    assert.deepEqual(
      mapping.fields.slice(1, 4).map((field) => field.constant),
      ['1', 'true', null],
    );
    assert.deepEqual(mapping.fields[4]?.values, [
      { local: '', integration: '0' },
      { local: '01', integration: '1' },
      { local: 'true', integration: 'no' },
    ]);
  });

  test('a null in a filter or value map means blank', () => {
    const mapping = parsed(
      mappingText({
        tableFilter: '{ Blocked: null, County: , City: ~ }',
        fields: '\n  - A <-> a\n  - map: Kind <-> kind\n    values: { Open: null, Closed: 1 }',
      }),
    );
    assert.deepEqual(
      mapping.tableFilter.map((part) => part.expression),
      ['', '', ''],
    );
    assert.deepEqual(mapping.fields[1]?.values[0], { local: 'Open', integration: '' });
  });

  test("in a one-way mapping a two-way arrow means the mapping's way", () => {
    const mapping = parsed(mappingText({ direction: 'fromIntegrationTable' }));
    assert.equal(mapping.fields[0]?.direction, 'fromIntegrationTable');
  });

  test('lookups have a short form, a long form and lists of both', () => {
    const mapping = parsed(
      withFields(
        'map: A <-> a\n    lookup: SALESPEOPLE',
        'map: B <-> b\n    lookup: [CUSTOMER, VENDOR]',
        'map: C <-> c\n    lookup: { mapping: SALESPEOPLE, localField: Code, integrationField: systemuserid }',
        'map: D <-> d\n    lookup: [CUSTOMER, { mapping: VENDOR, localField: No. }]',
      ),
    );
    assert.deepEqual(
      mapping.fields.map((field) => field.lookup),
      [
        [{ mapping: 'SALESPEOPLE' }],
        [{ mapping: 'CUSTOMER' }, { mapping: 'VENDOR' }],
        [{ mapping: 'SALESPEOPLE', localField: 'Code', integrationField: 'systemuserid' }],
        [{ mapping: 'CUSTOMER' }, { mapping: 'VENDOR', localField: 'No.' }],
      ],
    );
  });

  test('match is a priority, or a priority with its case rule', () => {
    const mapping = parsed(
      withFields(
        'map: A <-> a\n    match: 2',
        'map: B <-> b\n    match: { priority: 1, caseSensitive: true }',
        'map: C <-> c\n    match: { priority: 1 }',
      ),
    );
    assert.deepEqual(
      mapping.fields.map((field) => field.match),
      [
        { priority: 2, caseSensitive: false },
        { priority: 1, caseSensitive: true },
        { priority: 1, caseSensitive: false },
      ],
    );
  });

  test('disabled fields are kept', () => {
    const mapping = parsed(withFields('Name <-> name', 'map: Job Title <-> jobtitle\n    enabled: false'));
    assert.deepEqual(
      mapping.fields.map((field) => field.enabled),
      [true, false],
    );
  });

  test('an anchor stands for its value wherever it is named again', () => {
    const text = withFields('map: A <-> a\n    values: &kinds { x: 1 }', 'map: B <-> b\n    values: *kinds');
    assert.deepEqual(parsed(text).fields[1]?.values, [{ local: 'x', integration: '1' }]);
  });

  test('Windows line endings and a byte order mark change nothing but offsets', () => {
    const text = `\uFEFF${mappingText({ direction: 'sideways' }).replaceAll('\n', '\r\n')}`;
    const [problem] = parseMapping(text, 'm').problems;
    assert.deepEqual([problem?.range.start.line, problem?.range.start.column], [4, 12]);
    const first = parseMapping(`\uFEFFnam: X`, 'm').problems.find((other) => other.code === 'UNKNOWN_KEY');
    assert.deepEqual([first?.range.start.line, first?.range.start.column], [1, 1]);
  });
});

suite('parseMapping: what is wrong with a file', () => {
  const cases: readonly { readonly name: string; readonly text: string; readonly told: readonly string[] }[] = [
    { name: 'an empty file', text: '', told: ['WRONG_TYPE '] },
    { name: 'a list in place of a mapping', text: '- a', told: ['WRONG_TYPE - a'] },
    { name: 'two documents', text: `${mappingText()}---\na: 1\n`, told: ['YAML_SYNTAX ---\na: 1\n'] },
    {
      name: 'an alias without an anchor',
      text: mappingText({ name: '*who' }),
      told: ['YAML_SYNTAX *who', 'WRONG_TYPE *who'],
    },
    { name: 'an unknown key', text: `${mappingText()}colour: red\n`, told: ['UNKNOWN_KEY colour'] },
    { name: 'a key twice', text: `${mappingText()}name: OTHER\n`, told: ['DUPLICATE_KEY name'] },
    { name: 'a filter field twice', text: mappingText({ tableFilter: '{ A: 1, A: 2 }' }), told: ['DUPLICATE_KEY A'] },
    { name: 'no direction', text: mappingText({ direction: undefined }), told: ['MISSING_KEY name'] },
    { name: 'a key without a value', text: mappingText({ direction: '' }), told: ['WRONG_WORD direction'] },
    { name: 'a blank name', text: mappingText({ name: "' '" }), told: ["WRONG_TYPE ' '"] },
    {
      name: 'a long name',
      text: mappingText({ name: 'CUSTOMERS-AND-VENDORS' }),
      told: ['NAME_TOO_LONG CUSTOMERS-AND-VENDORS'],
    },
    { name: 'a quoted boolean', text: mappingText({ synchOnlyCoupledRecords: "'true'" }), told: ["WRONG_WORD 'true'"] },
    { name: 'a wrong table key', text: mappingText({ table: '{ name: A, pk: B }' }), told: ['UNKNOWN_KEY pk'] },
    { name: 'a table without a name', text: mappingText({ table: '{ id: B }' }), told: ['MISSING_KEY id'] },
    { name: 'one dependency without brackets', text: mappingText({ dependsOn: 'A' }), told: ['WRONG_TYPE A'] },
    {
      name: 'a list as a filter expression',
      text: mappingText({ tableFilter: '{ A: [1] }' }),
      told: ['WRONG_TYPE [1]'],
    },
    {
      name: 'a constant list',
      text: withFields('A -> b', 'C <- c', 'map: -> d\n    constant: [1]'),
      told: ['WRONG_TYPE [1]'],
    },
    {
      name: 'a policy that recreates what lost its coupling',
      text: mappingText({
        synchOnlyCoupledRecords: 'false',
        deletionConflict: 'removeCoupling',
        direction: 'toIntegrationTable',
      }),
      told: ['DELETION_RECREATES removeCoupling'],
    },
    { name: 'a field without an arrow', text: withFields('Name'), told: ['ARROW_SYNTAX Name'] },
    { name: 'a field with two arrows', text: withFields('A -> b -> c'), told: ['ARROW_SYNTAX A -> b -> c'] },
    { name: 'an arrow alone', text: withFields('"<->"'), told: ['ARROW_SYNTAX "<->"'] },
    { name: 'an arrow that points at nothing', text: withFields('Name ->'), told: ['ARROW_SYNTAX Name ->'] },
    { name: 'a long form without map', text: withFields('enabled: true'), told: ['MISSING_KEY enabled'] },
    { name: 'an unknown option', text: withFields('map: A <-> a\n    colour: red'), told: ['UNKNOWN_KEY colour'] },
    {
      name: 'an arrow against a one-way mapping',
      text: mappingText({ direction: 'toIntegrationTable' }) + '  - City <- city\n',
      told: ['ARROW_AGAINST_DIRECTION <-'],
    },
    {
      name: 'a disabled arrow against a one-way mapping',
      text: mappingText({ direction: 'toIntegrationTable' }) + '  - map: City <- city\n    enabled: false\n',
      told: ['ARROW_AGAINST_DIRECTION <-'],
    },
    {
      name: 'no field',
      text: mappingText({ fields: '[]' }),
      told: ['NO_FIELD_IN_DIRECTION bidirectional', 'NO_FIELD_IN_DIRECTION bidirectional'],
    },
    { name: 'no field back', text: withFields('Name -> name'), told: ['NO_FIELD_IN_DIRECTION bidirectional'] },
    {
      name: 'only a disabled field',
      text: mappingText({ direction: 'toIntegrationTable', fields: '\n  - map: A -> a\n    enabled: false' }),
      told: ['NO_FIELD_IN_DIRECTION toIntegrationTable'],
    },
    { name: 'two sources for a field', text: withFields('A <-> a', 'B -> a'), told: ['DUPLICATE_DESTINATION a'] },
    {
      name: 'a pair mapped twice, told once',
      text: withFields('A <-> a', 'A <-> a'),
      told: ['DUPLICATE_DESTINATION a'],
    },
    { name: 'one field without a constant', text: withFields('A <-> a', '-> b'), told: ['CONSTANT_MISSING -> b'] },
    {
      name: 'a constant for two fields',
      text: withFields('map: A <-> a\n    constant: 1'),
      told: ['CONSTANT_WITH_TWO_FIELDS 1'],
    },
    {
      name: 'a constant that is matched and looked up',
      text: withFields('A <-> a', 'map: -> b\n    constant: 1\n    match: 1\n    lookup: X'),
      told: ['CONSTANT_WITH_OPTION match', 'CONSTANT_WITH_OPTION lookup'],
    },
    {
      name: 'cleared and never null',
      text: withFields('map: A <-> a\n    notNull: true\n    clearValueOnFailedSync: true'),
      told: ['CLEAR_WITH_NOT_NULL notNull'],
    },
    {
      name: 'a lookup with a value map',
      text: withFields('map: A <-> a\n    lookup: X\n    values: { a: b }'),
      told: ['LOOKUP_WITH_VALUES values'],
    },
    { name: 'an empty value map', text: withFields('map: A <-> a\n    values: {}'), told: ['WRONG_TYPE {}'] },
    {
      name: 'values without a way back',
      text: withFields('map: A <-> a\n    values: { x: 1, y: 1 }'),
      told: ['AMBIGUOUS_VALUES 1'],
    },
    { name: 'an empty lookup list', text: withFields('map: A <-> a\n    lookup: []'), told: ['WRONG_TYPE []'] },
    {
      name: 'a lookup without its mapping',
      text: withFields('map: A <-> a\n    lookup: { localField: B }'),
      told: ['MISSING_KEY localField'],
    },
    { name: 'a lookup list in a list', text: withFields('map: A <-> a\n    lookup: [[B]]'), told: ['WRONG_TYPE [B]'] },
    {
      name: 'a match that is a word',
      text: withFields('map: A <-> a\n    match: first'),
      told: ['WRONG_NUMBER first'],
    },
    {
      name: 'a match below zero',
      text: withFields('map: A <-> a\n    match: { priority: -1 }'),
      told: ['WRONG_NUMBER -1'],
    },
    {
      name: 'a match without priority',
      text: withFields('map: A <-> a\n    match: { caseSensitive: true }'),
      told: ['MISSING_KEY caseSensitive'],
    },
    {
      name: 'a wrong option of a disabled field',
      text: withFields('A <-> a', 'map: B <-> b\n    enabled: false\n    match: x'),
      told: ['WRONG_NUMBER x'],
    },
  ];
  for (const { name, text, told } of cases) {
    test(`${name} is told at its token`, () =>
      assert.deepEqual(pointedAt(text, parseMapping(text, 'm').problems), told));
  }

  test('a file with an error gives its name but no mapping', () => {
    const result = parseMapping(mappingText({ direction: 'sideways' }), 'm');
    assert.equal(result.mapping, undefined);
    assert.equal(result.name, 'CUSTOMER');
  });

  test('a warning leaves the mapping in place', () => {
    const result = parseMapping(mappingText({ name: 'A-NAME-WITH-TOO-MANY-LETTERS' }), 'm');
    assert.equal(result.problems[0]?.severity, 'warning');
    assert.ok(result.mapping);
  });

  test('thousands of nested brackets are a problem, not a crash', () => {
    for (const nest of ['[', '{a: ', '- ', '? ', '["]", ', '[\n']) {
      const { problems } = parseMapping(nest.repeat(20_000), 'm');
      assert.deepEqual(
        problems.map((problem) => problem.code),
        ['YAML_SYNTAX'],
        nest,
      );
    }
    const steps = Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    assert.equal(parseMapping(steps, 'm').problems[0]?.code, 'YAML_SYNTAX');
  });

  test('columns and lines count from 1 and end behind the token', () => {
    const { problems } = parseMapping(withFields('map: A <-> a\n    match: first'), 'maps/m.yaml');
    assert.equal(problems[0]?.file, 'maps/m.yaml');
    assert.deepEqual(
      [problems[0]?.range.start, problems[0]?.range.end].map((place) => [place?.line, place?.column]),
      [
        [7, 12],
        [7, 17],
      ],
    );
  });
});

suite('parseMapping: fixes', () => {
  const cases: readonly { readonly name: string; readonly text: string; readonly after: string }[] = [
    { name: 'a misspelled key', text: `${mappingText()}dependOn: [A]\n`, after: `${mappingText()}dependsOn: [A]\n` },
    {
      name: 'a misspelled word',
      text: mappingText({ direction: 'toIntegrationTabel' }),
      after: mappingText({ direction: 'toIntegrationTable' }).replace('<->', '<->'),
    },
    {
      name: 'a misspelled word in quotes',
      text: mappingText({ direction: "'Bidirectional'" }),
      after: mappingText({ direction: "'bidirectional'" }),
    },
    { name: 'an arrow without spaces', text: withFields('Name<->name'), after: withFields('Name <-> name') },
    {
      name: 'a fat arrow',
      text: withFields('E-Mail => email', 'A <-> a'),
      after: withFields('E-Mail -> email', 'A <-> a'),
    },
    {
      name: 'an arrow against the mapping',
      text: mappingText({ direction: 'fromIntegrationTable', fields: '\n  - A -> a\n  - B <- b' }),
      after: mappingText({ direction: 'fromIntegrationTable', fields: '\n  - A <- a\n  - B <- b' }),
    },
  ];
  for (const { name, text, after } of cases) {
    test(`${name} is corrected, and then nothing is wrong with it`, () => {
      const corrected = fixed(text, parseMapping(text, 'm').problems[0]);
      assert.equal(corrected, after);
      assert.deepEqual(parseMapping(corrected, 'm').problems, []);
    });
  }

  test('a name that is nothing alike gets no fix, but the words to choose from', () => {
    const [problem] = parseMapping(mappingText({ direction: 'sideways' }), 'm').problems;
    assert.equal(problem?.fixes, undefined);
    assert.match(problem?.message ?? '', /Use bidirectional, toIntegrationTable or fromIntegrationTable/);
  });
});

function parsed(text: string): TableMapping {
  const { mapping, problems } = parseMapping(text, 'mappings/m.mapping.yaml');
  assert.deepEqual(problems, []);
  return must(mapping, 'mapping');
}
