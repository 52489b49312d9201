import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { checkMappings } from '../../../src/core/mapping/checkMappings';
import { exampleTables } from '../../support/exampleTables';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import { parseWorkspace } from '../../../src/core/mapping/parseWorkspace';
import { mappingText, pointedAt, withFields } from './mappingText';

suite('What can be read of a mapping file with errors', () => {
  test('a file without errors has no partial model, and one with errors no model', () => {
    assert.equal(parseMapping(mappingText(), 'm').partial, undefined);
    assert.equal(parseMapping(mappingText({ updateConflict: 'maybe' }), 'm').mapping, undefined);
  });

  for (const key of ['name', 'table', 'integrationTable', 'direction']) {
    test(`without its ${key} nothing can be told`, () => {
      assert.equal(parseMapping(mappingText({ [key]: undefined }), 'm').partial, undefined);
    });
  }

  test('a field that cannot be told is left out, one with an error is marked, and the others are whole', () => {
    const { partial } = parseMapping(
      withFields('Name <-> name', 'City', 'map: E-Mail <-> emailaddress1\n    match: first', 'Address -> fax'),
      'm',
    );
    assert.deepEqual(
      partial?.mapping.fields.map(({ localField }) => localField),
      ['Name', 'E-Mail', 'Address'],
    );
    assert.deepEqual(
      partial?.source.fields.map(({ broken }) => broken ?? false),
      [false, true, false],
    );
  });

  test('without fields the rest can still be told', () => {
    const { partial } = parseMapping(mappingText({ fields: undefined, dependsOn: '[X]' }), 'm');
    assert.deepEqual([partial?.mapping.fields, partial?.mapping.dependsOn], [[], ['X']]);
  });

  test('a bracket that is not closed hides keys, and nobody says that they are missing', () => {
    const text = mappingText({ tableFilter: '{ Blocked: 0' });
    assert.deepEqual([...new Set(parseMapping(text, 'm').problems.map(({ code }) => code))], ['YAML_SYNTAX']);
  });

  const cases: readonly { readonly name: string; readonly text: string; readonly told: readonly string[] }[] = [
    {
      name: 'a misspelled field is told although another line has no arrow',
      text: withFields('Naem <-> name', 'City'),
      told: ['ARROW_SYNTAX City', 'UNKNOWN_FIELD Naem'],
    },
    {
      name: 'a required field is not called missing where a line could not be read',
      text: withFields('E-Mail <-> emailaddress1', 'Name<->name'),
      told: ['ARROW_SYNTAX Name<->name'],
    },
    {
      name: 'nor a way that no field goes',
      text: withFields('Name -> name', 'E-Mail emailaddress1'),
      told: ['ARROW_SYNTAX E-Mail emailaddress1'],
    },
    {
      name: 'types are not compared where the lookup that translates the value is wrong',
      text: withFields('Name <-> name', 'map: Last Date Modified -> numberofemployees\n    lookup: []'),
      told: ['WRONG_TYPE []'],
    },
    {
      name: 'a filter is checked although a policy is misspelled',
      text: mappingText({ updateConflict: 'nobody', tableFilter: '{ Priority: high }' }),
      told: ['FILTER_SYNTAX high', 'WRONG_WORD nobody'],
    },
    {
      name: 'an unknown table is told although a key is unknown',
      text: mappingText({ integrationTable: 'acount', colour: 'red' }),
      told: ['UNKNOWN_KEY colour', 'UNKNOWN_TABLE acount'],
    },
    {
      name: 'a constant for two fields is told once',
      text: withFields('Name <-> name', 'map: Last Date Modified -> numberofemployees\n    constant: x'),
      told: ['CONSTANT_WITH_TWO_FIELDS x'],
    },
    {
      name: 'the value map of a looked-up field is told once',
      text: withFields('Name <-> name', 'map: Blocked -> statecode\n    lookup: CUSTOMER\n    values: { X: 9 }'),
      told: ['LOOKUP_WITH_VALUES values'],
    },
    {
      name: 'new records without matching are not told where a line could not be read',
      text: mappingText({
        synchOnlyCoupledRecords: 'false',
        integrationTableFilter: '{ statecode: 0 }',
        fields: '\n  - Name <-> name\n  - map: E-Mail',
      }),
      told: ['ARROW_SYNTAX E-Mail'],
    },
  ];
  for (const { name, text, told } of cases) {
    test(name, () => assert.deepEqual([...allOf(text)].sort(), [...told].sort()));
  }

  test('whatever is cut out of a file, what is left is looked at without a fault', () => {
    const whole = mappingText({
      tableFilter: "{ Blocked: '', Priority: 1..5 }",
      onCreate: '{ integration: { statecode: 0 } }',
      matching: '{ createNew: false, synchronize: true }',
      fields:
        "\n  - map: Name <-> name\n    match: 1\n  - map: Blocked <-> statecode\n    values: { '': 0, All: 1 }\n  - map: E-Mail -> emailaddress1\n    transform: { toIntegrationTable: [trim] }",
    });
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(40), (from, length) => {
        const text = whole.slice(0, from) + whole.slice(from + length);
        const { mapping, partial, problems } = parseMapping(text, 'm');
        assert.ok(mapping === undefined || partial === undefined);
        assert.ok(mapping !== undefined || problems.some(({ severity }) => severity === 'error'));
        for (const problem of allOf(text)) assert.equal(typeof problem, 'string');
        if (partial) assert.equal(partial.mapping.fields.length, partial.source.fields.length);
      }),
    );
  });
});

suite('What can be read of a workspace file with errors', () => {
  const good =
    'sample:\n    local: { connector: sqlite, file: a.sqlite }\n    integration: { connector: sqlite, file: b.sqlite }\n';

  test('environments and patterns without errors', () => {
    const text = `environments:\n  ${good}  broken:\n    local: { connector: sqlite }\ndefaultEnvironment: sample\nmappings: [a.mapping.yaml, ../b.mapping.yaml]\n`;
    const { workspace, partial } = parseWorkspace(text, 'tandem.yaml');
    assert.equal(workspace, undefined);
    assert.deepEqual(
      partial?.environments.map(({ name }) => name),
      ['sample'],
    );
    assert.equal(partial?.defaultEnvironment, 'sample');
    assert.deepEqual(
      partial?.mappings.map(({ pattern }) => pattern),
      ['a.mapping.yaml'],
    );
  });

  test('the mappings, where the environments are missing', () => {
    const { partial } = parseWorkspace('mappings: [a.mapping.yaml]\n', 'tandem.yaml');
    assert.deepEqual([partial?.environments, partial?.mappings.length], [[], 1]);
  });

  test('a default that names a broken environment is left out', () => {
    const text = `environments:\n  ${good}  live:\n    local: {}\ndefaultEnvironment: live\nmappings: []\n`;
    assert.equal(parseWorkspace(text, 'tandem.yaml').partial?.defaultEnvironment, undefined);
  });
});

/** Each problem of a file, by itself and against the example's tables. */
function allOf(text: string): readonly string[] {
  const { mapping, source, partial, problems } = parseMapping(text, 'm');
  const read = mapping && source ? { mapping, source } : partial;
  const together = checkMappings({
    mappings: read ? [read.mapping] : [],
    sources: read ? [read.source] : [],
    schemas: exampleTables,
    defaults: { local: {}, integration: {} },
  });
  return pointedAt(text, [...problems, ...together.problems]);
}
