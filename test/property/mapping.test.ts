import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import { parseWorkspace } from '../../src/core/mapping/parseWorkspace';
import { setSynchOnlyCoupledRecords } from '../../src/core/mapping/setSynchOnlyCoupledRecords';
import type { Problem } from '../../src/core/model/problem';

const whole = `name: CUSTOMER
table: { name: Customer, id: SystemId, key: No., modifiedOn: SystemModifiedAt }
integrationTable: account             # or the long form
direction: bidirectional
synchOnlyCoupledRecords: true         # default true
tableFilter:            { Blocked: '' }
updateConflict: none
dependsOn: [PAYMENT TERMS]
matching: { createNew: false, synchronize: true }
onCreate:
  integration: { customertypecode: 3 }
fields:
  - No. -> accountnumber
  - Name <-> name
  - map: E-Mail <-> emailaddress1
    match: { priority: 1, caseSensitive: false }
    transform: { toIntegrationTable: [trim, { substring: { start: 1, length: 3 } }], fromIntegrationTable: [] }
  - map: Salesperson Code -> ownerid
    lookup: [SALESPEOPLE, { mapping: TEAM, localField: Code }]
    notNull: true
  - map: Blocked <-> statecode
    values: { '': 0, All: 1 }
  - map: -> owneridtype
    constant: systemuser
`;

suite('properties of parsing', () => {
  test('any text at all gives problems with places in it, or a mapping, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), yamlish()), (text) => {
        const { mapping, problems } = parseMapping(text, 'm');
        assert.equal(mapping === undefined, problems.some(isError));
        placesAreWithin(text, problems);
        placesAreWithin(text, parseWorkspace(text, 'w').problems);
      }),
      { numRuns: 500 },
    );
  });

  test('a damaged mapping never throws either', () => {
    fc.assert(
      fc.property(damaged(whole), (text) => {
        const { mapping, problems, source } = parseMapping(text, 'm');
        assert.equal(mapping === undefined, problems.some(isError));
        assert.equal(mapping?.fields.length, source?.fields.length);
        placesAreWithin(text, problems);
        placesAreWithin(text, parseWorkspace(text, 'w').problems);
      }),
      { numRuns: 500 },
    );
  });

  test('field names come back as they were written, wherever they stand', () => {
    const letter = fc.constantFrom(...'abcXYZ0189._/%&()[]{}#\'"\\:,!?*@`|>=~^ äß€');
    const name = fc
      .string({ unit: letter, minLength: 1, maxLength: 20 })
      .map((text) => text.trim())
      .filter((text) => text !== '' && !/(^|\s)(<->|->|<-)(\s|$)/.test(text));
    fc.assert(
      fc.property(name, name, fc.boolean(), (local, integration, double) => {
        const arrow = `${local} <-> ${integration}`;
        const quoted = double ? JSON.stringify(arrow) : `'${arrow.replaceAll("'", "''")}'`;
        const text = `name: A\ntable: T\nintegrationTable: t\ndirection: bidirectional\nfields:\n  - ${quoted}\n`;
        const field = parseMapping(text, 'm').mapping?.fields[0];
        assert.deepEqual([field?.localField, field?.integrationField], [local, integration]);
      }),
    );
  });
});

suite('properties of setting synchOnlyCoupledRecords', () => {
  test('the file then says the value, and no other line differs', () => {
    fc.assert(
      fc.property(layouts(), fc.boolean(), (text, value) => {
        const after = setSynchOnlyCoupledRecords(text, value);
        assert.equal(parseMapping(after, 'm').mapping?.synchOnlyCoupledRecords, value);
        assert.equal(setSynchOnlyCoupledRecords(after, value), after);
        const own = (line: string) => line.includes('synchOnlyCoupledRecords');
        const others = (of: string) => of.split(/(?<=\n)/).filter((line) => !own(line));
        assert.deepEqual(others(after), others(text));
      }),
    );
  });

  test('any text keeps its other lines, and never throws', () => {
    fc.assert(
      fc.property(damaged(whole), fc.boolean(), (text, value) => {
        const after = setSynchOnlyCoupledRecords(text, value);
        assert.ok(Math.abs(after.length - text.length) < 60);
      }),
      { numRuns: 500 },
    );
  });
});

/** Mappings that differ in layout: with and without the key, in either line ending, indented, with comments. */
function layouts(): fc.Arbitrary<string> {
  const options = fc.record({
    key: fc.constantFrom('', 'synchOnlyCoupledRecords: true # c\n', 'synchOnlyCoupledRecords:   false\n'),
    early: fc.boolean(),
    table: fc.constantFrom('table: T\n', 'table: { name: T } # t\n', 'table:\n  name: T # n\n  id: I\n'),
    direction: fc.constantFrom('bidirectional', '"bidirectional"', 'bidirectional   # both', '>-\n  bidirectional'),
    eol: fc.constantFrom('\n', '\r\n'),
    indent: fc.constantFrom('', '  '),
    last: fc.boolean(),
  });
  return options.map(({ key, early, table, direction, eol, indent, last }) => {
    const head = `# top\nname: A\n${table}${early ? key : ''}integrationTable: t\n`;
    const fields = `fields:\n  - 'A' <-> "b"\n`.replace(`'A' <-> "b"`, `"A <-> b"  # first`);
    const body = last
      ? `${head}${early ? '' : key}${fields}direction: ${direction}\n`
      : `${head}direction: ${direction}\n\n${early ? '' : key}${fields}`;
    return body
      .split('\n')
      .map((line) => (line === '' ? line : indent + line))
      .join(eol);
  });
}

/** A text with some of its pieces taken out, doubled, exchanged or overwritten. */
function damaged(text: string): fc.Arbitrary<string> {
  const at = fc.nat(text.length);
  const piece = fc.constantFrom(
    '',
    ':',
    '- ',
    '\n',
    '[',
    '}',
    "'",
    '"',
    ' <-> ',
    '*a',
    '&a ',
    '#',
    '!!x ',
    '? ',
    '|\n',
    '\t',
    '~',
    '%',
  );
  const damage = fc.record({
    from: at,
    length: fc.nat(40),
    insertion: fc.oneof(piece, fc.constant(text.slice(0, 60))),
  });
  return fc
    .array(damage, { minLength: 1, maxLength: 4 })
    .map((all) =>
      all.reduce((now, { from, length, insertion }) => now.slice(0, from) + insertion + now.slice(from + length), text),
    );
}

/** Texts made of what YAML is made of. */
function yamlish(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ...[
      'name',
      'fields',
      'map',
      'A -> b',
      ': ',
      '- ',
      '\n',
      '\n  ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      "'",
      '"',
      '#',
      '&a ',
      '*a',
      '---\n',
    ],
    ...['!t ', '%', '? ', '|', '>', '<<: *a', 'environments', 'lookup', 'values', '~', '\r', '\u0085', '\0', '\uFEFF'],
  );
  return fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
}

function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

function placesAreWithin(text: string, problems: readonly Problem[]): void {
  for (const { range, message } of problems) {
    assert.ok(range.start.offset >= 0 && range.start.offset <= range.end.offset, message);
    assert.ok(range.end.offset <= text.length, message);
    assert.ok(range.start.line >= 1 && range.start.column >= 1, message);
    assert.match(message, /[.!?]$/);
  }
}
