import assert from 'node:assert/strict';
import { definitionOf } from '../../src/server/features/definition';
import { markedWorkspace, customer, workspaceText } from './markedWorkspace';

/** The places a definition leads to, each as `file:line text`. */
function leadsTo(files: Readonly<Record<string, string>>): readonly string[] {
  const { analysis, file, offset } = markedWorkspace(files);
  return definitionOf(analysis, file, offset).map(({ targetUri, targetSelectionRange: { start } }) => {
    const name = decodeURIComponent(targetUri.slice(analysis.folder.length + 1));
    return `${name}:${start.line + 1}`;
  });
}

const currency = customer({ name: 'CURRENCY', table: 'Currency', integrationTable: 'transactioncurrency' });

suite('Go to definition', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['dependsOn', { dependsOn: '[CURR|ENCY]' }],
    ['dependsOn in lines', { dependsOn: '\n  - |CURRENCY' }],
    ['the end of a name', { dependsOn: '[CURRENCY|]' }],
    ['quotes', { dependsOn: "['CUR|RENCY']" }],
    ['a lookup', { fields: '\n  - map: Code <-> currencyid\n    lookup: CURR|ENCY' }],
    ['one of several lookups', { fields: '\n  - map: Code <-> currencyid\n    lookup: [OTHER, CURR|ENCY]' }],
    [
      'a lookup in the long form',
      { fields: '\n  - map: Code <-> c\n    lookup: { mapping: CURR|ENCY, localField: Code }' },
    ],
    ['a list of long forms', { fields: '\n  - map: Code <-> c\n    lookup:\n      - mapping: CURR|ENCY' }],
    ['a lookup of a disabled field', { fields: '\n  - map: Code <-> c\n    enabled: false\n    lookup: CURR|ENCY' }],
    ['a file whose other parts are wrong', { direction: 'sideways', dependsOn: '[CURR|ENCY]' }],
  ];
  for (const [where, lines] of cases) {
    test(`leads from ${where} to the mapping`, () => {
      assert.deepEqual(leadsTo({ 'a.mapping.yaml': customer(lines), 'b.mapping.yaml': currency }), [
        'b.mapping.yaml:1',
      ]);
    });
  }

  test('leads from a name to itself', () => {
    const own = customer({ name: 'CUST|OMER' });
    assert.deepEqual(leadsTo({ 'a.mapping.yaml': own, 'b.mapping.yaml': currency }), ['a.mapping.yaml:1']);
  });

  test('shows every file that has the name', () => {
    const files = { 'a.mapping.yaml': customer({ dependsOn: '[CURREN|CY]' }), 'b.mapping.yaml': currency };
    assert.deepEqual(leadsTo({ ...files, 'c d.mapping.yaml': `# Twice.\n${currency}` }), [
      'b.mapping.yaml:1',
      'c d.mapping.yaml:2',
    ]);
  });

  const nowhere: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['a name that no mapping has', { dependsOn: '[NOB|ODY]' }],
    ['a field', { fields: '\n  - Na|me <-> name' }],
    ['a table', { table: 'Cust|omer' }],
    ['a key', { 'depen|dsOn': '[CURRENCY]' }],
  ];
  for (const [where, lines] of nowhere) {
    test(`leads nowhere from ${where}`, () => {
      assert.deepEqual(leadsTo({ 'a.mapping.yaml': customer(lines), 'b.mapping.yaml': currency }), []);
    });
  }

  const mappings = {
    'mappings/a.mapping.yaml': customer(),
    'mappings/deep/b.mapping.yaml': currency,
    'c.mapping.yaml': `# Nothing yet.\n`,
  };
  const patterns: readonly (readonly [string, readonly string[]])[] = [
    ['mappings/*.mapp|ing.yaml', ['mappings/a.mapping.yaml:1']],
    ['mappings/**/*.mapp|ing.yaml', ['mappings/a.mapping.yaml:1', 'mappings/deep/b.mapping.yaml:1']],
    ['./mappings/a.mapp|ing.yaml', ['mappings/a.mapping.yaml:1']],
    ['c.mapping.ya|ml', ['c.mapping.yaml:1']],
    ['other/*.mapp|ing.yaml', []],
  ];
  for (const [pattern, expected] of patterns) {
    test(`leads from ${pattern.replace('|', '')} to the files it means`, () => {
      assert.deepEqual(leadsTo({ 'tandem.yaml': workspaceText([pattern]), ...mappings }), expected);
    });
  }

  test('leads from the default environment to its settings', () => {
    const text = `${workspaceText(['a.mapping.yaml'])}defaultEnvironment: sam|ple\n`;
    assert.deepEqual(leadsTo({ 'tandem.yaml': text, ...mappings }), ['tandem.yaml:2']);
  });

  test('marks the name under the cursor and shows the whole file', () => {
    const { analysis, file, offset } = markedWorkspace({
      'a.mapping.yaml': customer({ dependsOn: "['CUR|RENCY']" }),
      'b.mapping.yaml': currency,
    });
    const [link] = definitionOf(analysis, file, offset);
    assert.deepEqual(link?.originSelectionRange, {
      start: { line: 6, character: 12 },
      end: { line: 6, character: 22 },
    });
    assert.deepEqual(link?.targetRange, { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } });
  });
});
