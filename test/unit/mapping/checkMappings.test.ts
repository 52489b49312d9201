import { strict as assert } from 'node:assert';
import { must } from '../../../src/core/assert';
import { checkMappings } from '../../../src/core/mapping/checkMappings';
import type { MappingsToCheck } from '../../../src/core/mapping/checkMappings';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import type { FieldDescription, SystemSchema } from '../../../src/core/model/schema';
import type { FieldType } from '../../../src/core/model/value';
import { fixed, mappingText, pointedAt } from './mappingText';

suite('checkMappings: mappings among each other', () => {
  test('mappings that agree have no problems', () => {
    assert.deepEqual(
      checked([mappingText(), mappingText({ name: 'VENDOR', table: 'Vendor', dependsOn: '[CUSTOMER]' })]),
      [],
    );
  });

  test('a name may be given once', () => {
    const texts = [mappingText(), mappingText({ name: "'CUSTOMER'" })];
    const problems = check(texts).problems;
    assert.deepEqual(pointedAt(must(texts[1], 'text'), problems), ["DUPLICATE_MAPPING_NAME 'CUSTOMER'"]);
    assert.deepEqual([problems[0]?.file, problems[0]?.related?.[0]?.file], ['1.mapping.yaml', '0.mapping.yaml']);
  });

  test('a lookup into a mapping that does not exist is corrected to the nearest', () => {
    const text = withLookup('CUSTOMR');
    const { problems } = check([text, mappingText()]);
    assert.deepEqual(pointedAt(text, problems), ['UNKNOWN_MAPPING CUSTOMR']);
    assert.equal(fixed(text, problems[0]), withLookup('CUSTOMER'));
  });

  test('a dependency on a mapping that does not exist is told', () => {
    assert.deepEqual(
      checked([mappingText({ dependsOn: '[CUSTOMER-2, VENDOR]', name: 'A' })], { brokenNames: ['VENDOR'] }),
      ['UNKNOWN_MAPPING CUSTOMER-2'],
    );
  });

  test('a disabled field may look up what does not exist', () => {
    assert.deepEqual(checked([`${withLookup('NOBODY')}    enabled: false\n`]), []);
  });

  test('a circle of dependencies is an error', () => {
    assert.deepEqual(
      checked([mappingText({ name: 'A', dependsOn: '[B]' }), mappingText({ name: 'B', table: 'B', dependsOn: '[A]' })]),
      ['DEPENDENCY_CYCLE B'],
    );
    assert.deepEqual(checked([mappingText({ dependsOn: '[CUSTOMER]' })]), ['DEPENDENCY_CYCLE CUSTOMER']);
  });

  test('a lookup that closes a circle is information with the order chosen', () => {
    const text = mappingText({ fields: '\n  - A <-> a\n  - map: Contact <-> contact\n    lookup: ORDERER' });
    const { problems } = check([text, withLookup('CUSTOMER')]);
    assert.deepEqual(pointedAt(text, problems), ['LOOKUP_DEFERRED ORDERER']);
    assert.equal(problems[0]?.severity, 'information');
    assert.match(problems[0]?.message ?? '', /CUSTOMER runs before ORDERER/);
  });

  test('a lookup into the mapping itself goes without saying', () => {
    assert.deepEqual(checked([withLookup('ORDERER')]), []);
  });

  test('without places the problem stands at the name', () => {
    const { mapping } = parseMapping(mappingText({ dependsOn: '[VENDER]' }), 'm');
    const { problems } = checkMappings({ mappings: [must(mapping, 'mapping')], brokenNames: ['VENDOR'], defaults });
    assert.deepEqual(problems[0]?.range, mapping?.nameRange);
    assert.equal(problems[0]?.fixes, undefined);
  });
});

suite('checkMappings: mappings and tables', () => {
  const text = (fields: string, more: Readonly<Record<string, string>> = {}) =>
    mappingText({ ...more, fields: `\n  - No. -> accountnumber\n  - Name <-> name${fields && `\n  - ${fields}`}` });

  test('a mapping that fits its tables has no problems', () => {
    assert.deepEqual(checked([text('Balance -> balance')], { schemas }), []);
  });

  const cases: readonly {
    readonly name: string;
    readonly fields?: string;
    readonly more?: Readonly<Record<string, string>>;
    readonly told: readonly string[];
  }[] = [
    { name: 'an unknown table', more: { table: 'Costumer' }, told: ['UNKNOWN_TABLE Costumer'] },
    { name: 'an unknown id', more: { table: '{ name: Customer, id: SysId }' }, told: ['UNKNOWN_FIELD SysId'] },
    {
      name: 'a table without an id',
      more: { integrationTable: 'log', direction: 'toIntegrationTable' },
      told: ['ID_UNKNOWN log', 'UNKNOWN_FIELD accountnumber', 'UNKNOWN_FIELD name'],
    },
    {
      name: 'a table without a stamp',
      more: { integrationTable: '{ name: log, id: text }', direction: 'toIntegrationTable' },
      told: ['MODIFIED_ON_UNKNOWN log', 'UNKNOWN_FIELD accountnumber', 'UNKNOWN_FIELD name'],
    },
    { name: 'an unknown local field', fields: 'Citty <-> city', told: ['UNKNOWN_FIELD Citty', 'UNKNOWN_FIELD city'] },
    { name: 'an unknown field of a disabled mapping row', fields: 'map: Citty <-> city\n    enabled: false', told: [] },
    { name: 'an unknown field in a filter', more: { tableFilter: '{ Blokced: 1 }' }, told: ['UNKNOWN_FIELD Blokced'] },
    {
      name: 'an unknown field in onCreate',
      more: { onCreate: '{ local: { Colour: red } }' },
      told: ['UNKNOWN_FIELD Colour'],
    },
    {
      name: 'an unknown field of a looked-up table',
      fields: 'map: Contact -> contact\n    lookup: { mapping: CUSTOMER, localField: Code, integrationField: name }',
      told: ['UNKNOWN_FIELD Code'],
    },
    { name: 'a read-only destination', fields: 'Balance <-> balance', told: ['READ_ONLY_DESTINATION Balance'] },
    {
      name: 'a read-only field in onCreate',
      more: { onCreate: '{ local: { Balance: 1 } }' },
      told: ['READ_ONLY_DESTINATION Balance'],
    },
    { name: 'types that never fit', fields: 'Since -> balance', told: ['TYPES_DO_NOT_FIT ->'] },
    {
      name: 'types that fit as text',
      fields: 'map: Since -> note\n    transform: { toIntegrationTable: [{ dateFormat: { format: yyyy } }] }',
      told: [],
    },
    { name: 'a text longer than its destination', fields: 'Contact -> note', told: ['TEXT_MAY_BE_TOO_LONG note'] },
    { name: 'a text of any length', fields: 'Contact <- memo', told: ['TEXT_MAY_BE_TOO_LONG Contact'] },
    {
      name: 'a text that may be cut',
      fields: 'map: Contact -> note\n    transform: { toIntegrationTable: [truncate] }',
      told: [],
    },
    {
      name: 'a text that is cut by a rule',
      fields:
        'map: Contact -> note\n    transform: { toIntegrationTable: [trim, { substring: { start: 2, length: 10 } }] }',
      told: [],
    },
    { name: 'a filter that suits its type', more: { tableFilter: '{ Balance: 1..5 }' }, told: [] },
    { name: 'a filter that does not', more: { tableFilter: "{ Balance: '>=x' }" }, told: ['FILTER_SYNTAX x'] },
    { name: 'a constant that fits', fields: 'map: -> balance\n    constant: 1.5', told: [] },
    {
      name: 'a constant that does not',
      fields: 'map: -> balance\n    constant: much',
      told: ['VALUE_DOES_NOT_FIT much'],
    },
    { name: 'an empty constant', fields: 'map: -> balance\n    constant: null', told: [] },
    {
      name: 'an option by value and by name',
      fields: "map: Blocked <-> state\n    values: { '': 0, All: Inactive }",
      told: ['VALUES_NOT_COVERED values'],
    },
    {
      name: 'an unknown option on either side',
      fields: 'map: Blocked <-> state\n    values: { Nothing: 0, All: 7 }',
      told: ['UNKNOWN_OPTION Nothing', 'UNKNOWN_OPTION 7'],
    },
    {
      name: 'an unknown option as a constant',
      fields: 'map: -> state\n    constant: Inactiv',
      told: ['UNKNOWN_OPTION Inactiv'],
    },
    {
      name: 'an unknown option in onCreate',
      more: { onCreate: '{ integration: { state: 9 } }' },
      told: ['UNKNOWN_OPTION 9'],
    },
  ];
  for (const { name, fields = '', more = {}, told } of cases) {
    test(name, () => assert.deepEqual(checked([text(fields, more)], { schemas }), told));
  }

  test('a required field that nothing sets is told once for each', () => {
    const bare = mappingText({ fields: '\n  - No. -> note\n  - Name <-> description' });
    const { problems } = check([bare], { schemas });
    assert.deepEqual(pointedAt(bare, problems), ['REQUIRED_FIELD_NOT_SET account']);
    assert.match(problems[0]?.message ?? '', /need 'name'/);
    assert.deepEqual(
      checked(
        [
          mappingText({
            fields: '\n  - No. -> note\n  - Name <-> description',
            onCreate: '{ integration: { name: x } }',
          }),
        ],
        { schemas },
      ),
      [],
    );
  });

  test('a misspelled field is corrected, also beside an arrow', () => {
    const misspelled = text('Ballance -> balance');
    const { problems } = check([misspelled], { schemas });
    assert.equal(fixed(misspelled, problems[0]), text('Balance -> balance'));
  });

  test('where the workspace names the id and the stamp for all tables, a mapping need not', () => {
    const words = { local: {}, integration: { id: 'text', modifiedOn: 'stamp' } };
    const fields = '\n  - Name -> line';
    assert.deepEqual(
      checked([mappingText({ integrationTable: 'log', direction: 'toIntegrationTable', fields })], {
        schemas,
        defaults: words,
      }),
      [],
    );
  });

  test('a side whose schema is not known is not checked', () => {
    assert.deepEqual(
      checked([text('Citty -> city')], { schemas: { integration: must(schemas.integration, 'schema') } }),
      ['UNKNOWN_FIELD city'],
    );
  });
});

const defaults = { local: {}, integration: {} };

const code: FieldType = { kind: 'text', maxLength: 20 };
const decimal: FieldType = { kind: 'decimal' };

function aField(name: string, type: FieldType, more: Partial<FieldDescription> = {}): FieldDescription {
  return { name, type, required: false, readOnly: false, unique: false, ...more };
}

function option(...names: readonly string[]): FieldType {
  return { kind: 'option', members: names.map((name, value) => ({ value: String(value), name })) };
}

const schemas: { readonly local: SystemSchema; readonly integration: SystemSchema } = {
  local: {
    tables: [
      {
        name: 'Customer',
        idField: 'SystemId',
        modifiedOnField: 'SystemModifiedAt',
        fields: [
          aField('SystemId', { kind: 'guid' }, { required: true }),
          aField('SystemModifiedAt', { kind: 'dateTime', fractionDigits: 3 }),
          aField('No.', code),
          aField('Name', { kind: 'text', maxLength: 100 }),
          aField('Contact', { kind: 'text', maxLength: 100 }),
          aField('Balance', decimal, { readOnly: true, required: true }),
          aField('Since', { kind: 'date' }),
          aField('Blocked', option(' ', 'Ship', 'All')),
        ],
      },
    ],
  },
  integration: {
    tables: [
      {
        name: 'account',
        idField: 'accountid',
        modifiedOnField: 'modifiedon',
        fields: [
          aField('accountid', { kind: 'guid' }, { required: true }),
          aField('modifiedon', { kind: 'dateTime', fractionDigits: 3 }),
          aField('accountnumber', code),
          aField('name', { kind: 'text', maxLength: 100 }, { required: true }),
          aField('note', code),
          aField('description', { kind: 'text', maxLength: 100 }),
          aField('memo', { kind: 'text' }),
          aField('contact', { kind: 'guid' }),
          aField('balance', decimal),
          aField('state', option('Active', 'Inactive')),
        ],
      },
      {
        name: 'log',
        fields: [
          aField('text', { kind: 'text' }),
          aField('line', { kind: 'text' }),
          aField('stamp', { kind: 'dateTime', fractionDigits: 3 }),
        ],
      },
    ],
  },
};

function check(texts: readonly string[], more: Partial<MappingsToCheck> = {}) {
  const files = texts.map((text, index) => {
    const parsed = parseMapping(text, `${index}.mapping.yaml`);
    assert.deepEqual(parsed.problems, []);
    return { mapping: must(parsed.mapping, 'mapping'), source: must(parsed.source, 'source') };
  });
  return checkMappings({
    mappings: files.map((file) => file.mapping),
    sources: files.map((file) => file.source),
    defaults,
    ...more,
  });
}

/** Each problem as its code and the text it points at, in whichever file. */
function checked(texts: readonly string[], more: Partial<MappingsToCheck> = {}): readonly string[] {
  return check(texts, more).problems.flatMap((problem) =>
    pointedAt(must(texts[Number.parseInt(problem.file, 10)], 'text'), [problem]),
  );
}

function withLookup(mapping: string): string {
  return mappingText({
    name: 'ORDERER',
    table: 'Order',
    fields: `\n  - A <-> a\n  - map: Orderer <-> orderer\n    lookup: ${mapping}`,
  });
}
