import { strict as assert } from 'node:assert';
import { checkMappings } from '../../../../src/core/mapping/checkMappings';
import { newTableMapping } from '../../../../src/extension/setup/newTableMapping';
import { parseMapping } from '../../../../src/core/mapping/parseMapping';
import { aMapping } from '../run/runBuilders';
import { labels, requestsOf, story } from '../quickSteps/scriptedDialogue';
import { memoryFiles } from './memoryFiles';
import { sampleDefaults, sampleSchemas } from './sampleSchemas';
import type { Direction } from '../../../../src/core/model/side';
import type { FieldDescription, TableDescription } from '../../../../src/core/model/schema';
import type { Reply, Story } from '../quickSteps/scriptedDialogue';
import type { WorkspaceOverview, WorkspaceSchemaAnswer } from '../../../../src/protocol/workerProtocol';

const globbed = { 'tandem.yaml': 'mappings:\n  - mappings/*.mapping.yaml\n' };
const name = { type: 'CUSTOMER' };
const both = 'Customer ↔ account';

suite('New table mapping', () => {
  let sample: WorkspaceSchemaAnswer;

  suiteSetup(async () => {
    sample = await sampleSchemas();
  });

  test('asks step by step, writes the file and opens it', async () => {
    const files = memoryFiles(globbed);
    const told = wizard({ replies: [name, 'Customer', 'account', both, 'as picked', 'as typed'] });
    const result = await newTableMapping(told.tools, files);
    assert.deepEqual(result, { mapping: 'CUSTOMER', file: 'mappings/customer.mapping.yaml', listed: false });
    assert.match(files.texts.get('mappings/customer.mapping.yaml') ?? '', /^name: CUSTOMER$/m);
    assert.deepEqual(files.opened, ['mappings/customer.mapping.yaml']);
    assert.equal(files.texts.get('tandem.yaml'), globbed['tandem.yaml']);
    assert.deepEqual(told.told, [
      'CUSTOMER maps Customer to account. Check its fields, then couple records or run a full synchronization.',
    ]);
    assert.deepEqual(
      told.questions.map(({ place, prompt }) => `${place} ${prompt}`),
      [
        '1/6 What is the table mapping called? For example CUSTOMER.',
        '2/6 Which local table?',
        '3/6 Which integration table?',
        '4/6 Which way do changes go?',
        '5/6 Which fields belong together? More can be added in the file.',
        '6/6 Where is the table mapping saved? The path is relative to tandem.yaml.',
      ],
    );
  });

  for (const [local, integration] of [
    ['Customer', 'account'],
    ['Vendor', 'account'],
    ['Contact', 'contact'],
    ['Item', 'product'],
    ['Resource', 'product'],
    ['Salesperson/Purchaser', 'systemuser'],
    ['Currency', 'transactioncurrency'],
  ] as const) {
    for (const direction of ['bidirectional', 'toIntegrationTable', 'fromIntegrationTable'] as const) {
      test(`makes a file without errors of ${local} and ${integration}, ${direction}, whatever pairs are taken`, async () => {
        const text = await madeOf({ local, integration, direction });
        const { mapping, problems, source } = parseMapping(text, 'new.mapping.yaml');
        assert.ok(mapping, JSON.stringify(problems));
        const checked = checkMappings({
          mappings: [mapping, ...lookedUp()],
          sources: [source],
          schemas: sample,
          defaults: sampleDefaults,
        });
        const errors = [...problems, ...checked.problems].filter(({ severity }) => severity === 'error');
        assert.deepEqual(errors, []);
        assert.deepEqual([mapping.table.name, mapping.integrationTable.name], [local, integration]);
      });
    }
  }

  test('names the likeliest counterpart first', async () => {
    const told = wizard({ replies: [{ type: 'A' }, 'Item', 'escape'] });
    await newTableMapping(told.tools, memoryFiles(globbed));
    assert.equal(labels(questionAt(told, 2))[0], 'product');
  });

  test('says which tables are mapped already', async () => {
    const told = wizard({ replies: [{ type: 'A' }, 'escape'] });
    await newTableMapping(told.tools, memoryFiles(globbed));
    const currency = questionAt(told, 1).choices.find(({ label }) => label === 'Currency');
    assert.match(currency?.description ?? '', /^\d+ fields, mapped by CURRENCY$/);
  });

  test('refuses a name that is taken, whatever its case, and an empty one', async () => {
    const told = wizard({ replies: [{ type: 'currency' }, { type: '  ' }, 'escape'] });
    await newTableMapping(told.tools, memoryFiles(globbed));
    assert.deepEqual(told.told, [
      'There is a table mapping CURRENCY already. Choose another name.',
      'Type a name, such as CUSTOMER.',
    ]);
  });

  test('warns of a name that Business Central could not take over', async () => {
    const told = wizard({ replies: [{ type: 'A VERY LONG MAPPING NAME' }, 'escape'] });
    await newTableMapping(told.tools, memoryFiles(globbed));
    assert.deepEqual(told.told, ['24 characters: Business Central allows 20.']);
  });

  test('picks the likely pairs, and says what may go wrong with some', async () => {
    const told = wizard({ replies: [name, 'Customer', 'account', both, 'escape'] });
    await newTableMapping(told.tools, memoryFiles(globbed));
    const { choices } = questionAt(told, 4);
    const find = (label: string) => choices.find((choice) => choice.label === label);
    const number = find('No. ↔ accountnumber');
    assert.deepEqual([number?.picked, number?.description, number?.detail], [true, 'text 20 – text 20', undefined]);
    const title = find('Name ↔ name');
    assert.deepEqual(
      [title?.picked, title?.description, title?.detail],
      [true, 'text 100 – text 160', 'Texts longer than 100 characters fail on the way to Customer.'],
    );
    assert.match(find('Currency Code ↔ transactioncurrencyid')?.description ?? '', /, lookup CURRENCY$/);
    assert.deepEqual(
      choices.flatMap(({ heading }) => heading ?? []),
      ['Every value fits', 'Need a second look'],
    );
  });

  test('needs a field for each way that the mapping goes', async () => {
    const replies: Reply[] = [
      { type: 'SP' },
      'Salesperson/Purchaser',
      'systemuser',
      'Salesperson/Purchaser ↔ systemuser',
    ];
    const told = wizard({ replies: [...replies, ['Name ← fullname'], [], 'escape'] });
    await newTableMapping(told.tools, memoryFiles(globbed));
    assert.deepEqual(told.told, [
      'None of these fields goes to systemuser. Choose one that does, or go back and change the direction.',
      'Choose one pair of fields at least.',
    ]);
  });

  test('lets the user pair two fields where none are alike', async () => {
    const schema = withTables(sample, [aTable('Alpha', ['Red'])], [aTable('beta', ['blue'])]);
    const files = memoryFiles(globbed);
    const told = wizard({
      schema,
      replies: [{ type: 'A' }, 'Alpha', 'beta', 'Alpha → beta', 'Red', 'blue', 'as typed'],
    });
    await newTableMapping(told.tools, files);
    assert.match(files.texts.get('mappings/a.mapping.yaml') ?? '', /^ {2}- Red -> blue$/m);
  });

  test('asks for the fields that neither schema nor environment tell', async () => {
    const changed = aField('Changed', { kind: 'dateTime', fractionDigits: 3 });
    const bare = { name: 'Alpha', fields: [aField('Code'), changed, aField('Name')] };
    const schema = withTables(sample, [bare], [aTable('beta', ['name'])]);
    const files = memoryFiles(globbed);
    const replies = [
      { type: 'A' },
      'Alpha',
      'beta',
      'Alpha ↔ beta',
      'Code',
      'Code',
      'Changed',
      'as picked',
      'as typed',
    ];
    const told = wizard({ schema, replies });
    await newTableMapping(told.tools, files);
    assert.match(
      files.texts.get('mappings/a.mapping.yaml') ?? '',
      /^table: \{ name: Alpha, id: Code, key: Code, modifiedOn: Changed \}$/m,
    );
    assert.equal(labels(questionAt(told, 6))[0], 'Changed', 'a date and time is the likeliest');
  });

  test('reads the tables anew where the one wanted is missing', async () => {
    const empty = withTables(sample, [], []);
    const told = story({
      replies: [{ type: 'A' }, 'Refresh Schema', 'Customer', 'escape'],
      answers: { 'schema/get': ({ refresh }) => (refresh ? sample : empty) },
      overview,
    });
    await newTableMapping(told.tools, memoryFiles(globbed));
    assert.deepEqual(labels(questionAt(told, 1)), ['Refresh Schema']);
    assert.equal(questionAt(told, 1).choices[0]?.description, 'no table is known yet');
    assert.deepEqual(
      requestsOf(told, 'schema/get').map(({ refresh }) => refresh),
      [false, true],
    );
  });

  test('adds the file to tandem.yaml where no pattern means it', async () => {
    const files = memoryFiles({ 'tandem.yaml': 'mappings: # one by one\n  - mappings/currency.mapping.yaml\n' });
    const told = wizard({ replies: [name, 'Customer', 'account', both, 'as picked', { type: 'my/customer' }] });
    const result = await newTableMapping(told.tools, files);
    assert.deepEqual([result?.file, result?.listed], ['my/customer.mapping.yaml', true]);
    assert.equal(
      files.texts.get('tandem.yaml'),
      'mappings: # one by one\n  - mappings/currency.mapping.yaml\n  - my/customer.mapping.yaml\n',
    );
  });

  test('says what is left to do where tandem.yaml cannot be edited, or holds unsaved changes', async () => {
    const replies = [name, 'Customer', 'account', both, 'as picked', 'as typed'];
    const broken = wizard({ replies });
    await newTableMapping(broken.tools, memoryFiles({ 'tandem.yaml': 'mappings: [' }));
    assert.match(broken.told[0] ?? '', /Add mappings\/customer\.mapping\.yaml to the mappings in tandem\.yaml\.$/);
    const unsaved = wizard({ replies });
    await newTableMapping(unsaved.tools, memoryFiles({ 'tandem.yaml': 'mappings: []' }, { unsaved: ['tandem.yaml'] }));
    assert.match(unsaved.told[0] ?? '', /Save tandem\.yaml, which names it now\.$/);
  });

  test('never writes over a file, nor outside the workspace', async () => {
    const there = memoryFiles({ ...globbed, 'mappings/customer.mapping.yaml': 'mine' });
    const replies = [
      name,
      'Customer',
      'account',
      both,
      'as picked',
      'as typed',
      { type: '../x' },
      { type: '/etc/x' },
      'escape',
    ];
    const told = wizard({ replies });
    await newTableMapping(told.tools, there);
    assert.equal(there.texts.get('mappings/customer.mapping.yaml'), 'mine');
    assert.deepEqual(told.told, [
      'mappings/customer.mapping.yaml is there already. Type another path.',
      '../x.mapping.yaml is outside the workspace. Type a path relative to tandem.yaml.',
      '/etc/x.mapping.yaml is outside the workspace. Type a path relative to tandem.yaml.',
    ]);
  });

  test('keeps what was entered when the user goes back', async () => {
    const replies: Reply[] = [
      name,
      'Customer',
      'account',
      both,
      ['Name ↔ name', 'City ↔ address1_city'],
      'back',
      'back',
      'escape',
    ];
    const told = wizard({ replies });
    await newTableMapping(told.tools, memoryFiles(globbed));
    const picked = questionAt(told, 6).choices.filter((choice) => choice.picked);
    assert.deepEqual(labels({ choices: picked }), ['Name ↔ name', 'City ↔ address1_city']);
    assert.equal(questionAt(told, 7).choices.find((choice) => choice.picked)?.label, both);
  });

  const answers: readonly Reply[] = [name, 'Customer', 'account', both, 'as picked'];
  for (let step = 0; step <= answers.length; step++) {
    test(`writes nothing on Escape at question ${step + 1}`, async () => {
      const files = memoryFiles(globbed);
      const told = wizard({ replies: [...answers.slice(0, step), 'escape'] });
      assert.equal(await newTableMapping(told.tools, files), undefined);
      assert.deepEqual([...files.texts.keys()], ['tandem.yaml']);
    });
  }

  test('says so where the folder cannot be written', async () => {
    const told = wizard({ replies: [name, 'Customer', 'account', both, 'as picked', 'as typed'] });
    assert.equal(await newTableMapping(told.tools, memoryFiles(globbed, { readOnly: true })), undefined);
    assert.match(
      told.told[0] ?? '',
      /could not be written\. Check that the folder can be written to, then try again\.$/,
    );
  });

  function wizard(options: { readonly replies: readonly Reply[]; readonly schema?: WorkspaceSchemaAnswer }): Story {
    return story({ ...options, overview, answers: { 'schema/get': () => options.schema ?? sample } });
  }

  /** The text of a mapping for which every proposed pair was taken. */
  async function madeOf(pair: { readonly local: string; readonly integration: string; readonly direction: Direction }) {
    const { local, integration, direction } = pair;
    const signs = { bidirectional: '↔', toIntegrationTable: '→', fromIntegrationTable: '←' };
    const start: Reply[] = [{ type: 'NEW' }, local, integration, `${local} ${signs[direction]} ${integration}`];
    const looking = wizard({ replies: [...start, 'escape'] });
    await newTableMapping(looking.tools, memoryFiles(globbed));
    const all = labels(questionAt(looking, 4));
    const files = memoryFiles(globbed);
    await newTableMapping(wizard({ replies: [...start, all, 'as typed'] }).tools, files);
    const text = files.texts.get('mappings/new.mapping.yaml');
    assert.ok(text);
    return text;
  }
});

const known = [
  ['CURRENCY', 'Currency', 'transactioncurrency'],
  ['SALESPEOPLE', 'Salesperson/Purchaser', 'systemuser'],
  ['UNITOFMEASURE', 'Unit of Measure', 'uomschedule'],
] as const;

const overview: Partial<WorkspaceOverview> = {
  mappings: known.map(([mapping, table, integrationTable]) => aMapping({ name: mapping, table, integrationTable })),
};

/** The mappings that references are translated through, as the workspace has them. */
function lookedUp() {
  return known.map(([mapping, table, integrationTable]) => {
    const code = table === 'Salesperson/Purchaser' ? 'Name <- fullname' : 'Code -> ' + keys[integrationTable];
    const direction = table === 'Salesperson/Purchaser' ? 'fromIntegrationTable' : 'toIntegrationTable';
    const text = `name: ${mapping}\ntable: ${table}\nintegrationTable: ${integrationTable}\ndirection: ${direction}\nfields:\n  - ${code}\n`;
    const parsed = parseMapping(text, `${mapping}.mapping.yaml`).mapping;
    assert.ok(parsed);
    return parsed;
  });
}

const keys: Readonly<Record<string, string>> = { transactioncurrency: 'isocurrencycode', uomschedule: 'name' };

function questionAt({ questions }: Story, index: number) {
  const question = questions[index];
  assert.ok(question, `question ${index + 1}`);
  return question;
}

function withTables(
  schema: WorkspaceSchemaAnswer,
  local: readonly TableDescription[],
  integration: readonly TableDescription[],
): WorkspaceSchemaAnswer {
  return { ...schema, local: { tables: local }, integration: { tables: integration } };
}

/** A table that tells its own id, key and modified-on fields. */
function aTable(table: string, fields: readonly string[]): TableDescription {
  const own = [aField('id', { kind: 'guid' }), aField('at', { kind: 'dateTime', fractionDigits: 3 })];
  return {
    name: table,
    fields: [...own, ...fields.map((field) => aField(field))],
    idField: 'id',
    keyField: 'id',
    modifiedOnField: 'at',
  };
}

function aField(field: string, type: FieldDescription['type'] = { kind: 'text', maxLength: 20 }): FieldDescription {
  return { name: field, type, required: false, readOnly: false, unique: false };
}
