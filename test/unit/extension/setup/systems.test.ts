import { strict as assert } from 'node:assert';
import { refreshSchema } from '../../../../src/extension/setup/refreshSchema';
import { schemaChanges } from '../../../../src/extension/setup/schemaChanges';
import { testConnection } from '../../../../src/extension/setup/testConnection';
import { settled, story } from '../quickSteps/scriptedDialogue';
import type { ConnectionReport } from '../../../../src/protocol/connectionReport';
import type { WorkspaceSchemaAnswer } from '../../../../src/protocol/workerProtocol';
import type { FieldDescription, SystemSchema } from '../../../../src/core/model/schema';

const before = schemaOf({ Customer: ['No.', 'Name'], Item: ['No.'] }, { account: ['name'] });
const after = schemaOf({ Customer: ['No.', 'City'], Vendor: ['No.'] }, { account: ['name'] });

suite('Refresh schema', () => {
  test('finds the tables and fields that came and went', () => {
    assert.deepEqual(schemaChanges(before, after), [
      { side: 'local', kind: 'tableRemoved', table: 'Item' },
      { side: 'local', kind: 'fieldRemoved', table: 'Customer', field: 'Name' },
      { side: 'local', kind: 'fieldAdded', table: 'Customer', field: 'City' },
      { side: 'local', kind: 'tableAdded', table: 'Vendor' },
    ]);
  });

  test('finds a field whose type or length is another', () => {
    const wider = schemaOf({ Customer: ['No.', 'Name'], Item: ['No.'] }, { account: ['name'] }, 99);
    const changed = { side: 'local', kind: 'fieldChanged', table: 'Customer', field: 'No.' };
    assert.deepEqual(schemaChanges(before, wider), [changed]);
  });

  test('tells how many tables were read and what changed', async () => {
    const told = story({ answers: { 'schema/get': ({ refresh }) => (refresh ? after : { ...before, cached: true }) } });
    const result = await refreshSchema(told.tools);
    assert.deepEqual([result?.localTables, result?.integrationTables, result?.changes.length], [2, 1, 4]);
    assert.deepEqual(told.told, ['Read 2 local and 1 integration tables of sample. There are 4 changes.']);
  });

  test('lists the changes for who wants to see them', async () => {
    const told = story({
      replies: ['escape'],
      press: 'Show Changes',
      answers: { 'schema/get': ({ refresh }) => (refresh ? after : { ...before, cached: true }) },
    });
    await refreshSchema(told.tools);
    await settled();
    assert.deepEqual(
      told.questions[0]?.choices.map(({ label, description }) => `${label} (${description})`),
      ['Item (table is gone)', 'Customer: Name (field is gone)', 'Customer: City (new field)', 'Vendor (new table)'],
    );
  });

  test('reads the systems once where nothing was known before, and claims no change', async () => {
    const told = story({ answers: { 'schema/get': () => ({ ...after, cached: false }) } });
    await refreshSchema(told.tools);
    assert.equal(told.requests.length, 1);
    assert.deepEqual(told.told, ['Read 2 local and 1 integration tables of sample.']);
  });

  test('says why the systems cannot be read', async () => {
    const error = {
      code: 'UNREACHABLE',
      kind: 'run',
      message: 'account cannot be reached. Check the address.',
    } as const;
    const told = story({ answers: { 'schema/get': () => ({ ok: false, error }) } });
    assert.equal(await refreshSchema(told.tools), undefined);
    assert.deepEqual(told.told, [error.message]);
  });
});

suite('Test connection', () => {
  const local: ConnectionReport = { side: 'local', system: 'sqlite a.sqlite', ok: true, message: '8 tables.' };
  const integration: ConnectionReport = {
    side: 'integration',
    system: 'sqlite b.sqlite',
    ok: false,
    message: 'The file does not exist. Check the path in tandem.yaml.',
  };

  test('says in one message that both sides can be reached', async () => {
    const told = story({ answers: { 'connection/test': () => ({ sides: [local, { ...integration, ok: true }] }) } });
    assert.equal((await testConnection(told.tools))?.sides.length, 2);
    assert.deepEqual(told.told, ['Both systems of sample can be reached.']);
  });

  test('says which side cannot, and why', async () => {
    const told = story({ answers: { 'connection/test': () => ({ sides: [local, integration] }) } });
    await testConnection(told.tools);
    assert.deepEqual(told.told, [
      'sqlite b.sqlite cannot be reached: The file does not exist. Check the path in tandem.yaml.',
    ]);
  });

  test('says who one is there', async () => {
    const sides = [
      { ...local, user: 'me@contoso.com' },
      { ...integration, ok: true },
    ];
    const told = story({ answers: { 'connection/test': () => ({ sides }) } });
    await testConnection(told.tools);
    assert.deepEqual(told.told, ['Both systems of sample can be reached. You are me@contoso.com at sqlite a.sqlite.']);
  });

  test('says what is missing where both are reached', async () => {
    const sides = [local, { ...integration, missing: ['The table acount is not there.'] }];
    const told = story({ answers: { 'connection/test': () => ({ sides }) } });
    await testConnection(told.tools);
    assert.deepEqual(told.told, ['sqlite b.sqlite lacks something: The table acount is not there.']);
  });

  test('shows the details of both sides', async () => {
    const told = story({
      replies: ['escape'],
      press: 'Show Details',
      answers: { 'connection/test': () => ({ sides: [local, integration] }) },
    });
    await testConnection(told.tools);
    await settled();
    assert.deepEqual(
      told.questions[0]?.choices.map(({ label, description, detail }) => [label, description, detail]),
      [
        ['Local: reached', 'sqlite a.sqlite', '8 tables.'],
        ['Integration: not reached', 'sqlite b.sqlite', integration.message],
      ],
    );
  });
});

/** Tables with text fields; the first field of `Customer` has another length where one is given. */
function schemaOf(local: Tables, integration: Tables, length = 20): WorkspaceSchemaAnswer {
  return {
    environment: 'sample',
    local: systemOf(local, length),
    integration: systemOf(integration, 20),
    readAt: '2026-11-21T08:00:00.000Z',
    cached: false,
  };
}

type Tables = Readonly<Record<string, readonly string[]>>;

function systemOf(tables: Tables, length: number): SystemSchema {
  const field = (table: string, name: string): FieldDescription => ({
    name,
    type: { kind: 'text', maxLength: table === 'Customer' && name === 'No.' ? length : 20 },
    required: false,
    readOnly: false,
    unique: false,
  });
  return {
    tables: Object.entries(tables).map(([name, fields]) => ({ name, fields: fields.map((each) => field(name, each)) })),
  };
}
