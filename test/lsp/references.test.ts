import assert from 'node:assert/strict';
import { referencesOf } from '../../src/server/features/references';
import { markedWorkspace, customer } from './markedWorkspace';

/** Each place as `file:line:column`. */
function placesOf(files: Readonly<Record<string, string>>, withDeclaration = true): readonly string[] {
  const { analysis, file, offset } = markedWorkspace(files);
  return referencesOf(analysis, file, offset, withDeclaration).map(({ uri, range }) => {
    return `${uri.slice(analysis.folder.length + 1)[0]}:${range.start.line + 1}:${range.start.character + 1}`;
  });
}

const account = { table: 'Customer', integrationTable: 'account' };

suite('Find references', () => {
  const others = {
    'b.mapping.yaml': customer({
      name: 'CONTACT',
      table: 'Contact',
      integrationTable: 'contact',
      dependsOn: '[CUSTOMER]',
    }),
    'c.mapping.yaml': customer({
      name: 'ORDER',
      table: 'Sales Header',
      integrationTable: 'salesorder',
      fields: '\n  - map: Sell-to <-> customerid\n    lookup: [{ mapping: CUSTOMER }, CONTACT]',
    }),
  };

  test('of a mapping finds its name, dependencies and lookups in all files', () => {
    const files = { 'a.mapping.yaml': customer({ name: 'CUST|OMER' }), ...others };
    assert.deepEqual(placesOf(files), ['a:1:7', 'b:7:13', 'c:7:25']);
  });

  test('leaves the mapping itself out where it is not asked for', () => {
    const files = { 'a.mapping.yaml': customer({ name: 'CUST|OMER' }), ...others };
    assert.deepEqual(placesOf(files, false), ['b:7:13', 'c:7:25']);
  });

  test('works from a reference, also to a mapping that does not exist', () => {
    const files = {
      'a.mapping.yaml': customer({ dependsOn: '[NOB|ODY]' }),
      'b.mapping.yaml': customer({ dependsOn: '[NOBODY]' }),
    };
    assert.deepEqual(placesOf(files), ['a:7:13', 'b:7:13']);
  });

  test('of a table finds the mappings with it on the same side', () => {
    const files = {
      'a.mapping.yaml': customer({ ...account, integrationTable: 'acc|ount' }),
      'b.mapping.yaml': customer({ ...account, name: 'VENDOR', table: 'account' }),
      'c.mapping.yaml': customer({ name: 'X', integrationTable: '{ name: account, key: accountnumber }' }),
    };
    assert.deepEqual(placesOf(files), ['a:3:19', 'b:3:19', 'c:3:27']);
  });

  test('of a field finds it wherever its table is mapped', () => {
    const files = {
      'a.mapping.yaml': customer({
        tableFilter: "{ Blocked: '' }",
        fields: '\n  - No. -> accountnumber\n  - map: Blo|cked <-> statecode\n    values: { 1: 0 }',
      }),
      'b.mapping.yaml': customer({ name: 'B', onCreate: '{ local: { Blocked: 1 }, integration: { Blocked: 2 } }' }),
      'c.mapping.yaml': customer({ name: 'C', table: 'Item', tableFilter: '{ Blocked: false }' }),
    };
    assert.deepEqual(placesOf(files), ['a:7:10', 'a:9:16', 'b:7:22']);
  });

  test('of a field that a lookup names finds it in the looked-up table', () => {
    const files = {
      'a.mapping.yaml': customer({ fields: '\n  - No.| -> accountnumber' }),
      'c.mapping.yaml': customer({
        name: 'ORDER',
        table: 'Sales Header',
        integrationTable: 'salesorder',
        fields: '\n  - map: Sell-to <-> customerid\n    lookup: { mapping: CUSTOMER, localField: No. }',
      }),
    };
    assert.deepEqual(placesOf(files), ['a:6:5', 'c:7:46']);
  });

  test('finds nothing between names', () => {
    assert.deepEqual(placesOf({ 'a.mapping.yaml': customer({ fields: '\n  - Name <-|> name' }) }), []);
    assert.deepEqual(placesOf({ 'tandem.yaml': 'map|pings: []\n' }), []);
  });
});
