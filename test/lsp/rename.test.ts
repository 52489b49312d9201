import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import { prepareRename, renameEdits } from '../../src/server/features/rename';
import { markedWorkspace, customer, editedFiles, written } from './markedWorkspace';

type Files = Readonly<Record<string, string>>;

/** The texts that a new name changes, by file; or why there is none. */
function renamed(files: Files, newName: string): Record<string, string> | string {
  const { analysis, file, offset } = markedWorkspace(files);
  const edits = renameEdits(analysis, file, offset, newName);
  return edits.ok ? editedFiles(analysis, edits.value) : edits.error.code;
}

const currency = { name: 'CURRENCY', table: 'Currency', integrationTable: 'transactioncurrency' };

suite('Rename a mapping', () => {
  test('changes its name and every reference, in all files', () => {
    const texts = renamed(
      {
        'currency.mapping.yaml': customer({ ...currency, name: 'CURR|ENCY # the name' }),
        'customer.mapping.yaml': customer({
          dependsOn: '[CURRENCY, OTHER]',
          fields:
            '\n  - map: Code <-> currencyid\n    lookup: CURRENCY\n  - map: CURRENCY <-> CURRENCY\n    constant: CURRENCY',
        }),
        'item.mapping.yaml': customer({
          name: 'ITEM',
          fields: '\n  - map: Code <-> c\n    lookup: [{ mapping: CURRENCY, localField: Code }, OTHER]',
        }),
        'other.mapping.yaml': customer({ name: 'OTHER' }),
      },
      'MONEY',
    );
    assert.deepEqual(texts, {
      'currency.mapping.yaml': customer({ ...currency, name: 'MONEY # the name' }),
      'customer.mapping.yaml': customer({
        dependsOn: '[MONEY, OTHER]',
        fields:
          '\n  - map: Code <-> currencyid\n    lookup: MONEY\n  - map: CURRENCY <-> CURRENCY\n    constant: CURRENCY',
      }),
      'item.mapping.yaml': customer({
        name: 'ITEM',
        fields: '\n  - map: Code <-> c\n    lookup: [{ mapping: MONEY, localField: Code }, OTHER]',
      }),
    });
  });

  test('works from a reference, and where the file has errors elsewhere', () => {
    const texts = renamed(
      {
        'a.mapping.yaml': customer({ direction: 'sideways', dependsOn: '[CURR|ENCY]' }),
        'b.mapping.yaml': customer(currency),
      },
      'MONEY',
    );
    assert.deepEqual(texts, {
      'a.mapping.yaml': customer({ direction: 'sideways', dependsOn: '[MONEY]' }),
      'b.mapping.yaml': customer({ ...currency, name: 'MONEY' }),
    });
  });

  const quotes: readonly (readonly [string, string, string])[] = [
    ["'CURR|ENCY'", 'MONEY', "'MONEY'"],
    ['"CURR|ENCY"', 'MONEY', '"MONEY"'],
    ['CURR|ENCY', 'PAYMENT TERMS', 'PAYMENT TERMS'],
    ['CURR|ENCY', 'A: B', "'A: B'"],
    ['CURR|ENCY', 'true', "'true'"],
    ['CURR|ENCY', '[A]', "'[A]'"],
    ["'CURR|ENCY'", "IT'S", "'IT''S'"],
    ['"CURR|ENCY"', 'A "B"', `'A "B"'`],
    ['"CURR|ENCY"', 'ÄÖ😀', '"ÄÖ😀"'],
  ];
  for (const [before, newName, after] of quotes) {
    test(`writes ${newName} in place of ${before.replace('|', '')} as ${after}`, () => {
      assert.deepEqual(renamed({ 'a.mapping.yaml': customer({ name: before }) }, newName), {
        'a.mapping.yaml': customer({ name: after }),
      });
    });
  }

  const refusals: readonly (readonly [string, string, string])[] = [
    ['an empty name', '', 'NAME_EMPTY'],
    ['a name of spaces', '  ', 'NAME_EMPTY'],
    ['a name with spaces around it', ' MONEY', 'NAME_MALFORMED'],
    ['a name of two lines', 'A\nB', 'NAME_MALFORMED'],
    ['a name with a tab', 'A\tB', 'NAME_MALFORMED'],
    ['a name that is taken', 'CUSTOMER', 'NAME_TAKEN'],
  ];
  for (const [what, newName, code] of refusals) {
    test(`refuses ${what}`, () => {
      const files = { 'a.mapping.yaml': customer(), 'b.mapping.yaml': customer({ ...currency, name: 'CURR|ENCY' }) };
      assert.equal(renamed(files, newName), code);
    });
  }

  test('refuses a name that two mappings have', () => {
    const files = { 'a.mapping.yaml': customer(), 'b.mapping.yaml': customer({ name: 'CUST|OMER' }) };
    assert.equal(renamed(files, 'CLIENT'), 'NAME_SHARED');
  });

  test('refuses a name that an anchor hands on to another place', () => {
    const files = { 'a.mapping.yaml': customer({ name: '&x CUST|OMER', table: '*x' }) };
    assert.equal(renamed(files, 'CLIENT'), 'NAME_NOT_PLAIN');
  });

  test('refuses a name over several lines', () => {
    assert.equal(
      renamed({ 'a.mapping.yaml': customer({ name: '>-\n  CUST', dependsOn: '[CU|ST]' }) }, 'B'),
      'NAME_NOT_PLAIN',
    );
  });

  test('writes a name out where an alias stood for it', () => {
    const files = { 'a.mapping.yaml': customer({ name: '&x CUST|OMER', dependsOn: '[*x]' }) };
    assert.deepEqual(renamed(files, 'CLIENT'), {
      'a.mapping.yaml': customer({ name: '&x CLIENT', dependsOn: '[CLIENT]' }),
    });
  });

  test('changes nothing for the same name', () => {
    assert.deepEqual(renamed({ 'a.mapping.yaml': customer({ name: 'CUST|OMER' }) }, 'CUSTOMER'), {});
  });

  const elsewhere: readonly (readonly [string, Files])[] = [
    ['a field', { 'a.mapping.yaml': customer({ fields: '\n  - Na|me <-> name' }) }],
    ['a table', { 'a.mapping.yaml': customer({ table: 'Cust|omer' }) }],
    ['the workspace file', { 'tandem.yaml': 'mapp|ings: []\n' }],
    ['an empty file', { 'a.mapping.yaml': '|' }],
  ];
  for (const [where, files] of elsewhere) {
    test(`is not offered in ${where}`, () => {
      const { analysis, file, offset } = markedWorkspace(files);
      assert.equal(prepareRename(analysis, file, offset), null);
      assert.equal(renamed(files, 'X'), 'NOT_A_MAPPING_NAME');
    });
  }

  test('shows the name alone while a new one is typed', () => {
    const { analysis, file, offset } = markedWorkspace({ 'a.mapping.yaml': customer({ name: "'CUST|OMER' # x" }) });
    const prepared = prepareRename(analysis, file, offset);
    assert.equal(prepared?.placeholder, 'CUSTOMER');
    assert.equal(written(file.text, prepared.range), "'CUSTOMER'");
  });

  test('asks before couplings are left behind, and only then', () => {
    const { analysis, file, offset } = markedWorkspace({ 'a.mapping.yaml': customer({ name: 'CUST|OMER' }) });
    const asks = (couplings: number | undefined) => {
      const edits = renameEdits(analysis, file, offset, 'CLIENT', () => couplings);
      return (
        edits.ok && Object.values(edits.value.changeAnnotations ?? {}).map(({ needsConfirmation }) => needsConfirmation)
      );
    };
    assert.deepEqual([asks(0), asks(3), asks(undefined)], [[], [true], [true]]);
  });

  test('gives any name that can be one, and leaves the rest as it was', () => {
    const letter = fc.constantFrom(...'abcXYZ019._/%&()[]{}#\'"\\:,!?*@`|>=~^- äß€😀');
    const name = fc
      .string({ unit: letter, minLength: 1, maxLength: 20 })
      .filter((text) => text.trim() === text && text !== 'CUSTOMER');
    fc.assert(
      fc.property(name, fc.constantFrom('CUST|OMER', "'CUST|OMER'", '"CUST|OMER"'), (newName, before) => {
        const lines = { fields: '\n  - map: Parent <-> parentid\n    lookup: [CUSTOMER]' };
        const texts = renamed({ 'a.mapping.yaml': customer({ name: before, ...lines }) }, newName);
        const { mapping } = parseMapping(typeof texts === 'string' ? texts : (texts['a.mapping.yaml'] ?? ''), 'a');
        assert.deepEqual([mapping?.name, mapping?.fields[0]?.lookup], [newName, [{ mapping: newName }]]);
        assert.equal(mapping?.fields[0]?.localField, 'Parent');
      }),
    );
  });
});
