import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { NewMapping } from '../../../src/core/mapping/writeMapping';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import { writeMapping } from '../../../src/core/mapping/writeMapping';

const customer: NewMapping = {
  name: 'CUSTOMER',
  table: { name: 'Customer' },
  integrationTable: { name: 'account', key: 'accountnumber' },
  direction: 'bidirectional',
  fields: [
    { localField: 'No.', integrationField: 'accountnumber', direction: 'bidirectional', match: 1 },
    { localField: 'Name', integrationField: 'name', direction: 'bidirectional' },
    {
      localField: 'Currency Code',
      integrationField: 'currencyid',
      direction: 'toIntegrationTable',
      lookup: 'CURRENCY',
    },
  ],
};

suite('Writing a new mapping', () => {
  test('gives a file as a person would write it', () => {
    assert.equal(
      writeMapping(customer),
      `# Customer and account, in both directions.
name: CUSTOMER
table: Customer
integrationTable: { name: account, key: accountnumber }
direction: bidirectional

# Scheduled runs synchronize coupled records only. Set it to false, and they create new ones as well.
synchOnlyCoupledRecords: true

fields:
  - map: No. <-> accountnumber
    match: 1
  - Name <-> name
  - map: Currency Code -> currencyid
    lookup: CURRENCY
`,
    );
  });

  test('quotes names that YAML would take for something else', () => {
    const text = writeMapping({
      ...customer,
      name: 'No',
      table: { name: '2024' },
      integrationTable: { name: "it's: #1" },
    });
    assert.match(text, /^name: 'No'$/m);
    assert.match(text, /^table: '2024'$/m);
    assert.match(text, /^integrationTable: 'it''s: #1'$/m);
  });

  test('reads back as it was meant, whatever the names hold', () => {
    fc.assert(
      fc.property(
        anyName,
        anyName,
        anyName,
        anyField,
        anyField,
        anyField,
        (name, table, other, local, remote, lookup) => {
          const fields = [
            { localField: local, integrationField: remote, direction: 'bidirectional' as const, lookup, match: 2 },
          ];
          const references = {
            table: { name: table, id: local },
            integrationTable: { name: other, modifiedOn: remote },
          };
          const written = writeMapping({ name, ...references, direction: 'bidirectional', fields });
          const { mapping, problems } = parseMapping(written, 'new.mapping.yaml');
          assert.ok(mapping, `${written}\n${JSON.stringify(problems)}`);
          assert.equal(mapping.name, name);
          assert.deepEqual([mapping.table, mapping.integrationTable], [references.table, references.integrationTable]);
          const [field] = mapping.fields;
          assert.deepEqual([field?.localField, field?.integrationField], [local, remote]);
          assert.deepEqual(field?.lookup, [{ mapping: lookup }]);
          assert.deepEqual(field?.match, { priority: 2, caseSensitive: false });
        },
      ),
      { numRuns: 500 },
    );
  });
});

const anyName = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom(
        '-',
        ':',
        ' ',
        '#',
        "'",
        '"',
        '\\',
        '{',
        ']',
        ',',
        '&',
        '*',
        '!',
        '%',
        '@',
        '|',
        '>',
        '?',
        'a',
        '1',
        '.',
      ),
      minLength: 1,
      maxLength: 8,
    }),
    fc.constantFrom(
      'null',
      '~',
      'true',
      'No',
      'on',
      '1',
      '.5',
      '1e3',
      '0x1F',
      '2026-01-01',
      '---',
      '...',
      '- a',
      '? b',
      'a: b',
      'a #b',
      '\t',
      '\u0085',
    ),
  )
  .filter((name) => name.trim() !== '');

/** An arrow trims its fields, and has no way to say a name with an arrow in it. */
const anyField = anyName.filter(
  (name) => name === name.trim() && !/[\r\n]/.test(name) && !/(^|\s)(<->|->|<-)(\s|$)/.test(name),
);
