import assert from 'node:assert/strict';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { documentSymbols, workspaceSymbols } from '../../src/server/features/symbols';
import { markedWorkspace, customer, workspaceText } from './markedWorkspace';

/** The outline as indented lines: `name (detail)`. */
function outline(symbols: readonly DocumentSymbol[], indent = ''): readonly string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${indent}${name}${detail === undefined ? '' : ` (${detail})`}`,
    ...outline(children ?? [], `${indent}  `),
  ]);
}

function outlineOf(file: string, text: string): readonly string[] {
  const { analysis, file: read } = markedWorkspace({ [file]: text });
  const symbols = documentSymbols(analysis, read);
  assertNested(symbols);
  return outline(symbols);
}

/** Editors refuse symbols that do not hold their own name. */
function assertNested(symbols: readonly DocumentSymbol[]): void {
  for (const { name, range, selectionRange, children } of symbols) {
    assert.notEqual(name, '');
    const after = (a: { line: number; character: number }, b: { line: number; character: number }) =>
      a.line > b.line || (a.line === b.line && a.character >= b.character);
    assert.ok(after(selectionRange.start, range.start) && after(range.end, selectionRange.end), name);
    assertNested(children ?? []);
  }
}

suite('The outline', () => {
  test('shows a mapping with its filters, values and fields', () => {
    const text = customer({
      tableFilter: "{ Blocked: '' }",
      onCreate: '{ integration: { customertypecode: 3 } }',
      fields: [
        '',
        '  - No. -> accountnumber',
        '  - map: E-Mail <-> emailaddress1',
        '    match: 1',
        '  - map: -> owneridtype',
        '    constant: systemuser',
        '  - map: Salesperson Code -> ownerid',
        '    lookup: [SALESPEOPLE, TEAMS]',
        '    enabled: false',
      ].join('\n'),
    });
    assert.deepEqual(outlineOf('a.mapping.yaml', text), [
      'CUSTOMER (Customer <-> account)',
      '  fields (4)',
      '    No. -> accountnumber',
      '    E-Mail <-> emailaddress1 (match 1)',
      '    -> owneridtype (constant systemuser)',
      '    Salesperson Code -> ownerid (disabled, lookup SALESPEOPLE, TEAMS)',
      '  tableFilter',
      '    Blocked ()',
      '  onCreate',
      '    integration',
      '      customertypecode (3)',
    ]);
  });

  test('shows what can be read of a file with errors', () => {
    const text = customer({ updateConflict: 'perhaps', fields: '\n  - Name <-> name\n  - No arrow' });
    assert.deepEqual(outlineOf('a.mapping.yaml', text), [
      'CUSTOMER (Customer <-> account)',
      '  fields (1)',
      '    Name <-> name',
    ]);
  });

  test('shows the parts of a file without a name', () => {
    assert.deepEqual(outlineOf('a.mapping.yaml', 'tableFilter: { Blocked: 1 }\n'), ['tableFilter', '  Blocked (1)']);
  });

  test('shows the environments and files of the workspace', () => {
    assert.deepEqual(outlineOf('tandem.yaml', workspaceText(['a.mapping.yaml', 'b/*.mapping.yaml'])), [
      'environments',
      '  sample',
      '    local',
      '    integration',
      'mappings',
      '  a.mapping.yaml',
      '  b/*.mapping.yaml',
    ]);
  });

  for (const text of [
    '',
    '- a\n',
    'name:\n',
    'name: A\nfields:\n',
    'name: A\nfields: [',
    'fields: &x [*x]\nname: [a]\n',
  ]) {
    test(`does not fail at ${JSON.stringify(text)}`, () => {
      outlineOf('a.mapping.yaml', text);
      outlineOf('tandem.yaml', text);
    });
  }
});

suite('Symbols of the workspace', () => {
  const { analysis } = markedWorkspace({
    'a.mapping.yaml': customer({ fields: '\n  - Name <-> name\n  - Currency Code -> transactioncurrencyid' }),
    'b.mapping.yaml': customer({ name: 'CURRENCY', table: 'Currency', integrationTable: 'transactioncurrency' }),
  });
  const found = (query: string, limit?: number) =>
    workspaceSymbols([analysis], query, limit).map(({ name, containerName }) => `${name} in ${containerName}`);

  test('are mappings first, then tables and fields', () => {
    assert.deepEqual(found('curr'), [
      'CURRENCY in Currency <-> transactioncurrency',
      'Currency in CURRENCY',
      'transactioncurrency in CURRENCY',
      'Currency Code in CUSTOMER',
      'transactioncurrencyid in CUSTOMER',
    ]);
  });

  test('are found by letters in their order', () => {
    assert.deepEqual(found('csmr'), ['CUSTOMER in Customer <-> account', 'Customer in CUSTOMER']);
    assert.deepEqual(found('currency code'), ['Currency Code in CUSTOMER']);
    assert.deepEqual(found('remotsuc'), []);
  });

  test('are no more than asked for', () => {
    assert.equal(found('').length, 12);
    assert.deepEqual(found('', 3), [
      'CUSTOMER in Customer <-> account',
      'CURRENCY in Currency <-> transactioncurrency',
      'Customer in CUSTOMER',
    ]);
  });
});
