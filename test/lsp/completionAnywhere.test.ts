import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import { completionItems } from '../../src/server/features/complete';
import { hoverAt } from '../../src/server/features/hover';
import { inlayHintsOf } from '../../src/server/features/inlayHints';
import { semanticTokensOf } from '../../src/server/features/semanticTokens';
import type { Question } from './analysisBuilder';
import { customerFields, customerHead, questionAt, salespeopleFile } from './analysisBuilder';
import { editOf, offered, taken } from './completionText';
import { offsetsOf } from '../../src/server/features/offsets';

const files = { 'mappings/salespeople.mapping.yaml': salespeopleFile };

/** Asks every feature at a place; what it answers stands in the text, and edits stand in the cursor's line. */
function askAll({ analysis, file, offset }: Question): void {
  for (const item of completionItems(analysis, file, offset)) {
    const { range } = editOf(item);
    assert.equal(range.start.line, range.end.line, item.label);
    const { start, end } = offsetsOf(file.text, range);
    assert.ok(start <= offset && offset <= end, `${item.label}: ${start}..${end} has not ${offset}`);
  }
  hoverAt(analysis, file, offset);
}

function askWhole({ analysis, file }: Question): void {
  inlayHintsOf(analysis, file, { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } });
  semanticTokensOf(analysis, file);
}

const full = `${customerHead}synchOnlyCoupledRecords: true
tableFilter: { Blocked: '' }
integrationTableFilter:
  statecode: 0 # Active
  customertypecode: <>1&<>11
dependsOn: [SALESPEOPLE]
matching: { createNew: false, synchronize: true }
onCreate:
  integration: { customertypecode: 3 }
fields:
  # the name
  - Name <-> name
  - map: E-Mail <-> emailaddress1
    match: { priority: 1, caseSensitive: false }
    transform: { toIntegrationTable: [trim, { substring: { start: 1, length: 3 } }] }
  - map: Salesperson Code -> ownerid
    lookup: { mapping: SALESPEOPLE, localField: Code }
  - map: Blocked <-> statecode
    values: { '': 0, All: 1 }
  - map: -> owneridtype
    constant: systemuser
`;

suite('Asking at any place', () => {
  test('works while a mapping is typed from its first to its last letter', () => {
    for (let length = 0; length <= full.length; length++) {
      const question = questionAt(`${full.slice(0, length)}¦`, { files });
      askAll(question);
      askWhole(question);
    }
  });

  test('works at every place of a whole mapping', () => {
    const { analysis, file } = questionAt(`${full}¦`, { files });
    for (let offset = 0; offset <= full.length; offset++) askAll({ analysis, file, offset });
  });

  test('works at every place of the templates', () => {
    const folder = path.join('media', 'templates');
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    assert.ok(texts.length > 10);
    for (const name of texts) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const file = name.endsWith('.mapping.yaml') ? name.replaceAll('\\', '/') : 'tandem.yaml';
      const { analysis, file: analysed } = questionAt(`${text}¦`, { files, file });
      for (let offset = 0; offset <= text.length; offset += 7) askAll({ analysis, file: analysed, offset });
    }
  });

  test('works after any change to a mapping', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        "'",
        '"',
        ':',
        ': ',
        '- ',
        '\n',
        '\n  ',
        '\n    ',
        ' <-> ',
        '#',
        '|',
        '>',
        '&',
        '*',
        '\t',
        '\r\n',
        '\u2028',
        '😀',
        '$',
        '`',
      ],
      ...['fields', 'name', 'map: ', '- - ', '\uFEFF', '\\'],
    );
    const change = fc.tuple(fc.nat(full.length), fc.nat(30), piece);
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), fc.nat(), (changes, nat) => {
        let text = full;
        for (const [at, removed, added] of changes) text = text.slice(0, at) + added + text.slice(at + removed);
        const question = { ...questionAt(`${text.replaceAll('¦', '')}¦`, { files }), offset: nat % (text.length + 1) };
        askAll(question);
        askWhole(question);
      }),
      { numRuns: 1000 },
    );
  });
});

suite('Taking a completion', () => {
  const option = (text: string) => customerFields(`map: Blocked <-> statecode\n    ${text}`);
  const places = [
    '|',
    `${customerHead}|`,
    'name: A\n|\nfields:\n  - Name <-> name',
    `${customerHead}tableFilter:\n  |`,
    `${customerHead}tableFilter: |`,
    `${customerHead}tableFilter: { | }`,
    `${customerHead}tableFilter: { Name: | }`,
    `${customerHead}tableFilter:\n  Name: |`,
    `${customerHead}tableFilter:\n  Blocked: |`,
    `${customerHead}integrationTableFilter: { statecode: <>| }`,
    `${customerHead}onCreate: |`,
    `${customerHead}onCreate:\n  |`,
    `${customerHead}onCreate:\n  local:\n    |`,
    `${customerHead}dependsOn:|`,
    `${customerHead}dependsOn:\n  |`,
    `${customerHead}matching: |`,
    `${customerHead}fields:\n  |`,
    `${customerHead}fields:\n  -|`,
    `${customerHead}fields: [|]`,
    customerFields('|'),
    customerFields('Name <-> |'),
    customerFields("'Name <-> |'"),
    customerFields('| <-> name'),
    customerFields('Name <-> name', 'map: |'),
    customerFields('Name <-> name', 'map: E-Mail <-> emailaddress1\n    |'),
    option('values: |'),
    option('values:\n      |'),
    option('values: { 1: | }'),
    option('match: |'),
    option('lookup: |'),
    option('lookup: { | }'),
    option('transform: |'),
    option('transform: { toIntegrationTable: | }'),
    option('transform: { toIntegrationTable: [|] }'),
    option('transform: { toIntegrationTable: [trim, { | }] }'),
    option('transform:\n      toIntegrationTable:\n        |'),
    option('transform:\n      toIntegrationTable:\n        - |'),
  ];

  test('leaves a text that can be read, whichever is taken', () => {
    for (const place of places) {
      const labels = offered(place, { files });
      assert.ok(labels.length > 0, place);
      for (const label of labels) {
        for (const snippets of [true, false]) {
          const after = taken(place, label, { files, snippets }).replace('|\n', '\n');
          const read = after.endsWith('|') || after.includes('$0') ? after.replace('$0', '') : after;
          const broken = parseMapping(read.replace(/(?<=[\s[{])\|(?=[\s\]}'])/, ''), 'a.mapping.yaml').problems.filter(
            ({ code }) => code === 'YAML_SYNTAX' || code === 'DUPLICATE_KEY' || code === 'UNKNOWN_KEY',
          );
          assert.deepEqual(
            broken.map(({ message }) => message),
            [],
            `${JSON.stringify(place)} with ${label}:\n${after}`,
          );
        }
      }
    }
  });

  test('tells each item once', () => {
    for (const place of places) {
      const labels = offered(place, { files });
      assert.deepEqual(
        labels.filter((label, index) => labels.indexOf(label) !== index),
        [],
        place,
      );
    }
  });
});
