import assert from 'node:assert/strict';
import type { ParsedFilter } from '../../../src/core/filter/filterExpression';
import type { ReadQuery } from '../../../src/core/ports/connector';
import type { ApiWorld } from './apiWorld';
import type { TableRecord } from '../../../src/core/model/record';
import { aCustomer, apiWorld, batchAnswer, customers, failure, idOf, partsOf, root, stamp, value } from './apiWorld';
import { errorAnswer, jsonAnswer } from '../../support/scriptedService';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';

suite('reading from Business Central', () => {
  test('asks for what is needed, in order, and follows the links that come', async () => {
    const link = `${root}v2.0/companies(x)/customers?$skiptoken=abc`;
    const world = await apiWorld((_, index) =>
      jsonAnswer(
        index === 0
          ? { value: [aCustomer(1)], '@odata.nextLink': link }
          : { value: [aCustomer(2, { creditLimit: 5 })] },
      ),
    );
    const records = await readAll(world, { fields: ['number', 'creditLimit'], pageSize: 50_000 });
    assert.deepEqual(records, [
      { id: idOf(1), modifiedOn: stamp, values: ['C1', '0'] },
      { id: idOf(2), modifiedOn: stamp, values: ['C2', '5'] },
    ]);
    const [first, second] = world.asked();
    const { searchParams } = new URL(first?.url ?? '');
    assert.deepEqual(Object.fromEntries(searchParams), {
      $select: 'id,lastModifiedDateTime,number,creditLimit',
      $orderby: 'id',
    });
    assert.equal(first?.headers['prefer'], 'odata.maxpagesize=20000');
    assert.equal(second?.url, link);
    assert.equal(second?.headers['prefer'], 'odata.maxpagesize=20000');
  });

  test('asks for changes by stamp, and for what has none', async () => {
    const world = await apiWorld(() => jsonAnswer({ value: [] }));
    await readAll(world, { order: { by: 'modifiedOn', changedSince: stamp } });
    const { searchParams } = new URL(world.asked()[0]?.url ?? '');
    assert.equal(searchParams.get('$orderby'), 'lastModifiedDateTime,id');
    assert.equal(
      searchParams.get('$filter'),
      `(lastModifiedDateTime ge ${stamp} or lastModifiedDateTime eq 0001-01-01T00:00:00Z)`,
    );
  });

  test('lets the service filter what it can, and has the last word itself', async () => {
    const world = await apiWorld(() =>
      jsonAnswer({ value: [aCustomer(1), aCustomer(2, { blocked: 'All' }), aCustomer(3, { displayName: 'ANNA' })] }),
    );
    const filter: ParsedFilter = [
      { field: 'blocked', type: { kind: 'option', members: [] }, expression: { kind: 'blank', negated: false } },
      {
        field: 'displayName',
        type: { kind: 'text' },
        expression: { kind: 'compare', operator: 'equal', value: 'Customer 1', ignoreCase: false },
      },
    ];
    const records = await readAll(world, { filter });
    assert.deepEqual(
      records.map(({ id, values }) => [id, values]),
      [[idOf(1), []]],
    );
    const { searchParams } = new URL(world.asked()[0]?.url ?? '');
    assert.equal(searchParams.get('$filter'), "blocked eq '_x0020_' and displayName eq 'Customer 1'");
  });

  test('filters alone where the service refuses to, and does not ask it again', async () => {
    const world = await apiWorld(({ url }) =>
      url.includes('$filter')
        ? errorAnswer(
            400,
            'BadRequest',
            'The filter is not supported. CorrelationId: 6f9619ff-8b86-d011-b42d-00c04fc964ff.',
          )
        : jsonAnswer({ value: [aCustomer(1), aCustomer(2, { blocked: 'All' })] }),
    );
    const filter: ParsedFilter = [
      { field: 'blocked', type: { kind: 'option', members: [] }, expression: { kind: 'blank', negated: false } },
    ];
    for (let turn = 0; turn < 2; turn++) {
      const records = await readAll(world, { filter });
      assert.deepEqual(
        records.map(({ id }) => id),
        [idOf(1)],
      );
    }
    assert.deepEqual(
      world.asked().map(({ url }) => url.includes('$filter')),
      [true, false, false],
    );
  });

  test('tells what the service said, without the noise', async () => {
    const world = await apiWorld(() =>
      errorAnswer(400, 'BadRequest_NotFound', 'No such page. CorrelationId: 6f9619ff-8b86-d011-b42d-00c04fc964ff.'),
    );
    for await (const page of world.connector.read(query({}), neverCancelled)) {
      const { code, message } = failure(page);
      assert.equal(code, 'SERVICE_ERROR');
      assert.match(message, /No such page\./);
      assert.doesNotMatch(message, /CorrelationId/);
      return;
    }
    assert.fail('nothing was read');
  });

  test('refuses another id than the system has', async () => {
    const world = await apiWorld(() => jsonAnswer({ value: [] }));
    const request = { table: { ...customers, id: 'number' }, fields: [], ids: [] };
    assert.match(failure(await world.connector.get(request, neverCancelled)).message, /known by id alone/);
  });
});

suite('looking up in Business Central', () => {
  test('a thousand records by id is one request', async () => {
    const world = await apiWorld((request) =>
      batchAnswer(request, ({ url }) => {
        const ids = [...decodeURIComponent(url).matchAll(/id eq ([0-9a-f-]{36})/g)].map(([, id]) => id ?? '');
        return [200, { value: ids.map((id) => aCustomer(Number(id.slice(-12)))) }];
      }),
    );
    const ids = Array.from({ length: 1_000 }, (_, index) => idOf(index + 1));
    const found = value(await world.connector.get({ table: customers, fields: ['number'], ids }, neverCancelled));
    assert.equal(found.size, 1_000);
    assert.deepEqual(found.get(idOf(7))?.values, ['C7']);
    assert.equal(world.asked().length, 1);
    assert.ok(partsOf(world.asked()[0]).every(({ url }) => url.length < 4_000));
  });

  test('goes one by one where the service takes no batches', async () => {
    const world = await apiWorld(({ url }) =>
      url.endsWith('$batch') ? errorAnswer(404, 'BadRequest_NotFound', 'No.') : jsonAnswer({ value: [aCustomer(1)] }),
    );
    const ids = Array.from({ length: 100 }, (_, index) => idOf(index + 1));
    for (let turn = 0; turn < 2; turn++) {
      value(await world.connector.get({ table: customers, fields: [], ids }, neverCancelled));
    }
    assert.equal(world.asked().filter(({ url }) => url.endsWith('$batch')).length, 1);
    assert.equal(world.asked().length, 7);
  });

  test('looks through the table where a field cannot be filtered by', async () => {
    const world = await apiWorld(({ url }) =>
      url.includes('$filter')
        ? errorAnswer(400, 'BadRequest', 'Not filterable.')
        : jsonAnswer({ value: [aCustomer(1), aCustomer(2), aCustomer(3, { number: 'C2' })] }),
    );
    const request = { table: customers, fields: ['displayName'], field: 'number', values: ['C2', 'C9', ''] };
    const found = value(await world.connector.find(request, neverCancelled));
    assert.deepEqual(
      [...found].map(([text, records]) => [text, records.map(({ values }) => values)]),
      [['C2', [['Customer 2'], ['Customer 3']]]],
    );
  });

  test('asks again later where a part of a batch was turned away', async () => {
    const world = await apiWorld((request) =>
      batchAnswer(request, () => [429, { error: { code: '', message: 'Slow down.' } }]),
    );
    const ids = Array.from({ length: 100 }, (_, index) => idOf(index + 1));
    const { code, retryAfterMs } = failure(
      await world.connector.get({ table: customers, fields: [], ids }, neverCancelled),
    );
    assert.equal(code, 'THROTTLED');
    assert.ok(retryAfterMs);
  });
});

function query(part: Partial<ReadQuery>): ReadQuery {
  return { table: customers, fields: [], filter: [], order: { by: 'id' }, pageSize: 100, ...part };
}

async function readAll({ connector }: ApiWorld, part: Partial<ReadQuery>): Promise<readonly TableRecord[]> {
  const records: TableRecord[] = [];
  for await (const page of connector.read(query(part), neverCancelled)) records.push(...value(page));
  return records;
}
