import { strict as assert } from 'node:assert';
import type { AskOptions } from './completionText';
import { offered, offeredItems, taken } from './completionText';
import { customerFields, customerHead, salespeopleFile, sampleWorkspace, schemaOf } from './analysisBuilder';

const files = { 'mappings/salespeople.mapping.yaml': salespeopleFile };

/** Each text with the first of what is offered at its mark. */
function offers(
  cases: readonly (readonly [text: string, first: readonly string[]])[],
  options: AskOptions = { files },
): void {
  for (const [text, first] of cases) {
    assert.deepEqual(offered(text, options).slice(0, first.length), first, JSON.stringify(text));
  }
}

/** Each text with all that is offered, in the order of the list. */
function offersExactly(
  cases: readonly (readonly [text: string, all: readonly string[]])[],
  options: AskOptions = { files },
): void {
  for (const [text, all] of cases) assert.deepEqual(offered(text, options), all, JSON.stringify(text));
}

/** Each text with an item and what the text is once it is taken. */
function becomes(
  cases: readonly (readonly [text: string, label: string, after: string])[],
  options: AskOptions = { files },
): void {
  for (const [text, label, after] of cases) assert.equal(taken(text, label, options), after, JSON.stringify(text));
}

suite('Completing keys', () => {
  test('offers what a mapping needs first, and not what it has', () => {
    offers([
      ['name: A\n|', ['table', 'integrationTable', 'direction', 'fields', 'synchOnlyCoupledRecords']],
      [`${customerHead}|`, ['fields', 'synchOnlyCoupledRecords', 'tableFilter']],
      [`${customerHead}fields: []\n|`, ['synchOnlyCoupledRecords']],
    ]);
    assert.ok(!offered(`${customerHead}|`).includes('table'));
  });

  test('finds a key by its first letters, also above other keys and where it has its colon already', () => {
    becomes([
      ['name: A\ndir|\ntable: B', 'direction', 'name: A\ndirection: bidirectional\ntable: B'],
      ['name: A\ndir|: x', 'direction', 'name: A\ndirection: x'],
      ['name: A\n|', 'table', 'name: A\ntable: |'],
      ['name: A\n|', 'fields', 'name: A\nfields:\n  - |'],
      ['name: A\n|', 'tableFilter', 'name: A\ntableFilter:\n  |'],
      ['name: A\n|', 'onCreate', 'name: A\nonCreate:\n  integration: { | }'],
      ['name: A\n|', 'matching', 'name: A\nmatching: { createNew: false, synchronize: true }'],
    ]);
  });

  test('indents what follows a key as the key stands', () => {
    becomes([
      [
        customerFields('map: Name <-> name\n    |'),
        'values',
        `${customerFields('map: Name <-> name\n    values:\n      |')}`,
      ],
      [
        customerFields('map: Name <-> name\n    tr|'),
        'transform',
        customerFields('map: Name <-> name\n    transform:\n      toIntegrationTable: [|]'),
      ],
      [
        `${customerHead}fields: [{ map: Name <-> name, | }]`,
        'values',
        `${customerHead}fields: [{ map: Name <-> name, values: { | } }]`,
      ],
    ]);
  });

  test('knows the keys of every group', () => {
    offersExactly([
      ['matching:\n  |', ['createNew', 'synchronize']],
      ['matching: { createNew: true, | }', ['synchronize']],
      ['matching: |', ['createNew', 'synchronize']],
      ['onCreate:\n  local: {}\n  |', ['integration']],
      ['table: { | }', ['name', 'id', 'key', 'modifiedOn']],
      ['table: { name: Customer, | }', ['id', 'key', 'modifiedOn']],
      [customerFields('map: Name <-> name\n    match: { | }'), ['priority', 'caseSensitive']],
      [customerFields('map: Name <-> name\n    match:\n      priority: 1\n      |'), ['caseSensitive']],
      [
        customerFields('map: Name <-> name\n    lookup: { mapping: SALESPEOPLE, | }'),
        ['localField', 'integrationField'],
      ],
      [customerFields('map: Name <-> name\n    transform: { | }'), ['toIntegrationTable', 'fromIntegrationTable']],
      [
        customerFields('map: Name <-> name\n    |'),
        ['constant', 'enabled', 'lookup', 'values', 'transform', 'match', 'notNull', 'clearValueOnFailedSync'],
      ],
    ]);
    becomes([['matching: |', 'createNew', 'matching: { createNew: true }']]);
  });

  test('says what a key is for, whether it is needed, and what holds without it', () => {
    const items = offeredItems('name: A\n|');
    const detail = (label: string) => items.find((item) => item.label === label);
    assert.equal(detail('table')?.detail, 'needed');
    assert.match(JSON.stringify(detail('updateConflict')?.documentation), /changed on both sides.*Default: `none`/);
  });

  test('leaves out places to fill in where the editor does not know them', () => {
    becomes(
      [
        ['name: A\n|', 'direction', 'name: A\ndirection: bidirectional'],
        ['name: A\n|', 'fields', 'name: A\nfields:\n  - '],
      ],
      { snippets: false },
    );
  });
});

suite('Completing words', () => {
  test('offers what a key may be', () => {
    const conflict = ['none', 'sendUpdateToIntegration', 'getUpdateFromIntegration'];
    offersExactly([
      ['direction: |', ['bidirectional', 'toIntegrationTable', 'fromIntegrationTable']],
      ['direction: toI|', ['toIntegrationTable']],
      ['direction:\n  |', ['bidirectional', 'toIntegrationTable', 'fromIntegrationTable']],
      ['updateConflict: |', conflict],
      ['updateConflict: | # a comment', conflict],
      ['deletionConflict: |', ['none', 'restoreRecords', 'removeCoupling']],
      ['synchOnlyCoupledRecords: |', ['true', 'false']],
      ['matching: { createNew: | }', ['true', 'false']],
      [customerFields('map: Name <-> name\n    enabled: |'), ['true', 'false']],
      [customerFields('map: Name <-> name\n    match: { caseSensitive: | }'), ['true', 'false']],
      [customerFields('map: Name <-> name\n    match: |'), ['1', '2', '3', 'priority', 'caseSensitive'].slice(0, 3)],
    ]);
  });

  test('replaces the whole word, in the quotes that it has', () => {
    becomes([
      ['direction: to|Integration', 'toIntegrationTable', 'direction: toIntegrationTable'],
      ["direction: 'to|'", 'toIntegrationTable', "direction: 'toIntegrationTable'"],
      ['direction: "to|', 'toIntegrationTable', 'direction: "toIntegrationTable"'],
      ['direction:|', 'bidirectional', 'direction: bidirectional'],
      ['direction: |\r\nname: A\r\n', 'bidirectional', 'direction: bidirectional\r\nname: A\r\n'],
    ]);
  });

  test('knows nothing to say in names of its own, in comments and in places without meaning', () => {
    offersExactly([
      ['# |', []],
      ['name: A # |', []],
      ['nonsense: |', []],
      ['name: A\n    |', []],
      ['direction: { | }', []],
    ]);
  });

  test('proposes the name of a mapping from its table', () => {
    offersExactly([
      ['name: |\ntable: Vendor', ['VENDOR', 'CUSTOMER']],
      ['name: |', ['CUSTOMER']],
    ]);
  });
});

suite('Completing mappings', () => {
  const others = {
    ...files,
    'mappings/currency.mapping.yaml':
      'name: CURRENCY\ntable: Currency\nintegrationTable: transactioncurrency\ndirection: bidirectional\nfields: [Code <-> isocurrencycode]\n',
  };

  test('offers the other mappings, wherever one is named', () => {
    offersExactly(
      [
        [`${customerHead}dependsOn: [|]`, ['SALESPEOPLE', 'CURRENCY']],
        [`${customerHead}dependsOn: [SALESPEOPLE, |]`, ['CURRENCY']],
        [`${customerHead}dependsOn:\n  - |`, ['SALESPEOPLE', 'CURRENCY']],
        [`${customerHead}dependsOn:\n  - SALESPEOPLE\n  - cu|`, ['CURRENCY']],
        [customerFields('map: Name <-> name\n    lookup: CU|'), ['CURRENCY']],
        [customerFields('map: Name <-> name\n    lookup: [SALESPEOPLE, |]'), ['CURRENCY']],
        [customerFields('map: Name <-> name\n    lookup: { mapping: | }'), ['SALESPEOPLE', 'CURRENCY']],
      ],
      { files: others },
    );
  });

  test('puts the mapping first whose table the field refers to', () => {
    const inOrder = { 'mappings/currency.mapping.yaml': others['mappings/currency.mapping.yaml'], ...files };
    const lookup = (line: string) => customerFields(`map: ${line}\n    lookup: |`);
    offers([[lookup('Salesperson Code -> ownerid'), ['SALESPEOPLE', 'CURRENCY']]], { files: inOrder });
    offers([[lookup('Name -> name'), ['CURRENCY', 'SALESPEOPLE']]], { files: inOrder });
  });

  test('begins a list where there is none', () => {
    becomes([
      [`${customerHead}dependsOn: |`, 'SALESPEOPLE', `${customerHead}dependsOn: [SALESPEOPLE]`],
      [`${customerHead}dependsOn: sal|`, 'SALESPEOPLE', `${customerHead}dependsOn: [SALESPEOPLE]`],
      [`${customerHead}dependsOn:\n  |`, 'SALESPEOPLE', `${customerHead}dependsOn:\n  - SALESPEOPLE`],
      [`${customerHead}dependsOn:\n  - A\n  |`, 'SALESPEOPLE', `${customerHead}dependsOn:\n  - A\n  - SALESPEOPLE`],
    ]);
  });

  test('quotes a name that needs it', () => {
    const odd = { 'a.mapping.yaml': salespeopleFile.replace('SALESPEOPLE', "'A, [B]: #1'") };
    becomes(
      [
        [`${customerHead}dependsOn: [|]`, 'A, [B]: #1', `${customerHead}dependsOn: ['A, [B]: #1']`],
        [`${customerHead}dependsOn:\n  - |`, 'A, [B]: #1', `${customerHead}dependsOn:\n  - 'A, [B]: #1'`],
      ],
      { files: odd },
    );
  });

  test('offers the fields of the table that is looked up in', () => {
    const lookup = (rest: string) =>
      customerFields(`map: Salesperson Code -> ownerid\n    lookup: { mapping: SALESPEOPLE, ${rest} }`);
    offers([
      [lookup('localField: |'), ['SystemId', 'Code', 'Name']],
      [lookup('integrationField: |'), ['systemuserid', 'fullname']],
    ]);
  });
});

suite('Completing tables', () => {
  test('offers the tables of the side, the likeliest counterpart of the other first', () => {
    offers([
      ['table: |', ['Currency', 'Customer', 'Salesperson', 'Vendor']],
      ['table: |\nintegrationTable: transactioncurrency', ['Currency']],
      ['table: |\nintegrationTable: account', ['Customer', 'Vendor']],
      ['integrationTable: |\ntable: Customer', ['account', 'contact']],
      ['integrationTable: { name: | }\ntable: { name: Currency }', ['transactioncurrency']],
      ['table:\n  |', ['Currency', 'Customer', 'Salesperson', 'Vendor', 'name']],
    ]);
  });

  test('finds a table by what people call it, and says who maps it', () => {
    const [item] = offeredItems('integrationTable: Acc|', { files });
    assert.deepEqual([item?.label, item?.detail], ['account', 'Account · 12 fields']);
    const user = offeredItems('integrationTable: |', { files }).find(({ label }) => label === 'systemuser');
    assert.equal(user?.detail, '3 fields · mapped by SALESPEOPLE');
  });

  test('offers the fields that may identify a record, or tell when it changed', () => {
    offers([
      ['table: { name: Customer, id: | }', ['SystemId', 'No.']],
      ['table: { name: Customer, key: | }', ['No.']],
      ['table: { name: Customer, modifiedOn: | }', ['SystemModifiedAt']],
    ]);
  });

  test('offers nothing where no schema is known', () => {
    offersExactly([['table: |', []]], { schemas: { environment: 'sample' } });
  });
});

suite('Completing field lines', () => {
  test('offers whole lines first: what goes together by name, type and reference', () => {
    offers([
      [
        customerFields('|'),
        ['No. <-> accountnumber', 'Name <-> name', 'E-Mail <-> emailaddress1', 'Salesperson Code <-> ownerid'],
      ],
      [
        customerFields('Name <-> name', '|'),
        ['No. <-> accountnumber', 'E-Mail <-> emailaddress1', 'Salesperson Code <-> ownerid'],
      ],
      [customerFields('Name -> name', 'E-|'), ['E-Mail <-> emailaddress1']],
    ]);
  });

  test('writes a line with its lookup, wherever a line may stand', () => {
    const pair = 'map: Salesperson Code <-> ownerid\n    lookup: SALESPEOPLE';
    const label = 'Salesperson Code <-> ownerid';
    becomes([
      [customerFields('|'), label, customerFields(pair)],
      [customerFields('Sal|'), label, customerFields(pair)],
      [`${customerFields('Name <-> name')}  |`, label, `${customerFields('Name <-> name')}  - ${pair}`],
      [`${customerHead}fields:\n  |`, label, `${customerHead}fields:\n  - ${pair}`],
      [customerFields('map: |'), label, customerFields(`map: ${label}`)],
      [`${customerHead}fields: [|]`, label, `${customerHead}fields: [${label}]`],
    ]);
  });

  test('goes the way that the mapping goes', () => {
    const oneWay = customerFields('|').replace('bidirectional', 'toIntegrationTable');
    offers([[oneWay, ['No. -> accountnumber', 'Name -> name']]]);
    becomes([[oneWay, 'Name', customerFields('Name -> |').replace('bidirectional', 'toIntegrationTable')]]);
    offersExactly([[customerFields('Name |').replace('bidirectional', 'toIntegrationTable'), ['->', '<->', 'Name']]]);
  });

  test('writes the arrow behind a local field', () => {
    becomes([
      [customerFields('Na|'), 'Name', customerFields('Name <-> |')],
      [customerFields('|'), 'Balance (LCY)', customerFields('Balance (LCY) -> |')],
      [customerFields('Name |'), '<->', customerFields('Name <-> ')],
      [customerFields('Name <|'), '<->', customerFields('Name <-> ')],
      [customerFields('Name -|'), '->', customerFields('Name -> ')],
      [customerFields('Name <->|'), '<->', customerFields('Name <-> ')],
      [customerFields('Name <|-> name'), '<-', customerFields('Name <- name')],
      [customerFields('Name |<-> name'), '->', customerFields('Name -> name')],
    ]);
  });

  test('offers the field of the other side that the first goes with, mapped ones last', () => {
    offers([
      [customerFields('Name <-> |'), ['name', 'emailaddress1', 'accountnumber']],
      [customerFields('E-Mail <-> |'), ['emailaddress1']],
      [customerFields('Credit Limit (LCY) <-> |'), ['creditlimit']],
      [customerFields('Salesperson Code -> |'), ['ownerid']],
      [customerFields('| <-> name'), ['Name']],
      [customerFields('Na| <-> name'), ['Name']],
      [customerFields('Name <-> na|'), ['name']],
    ]);
    const all = offered(customerFields('E-Mail <-> emailaddress1', 'Name <-> |'));
    assert.equal(all.at(-1), 'emailaddress1');
    assert.equal(all[0], 'name');
  });

  test('puts last what cannot be written, and what the types forbid', () => {
    const last = offered(customerFields('Name -> |')).slice(-3);
    assert.deepEqual(last.toSorted(), ['accountid', 'createdon', 'modifiedon']);
    const fits = offered(customerFields('Privacy <-> |'));
    assert.ok(fits.indexOf('donotemail') < fits.indexOf('createdon'));
    assert.ok(fits.indexOf('donotemail') < fits.indexOf('creditlimit'));
  });

  test('says type, length, caption and what a field demands', () => {
    const items = offeredItems(customerFields('Name <-> |'));
    const detail = (label: string) => items.find((item) => item.label === label)?.detail;
    assert.equal(detail('name'), 'text(160), required · Account Name');
    assert.equal(detail('createdon'), 'date and time, read-only');
    assert.equal(detail('ownerid'), 'guid, refers to systemuser');
    const mapped = offeredItems(customerFields('E-Mail <-> emailaddress1', 'Name <-> |'));
    assert.equal(mapped.at(-1)?.detail, 'text(100) · mapped already');
  });

  test('replaces the name at the cursor and leaves the rest of the line', () => {
    becomes([
      [customerFields('Na| <-> name'), 'Name', customerFields('Name <-> name')],
      [customerFields('| <-> name'), 'Name', customerFields('Name <-> name')],
      [customerFields('Name <-> na|'), 'name', customerFields('Name <-> name')],
      [customerFields('Name <-> | # the name'), 'name', customerFields('Name <-> name # the name')],
      [customerFields("'Name <-> na|'"), 'name', customerFields("'Name <-> name'")],
      [customerFields('map: Name <-> |\n    match: 1'), 'name', customerFields('map: Name <-> name\n    match: 1')],
    ]);
  });

  test('quotes the line where a name needs it', () => {
    const flow = (item: string) => `${customerHead}fields: [${item}]`;
    becomes([
      [customerFields('| <-> creditlimit'), 'Amount, Net', customerFields('Amount, Net <-> creditlimit')],
      [flow('| <-> creditlimit'), 'Amount, Net', flow("'Amount, Net <-> creditlimit'")],
      [flow('|'), 'Amount, Net', flow("'Amount, Net <-> |'")],
      [flow('Name <-> |'), 'name', flow('Name <-> name')],
    ]);
  });

  test('offers a constant for what a new record needs and nothing sets', () => {
    becomes([
      [customerFields('|'), '-> owneridtype', customerFields('map: -> owneridtype\n    constant: |')],
      [
        `${customerFields('Name <-> name')}  |`,
        '-> owneridtype',
        `${customerFields('Name <-> name')}  - map: -> owneridtype\n    constant: |`,
      ],
    ]);
    assert.ok(
      !offered(customerFields('map: -> owneridtype\n    constant: systemuser', '|')).includes('-> owneridtype'),
    );
  });

  test('offers a constant for a local field, too, where new local records are made', () => {
    const local = schemaOf({ Customer: { SystemId: 'guid id required', Kind: 'text(9) required', Name: 'text(9)' } });
    const schemas = { environment: 'sample', local, integration: schemaOf({ account: { accountid: 'guid id' } }) };
    becomes([[customerFields('|'), 'Kind <-', customerFields('map: Kind <-\n    constant: |')]], { schemas });
  });

  test('works while the rest of the file is broken', () => {
    offers([
      [`table: Customer\nintegrationTable: account\nfields:\n  - Name <-> |`, ['name']],
      [`table: Customer\nintegrationTable: account\ntableFilter: { Blocked: \nfields:\n  - Name <-> |`, ['name']],
      [`table: Customer\nintegrationTable: account\nfields:\n  - Na\n  - E-Mail <-> |\n  - 'City`, ['emailaddress1']],
      [`fields:\n  - Name <-> |\ntable: Customer\nintegrationTable: account`, ['name']],
    ]);
  });
});

suite('Completing values', () => {
  const filter = (text: string) => `${customerHead}tableFilter: { Blocked: ${text} }`;

  test('offers the fields of a table as keys of its filter, options first', () => {
    offers([
      [`${customerHead}tableFilter:\n  |`, ['Blocked', 'Privacy', 'SystemId', 'No.']],
      [`${customerHead}tableFilter: { Blocked: 0, | }`, ['Privacy', 'SystemId']],
      [`${customerHead}integrationTableFilter:\n  |`, ['statecode', 'customertypecode']],
      [`${customerHead}onCreate: { integration: { | } }`, ['accountid', 'name', 'owneridtype']],
    ]);
    becomes([
      [`${customerHead}tableFilter:\n  |`, 'Blocked', `${customerHead}tableFilter:\n  Blocked: |`],
      [`${customerHead}tableFilter: |`, 'Blocked', `${customerHead}tableFilter: { Blocked: | }`],
      [`${customerHead}tableFilter: { Bl|: 0 }`, 'Blocked', `${customerHead}tableFilter: { Blocked: 0 }`],
      [`${customerHead}tableFilter: { | }`, 'Amount, Net', `${customerHead}tableFilter: { 'Amount, Net': | }`],
    ]);
  });

  test('offers the options of a field by number and name', () => {
    offersExactly([
      [filter('In|'), ['2']],
      [filter('|'), ['0', '1', '2', '3', "''", '<>']],
      [`${customerHead}onCreate: { integration: { customertypecode: cu| } }`, ['3']],
      [`${customerHead}onCreate: { integration: { donotemail: | } }`, ['true', 'false']],
      [customerFields('map: -> customertypecode\n    constant: |'), ['1', '3', '11']],
      [customerFields('map: Blocked <-\n    constant: |'), ['0', '1', '2', '3']],
    ]);
    assert.equal(offeredItems(filter('|'))[3]?.detail, 'All');
  });

  test('offers the operators that the type of the field knows', () => {
    offersExactly([
      [`${customerHead}tableFilter: { Name: | }`, ["''", '<>', '>', '>=', '<', '<=', '..', '@', '*']],
      [`${customerHead}tableFilter: { Credit Limit (LCY): | }`, ["''", '<>', '>', '>=', '<', '<=', '..']],
      [`${customerHead}tableFilter: { Privacy: | }`, ['true', 'false', "''", '<>']],
    ]);
  });

  test('quotes an operator that YAML takes for its own', () => {
    becomes([
      [`${customerHead}tableFilter: { Name: | }`, '>', `${customerHead}tableFilter: { Name: '>' }`],
      [`${customerHead}tableFilter: { Name: | }`, '<>', `${customerHead}tableFilter: { Name: '<>' }`],
      [`${customerHead}tableFilter:\n  Name: |`, '<>', `${customerHead}tableFilter:\n  Name: <>`],
      [`${customerHead}tableFilter:\n  Name: |`, '@', `${customerHead}tableFilter:\n  Name: '@'`],
      [`${customerHead}tableFilter: { Name: | }`, "''", `${customerHead}tableFilter: { Name: '' }`],
    ]);
  });

  test('completes one value inside an expression', () => {
    becomes([
      [`${customerHead}tableFilter:\n  Blocked: <>|`, '3', `${customerHead}tableFilter:\n  Blocked: <>3`],
      [`${customerHead}tableFilter:\n  Blocked: 1¦`, '|', `${customerHead}tableFilter:\n  Blocked: 1|`],
      [`${customerHead}tableFilter:\n  Blocked: 1|Sh¦`, '1', `${customerHead}tableFilter:\n  Blocked: 1|1`],
      [`${customerHead}tableFilter:\n  Blocked: '<>|'`, '3', `${customerHead}tableFilter:\n  Blocked: '<>3'`],
      [`${customerHead}tableFilter:\n  Blocked: ¦|2`, '3', `${customerHead}tableFilter:\n  Blocked: 3|2`],
    ]);
  });

  test('offers both sides of a value map, options that are called alike together', () => {
    const map = (values: string) => customerFields(`map: Blocked <-> customertypecode\n    values: ${values}`);
    offersExactly([
      [map('{ | }'), ['0', '1', '2', '3']],
      [map('{ 0: 1, | }'), ['1', '2', '3']],
      [customerFields('map: Name <-> customertypecode\n    values: { | }'), ["''"]],
      [map('{ 0: | }'), ['1', '3', '11']],
    ]);
    becomes([
      [map('{ | }'), '3', map('{ 3: | }')],
      [map('{ 3: | }'), '11', map('{ 3: 11 }')],
      [map('\n      |'), '1', map('\n      1: |')],
    ]);
  });
});

suite('Completing rules', () => {
  const rules = (line: string, list: string) =>
    customerFields(`map: ${line}\n    transform: { toIntegrationTable: ${list} }`);

  test('offers those first that suit the fields', () => {
    offers([
      [rules('Name -> name', '[|]'), ['trim', 'uppercase', 'lowercase']],
      [rules('Name -> accountnumber', '[|]'), ['trim', 'uppercase']],
      [rules('Last Date Modified -> name', '[|]'), ['dateFormat', 'trim']],
      [rules('Credit Limit (LCY) -> creditlimit', '[|]'), ['round', 'trim']],
      [rules('Name -> name', '[trim, |]'), ['uppercase', 'lowercase']],
    ]);
    assert.equal(offered(rules('Name -> name', '[trim, |]')).at(-1), 'trim');
  });

  test('writes a rule with its parameters', () => {
    becomes([
      [rules('Name -> name', '[|]'), 'substring', rules('Name -> name', '[{ substring: { start: 1, length: 10 } }]')],
      [rules('Name -> name', '[|]'), 'trim', rules('Name -> name', '[trim]')],
      [
        rules('Name -> name', '[{ sub| }]'),
        'substring',
        rules('Name -> name', '[{ substring: { start: 1, length: 10 } }]'),
      ],
      [rules('Name -> name', '|'), 'trim', rules('Name -> name', '[trim]')],
    ]);
  });

  test('offers parameters, and patterns for formats', () => {
    offersExactly([
      [rules('Name -> name', '[{ substring: { start: 1, | } }]'), ['length']],
      [rules('Name -> name', '[{ replace: { | } }]'), ['find', 'with']],
      [rules('Name -> name', '[{ round: { precision: | } }]'), ['0.01', '0.1', '1', '10']],
    ]);
    offers([[rules('Last Date Modified -> name', '[{ dateFormat: { format: | } }]'), ['yyyy-MM-dd', 'dd.MM.yyyy']]]);
  });
});

suite('Completing an empty mapping file', () => {
  test('offers a whole mapping for the table that the file is called after', () => {
    const text = taken('|', 'Customer and account', { files });
    assert.match(text, /name: CUSTOMER\ntable: Customer\nintegrationTable: account\ndirection: bidirectional\n/);
    assert.match(text, / {2}- Name <-> name\n/);
    assert.match(text, / {2}- map: Salesperson Code <-> ownerid\n {4}lookup: SALESPEOPLE\n/);
  });

  test('offers the form of a mapping for any other', () => {
    offers([['|', ['mapping', 'name', 'table']]], { file: 'mappings/else.mapping.yaml' });
    assert.match(taken('|', 'mapping'), /name: NAME\ntable: Customer\n/);
  });
});

suite('Completing the workspace file', () => {
  const options: AskOptions = { file: 'tandem.yaml', files };
  const side = (text: string) => `environments:\n  sample:\n    local: ${text}`;

  test('offers its keys, and those of environments and sides', () => {
    offersExactly(
      [
        ['|', ['environments', 'mappings', 'defaultEnvironment']],
        ['environments: {}\n|', ['mappings', 'defaultEnvironment']],
        ['environments:\n  sample:\n    |', ['local', 'integration']],
        [side('{ | }'), ['connector']],
        [side('{ connector: | }'), ['sqlite', 'businessCentral', 'nav', 'dataverse']],
        [side('{ connector: sqlite, | }'), ['file', 'defaults']],
        [
          side('{ connector: dataverse, | }'),
          ['url', 'version', 'duplicateDetection', 'bypassCustomLogic', 'authentication', 'clientId', 'user', 'tenant'],
        ],
        [
          side('\n      connector: businessCentral\n      |'),
          ['company', 'tenant', 'environment', 'url', 'apis', 'authentication', 'clientId', 'user'],
        ],
        [side('{ connector: nav, authentication: | }'), ['interactive', 'clientCredentials', 'basic', 'none']],
        [side('{ connector: dataverse, bypassCustomLogic: | }'), ['none', 'sync', 'async', 'all']],
        [side('{ connector: dataverse, duplicateDetection: | }'), ['true', 'false']],
        [side('{ connector: sqlite, defaults: { id: A, | } }'), ['modifiedOn', 'key']],
      ],
      options,
    );
  });

  test('offers an environment as a whole', () => {
    const text = taken('environments:\n  |\nmappings: []', 'sample', options);
    assert.match(
      text,
      /^environments:\n {2}sample:\n {4}local: \{ connector: sqlite, file: .* \}\n {4}integration: \{/,
    );
  });

  test('offers the environments that there are', () => {
    offersExactly([[`${sampleWorkspace}defaultEnvironment: |`, ['sample']]], options);
  });

  test('offers the mapping files, and patterns for their folders', () => {
    offersExactly(
      [
        ['mappings:\n  - |', ['mappings/*.mapping.yaml', 'mappings/salespeople.mapping.yaml']],
        ['mappings:\n  - mappings/*.mapping.yaml\n  |', ['mappings/salespeople.mapping.yaml']],
        ['mappings: [|]', ['mappings/*.mapping.yaml', 'mappings/salespeople.mapping.yaml']],
      ],
      options,
    );
    becomes(
      [
        [
          'mappings:\n  - mapp|',
          'mappings/salespeople.mapping.yaml',
          'mappings:\n  - mappings/salespeople.mapping.yaml',
        ],
      ],
      options,
    );
  });

  test('offers fields that many tables have as defaults', () => {
    offers([[side('{ connector: sqlite, defaults: { id: | } }'), ['SystemId', 'SystemModifiedAt']]], options);
  });
});

suite('Completing comments that silence a problem', () => {
  test('offers codes that may be silenced, and nothing in other comments', () => {
    const codes = offered(`${customerHead}# tandem-ignore |`);
    assert.ok(codes.includes('TEXT_MAY_BE_TOO_LONG'));
    assert.ok(!codes.includes('UNKNOWN_FIELD'));
    assert.deepEqual(offered(`${customerHead}# tandem-ignore NAME_TOO|`), ['NAME_TOO_LONG']);
    becomes([
      [`${customerHead}# tandem-ignore NAME_T|`, 'NAME_TOO_LONG', `${customerHead}# tandem-ignore NAME_TOO_LONG`],
    ]);
  });

  test('puts the codes of the next line first', () => {
    const text = `${customerFields('Name <-> name').replace('  - Name', '  # tandem-ignore |\n  - Name')}`;
    assert.equal(offered(text)[0], 'TEXT_MAY_BE_TOO_LONG');
  });
});
