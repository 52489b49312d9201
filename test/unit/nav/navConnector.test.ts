import assert from 'node:assert/strict';
import type { ApiDouble } from '../../support/apiDouble';
import type { Connector, ConnectorError, RecordWrite } from '../../../src/core/ports/connector';
import type { FieldType, Value } from '../../../src/core/model/value';
import type { NavConfiguration } from '../../../src/core/model/workspace';
import type { Result } from '../../../src/core/result';
import type { TableDescription, TableSpec } from '../../../src/core/model/schema';
import { apiDouble } from '../../support/apiDouble';
import { fakeClock } from '../../support/fakeClock';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { openNavConnector } from '../../../src/connectors/nav/openNavConnector';
import { probeNav } from '../../../src/connectors/nav/probeNav';
import { scriptedService } from '../../support/scriptedService';

suite('a NAV web service', () => {
  test('is a table with the names it is published under, known by its key, with no stamp to the moment', async () => {
    const { connector } = await navOf(customer, ['No']);
    const { tables } = value(await connector.describe(neverCancelled));
    assert.deepEqual(
      tables.map(({ name, idField, keyField, modifiedOnField }) => [name, idField, keyField, modifiedOnField]),
      [['Customer', 'No', 'No', 'Last_Date_Modified']],
    );
  });

  test('gives all records as changed, whatever their day of change says', async () => {
    const { connector } = await navOf(customer, ['No'], customerRows);
    const order = { by: 'modifiedOn', changedSince: '2026-11-20T00:00:00.000Z' } as const;
    assert.deepEqual(await readAll(connector, customerSpec, ['Name'], order), [
      { id: '10000', modifiedOn: null, values: ['Adatum'] },
      { id: "O'B & C", modifiedOn: null, values: ['Trey'] },
    ]);
  });

  test('finds records by any key that people enter', async () => {
    const { connector } = await navOf(customer, ['No'], customerRows);
    const request = { table: customerSpec, fields: ['Name'], ids: ["O'B & C", '99'] };
    const found = value(await connector.get(request, neverCancelled));
    assert.deepEqual(
      [...found].map(([id, { values }]) => [id, values]),
      [["O'B & C", ['Trey']]],
    );
  });

  test('takes a new record with its key, and changes it by the version that was seen', async () => {
    const { connector, double } = await navOf(customer, ['No']);
    assert.deepEqual(await write(connector, customerSpec, [anInsert({ No: 'N1', Name: 'New' })]), ['written']);
    assert.deepEqual(await write(connector, customerSpec, [aModify('N1', { Name: 'Newer' })]), ['written']);
    assert.deepEqual(
      double.rows().map(({ No, Name }) => [No, Name]),
      [['N1', 'Newer']],
    );
  });

  test('does not write over what another changed since', async () => {
    const first = await navOf(customer, ['No'], customerRows);
    const second = await openAgain(first.double);
    await readAll(first.connector, customerSpec, []);
    await write(second, customerSpec, [aModify('10000', { Name: 'theirs' })]);
    assert.deepEqual(await write(first.connector, customerSpec, [aModify('10000', { Name: 'ours' })]), [
      'CHANGED_MEANWHILE',
    ]);
  });

  test('leaves the key of a record as it is, and refuses to rename it', async () => {
    const { connector, double } = await navOf(customer, ['No'], customerRows);
    const writes = [aModify('10000', { No: '10000', Name: 'same' }), aModify('10000', { No: '20000' })];
    const outcomes = value(await connector.write({ table: customerSpec, writes, readBack: [] }, neverCancelled));
    const [, refused] = outcomes;
    assert.equal(outcomes[0]?.kind, 'written');
    assert.ok(refused?.kind === 'failed');
    assert.equal(refused.failure.code, 'WRITE_REFUSED');
    assert.match(refused.failure.message, /rename/);
    assert.equal(double.rows()[0]?.['Name'], 'same');
  });

  test('goes without batches where the server is too old for them', async () => {
    const { connector, double } = await navOf(customer, ['No'], [], { takesBatches: false });
    const inserts = ['A', 'B', 'C'].map((No) => anInsert({ No }));
    assert.deepEqual(await write(connector, customerSpec, inserts), ['written', 'written', 'written']);
    await write(
      connector,
      customerSpec,
      ['D', 'E'].map((No) => anInsert({ No })),
    );
    assert.equal(double.requests.filter((request) => request.endsWith('$batch')).length, 1);
    assert.equal(double.rows().length, 5);
  });

  test('with a key of several fields is known by all of them in one id', async () => {
    const { connector, double } = await navOf(line, ['Document_No', 'Line_No'], lineRows);
    const records = await readAll(connector, lineSpec, ['Document_No|Line_No', 'Description']);
    assert.deepEqual(
      records.map(({ id, values }) => [id, values]),
      [
        ['S-1|10000', ['S-1|10000', 'one']],
        ['S\\|2|10000', ['S\\|2|10000', 'other']],
      ],
    );
    const ids = records.map(({ id }) => id);
    const found = value(
      await connector.get({ table: lineSpec, fields: [], ids: [...ids, 'S-1|7', 'x'] }, neverCancelled),
    );
    assert.deepEqual([...found.keys()], ids);
    assert.deepEqual(
      await write(connector, lineSpec, [aModify('S\\|2|10000', { Description: 'changed', Line_No: '10000' })]),
      ['written'],
    );
    assert.equal(double.rows()[1]?.['Description'], 'changed');
    const byId = { table: lineSpec, fields: [], field: lineSpec.id, values: ['S-1|10000'] };
    assert.equal(value(await connector.find(byId, neverCancelled)).get('S-1|10000')?.length, 1);
  });

  test('says which companies there are, where the one that is meant is not', async () => {
    const { double } = await navOf(customer, ['No']);
    const connector = await openAgain(double, { company: 'Fabrikam' });
    const described = await connector.describe(neverCancelled);
    assert.ok(!described.ok);
    assert.match(described.error.message, /Dynamics NAV has no company 'Fabrikam'.*'CRONUS International Ltd\.'/);
  });

  test('is tried by Test Connection: companies, and web services that are missing', async () => {
    const { double } = await navOf(customer, ['No']);
    const access = { ...scriptedService([]).access, fetch: double.fetch };
    const probe = value(await probeNav(configuration, access, ['Customer', 'Vendor'], neverCancelled));
    assert.equal(probe.company?.name, configuration.company);
    assert.deepEqual(probe.missingTables, ['Vendor']);
  });
});

const configuration: NavConfiguration = {
  connector: 'nav',
  url: 'https://nav.example:7048/DynamicsNAV110/',
  company: 'CRONUS International Ltd.',
  authentication: 'basic',
  range: { start: { line: 0, column: 0, offset: 0 }, end: { line: 0, column: 0, offset: 0 } },
};

const customer = aTable('Customer', {
  No: { kind: 'text', maxLength: 20 },
  Name: { kind: 'text', maxLength: 50 },
  Last_Date_Modified: { kind: 'date' },
});
const customerSpec: TableSpec = { name: 'Customer', id: 'No', key: 'No', modifiedOn: 'Last_Date_Modified' };
const customerRows = [
  { No: '10000', Name: 'Adatum', Last_Date_Modified: '2020-01-01' },
  { No: "O'B & C", Name: 'Trey', Last_Date_Modified: null },
];

const line = aTable('Sales_Line', {
  Document_No: { kind: 'text' },
  Line_No: { kind: 'integer', min: '-9223372036854775808', max: '9223372036854775807' },
  Description: { kind: 'text' },
});
const lineId = 'Document_No|Line_No';
const lineSpec: TableSpec = { name: 'Sales_Line', id: lineId, key: lineId, modifiedOn: lineId };
const lineRows = [
  { Document_No: 'S-1', Line_No: '10000', Description: 'one' },
  { Document_No: 'S|2', Line_No: '10000', Description: 'other' },
];

async function navOf(
  table: TableDescription,
  key: readonly string[],
  rows: readonly Readonly<Record<string, Value>>[] = [],
  more: { readonly takesBatches?: boolean } = {},
): Promise<{ readonly connector: Connector; readonly double: ApiDouble }> {
  const route = '/DynamicsNAV110/ODataV4';
  const double = apiDouble({
    table,
    rows,
    clock: fakeClock(),
    route,
    owner: `${route}/Company('CRONUS International Ltd.')/`,
    companies: { path: `${route}/Company`, rows: [{ Name: 'CRONUS International Ltd.' }] },
    key,
    ...more,
  });
  return { connector: await openAgain(double), double };
}

async function openAgain(double: ApiDouble, change: Partial<NavConfiguration> = {}): Promise<Connector> {
  const access = { ...scriptedService([]).access, fetch: double.fetch };
  return value(await openNavConnector({ ...configuration, ...change }, access));
}

function aTable(name: string, types: Readonly<Record<string, FieldType>>): TableDescription {
  const fields = Object.entries(types).map(([field, type]) => ({
    name: field,
    type,
    required: false,
    readOnly: false,
    unique: false,
  }));
  return { name, fields };
}

function anInsert(content: Readonly<Record<string, Value>>): RecordWrite {
  return { kind: 'insert', id: null, fields: Object.keys(content), values: Object.values(content), resent: false };
}

function aModify(id: string, content: Readonly<Record<string, Value>>): RecordWrite {
  return { kind: 'modify', id, fields: Object.keys(content), values: Object.values(content), expected: null };
}

async function write(
  connector: Connector,
  table: TableSpec,
  writes: readonly RecordWrite[],
): Promise<readonly string[]> {
  const outcomes = value(await connector.write({ table, writes, readBack: [] }, neverCancelled));
  return outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.failure.code : outcome.kind));
}

async function readAll(
  connector: Connector,
  table: TableSpec,
  fields: readonly string[],
  order: Parameters<Connector['read']>[0]['order'] = { by: 'id' },
) {
  const records = [];
  for await (const page of connector.read({ table, fields, filter: [], order, pageSize: 10 }, neverCancelled)) {
    records.push(...value(page));
  }
  return records;
}

function value<T>(result: Result<T, ConnectorError>): T {
  return result.ok ? result.value : assert.fail(`${result.error.code}: ${result.error.message}`);
}
