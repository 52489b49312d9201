import assert from 'node:assert/strict';
import type { ApiWorld, BatchPart } from './apiWorld';
import type { RecordWrite } from '../../../src/core/ports/connector';
import { aCustomer, apiWorld, batchAnswer, codes, customers, failure, idOf, partsOf, stamp, value } from './apiWorld';
import { errorAnswer, jsonAnswer, networkError } from '../../support/scriptedService';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';

const later = '2026-11-21T00:00:00.000Z';

suite('creating in Business Central', () => {
  test('a thousand records are ten requests, in batches of a hundred', async () => {
    const world = await apiWorld((request) =>
      batchAnswer(request, (part, index) => [201, aCustomer(index, part.body)]),
    );
    const fields = ['number', 'displayName'];
    const { batchSize } = world.connector.capabilities;
    for (let at = 0; at < 1_000; at += batchSize) {
      const length = Math.min(batchSize, 1_000 - at);
      const writes = Array.from({ length }, (_, index) => anInsert(fields, [`N${at + index}`, 'x']));
      const outcomes = await write(world, writes);
      assert.ok(outcomes.every((outcome) => outcome.kind === 'written'));
    }
    assert.equal(world.asked().length, 10);
    assert.ok(world.asked().every((request) => partsOf(request).length === 100));
  });

  test('tells the record as it stands after the service had its say', async () => {
    const world = await apiWorld(() => jsonAnswer(aCustomer(7, { number: 'ABC', lastModifiedDateTime: later }), 201));
    const outcomes = await write(world, [anInsert(['number', 'creditLimit'], ['abc ', '12345678901234567.8'])]);
    assert.deepEqual(outcomes, [
      { kind: 'written', record: { id: idOf(7), modifiedOn: later, values: ['ABC', 'Customer 7'] } },
    ]);
    assert.equal(world.asked()[0]?.body, '{"number":"abc ","creditLimit":12345678901234567.8}');
    assert.deepEqual(value(await world.connector.newIds(customers, 3)), undefined);
  });

  test('gives each record the failure that is its own', async () => {
    const refusals: readonly (readonly [number, string, string])[] = [
      [
        400,
        'Internal_EntityWithSameKeyExists',
        'The record already exists. CorrelationId: 6f9619ff-8b86-d011-b42d-00c04fc964ff.',
      ],
      [400, 'Application_StringExceededLength', 'The length of the string is 30.'],
      [400, 'Application_DialogException', 'You must specify a group'],
      [403, 'Authorization_RequestDenied', 'No permission.'],
      [429, '', ''],
      [503, '', ''],
    ];
    const world = await apiWorld((request) =>
      batchAnswer(request, (_, index) => {
        const [status, code, message] = refusals[index] ?? [201, '', ''];
        return [status, status === 201 ? aCustomer(9) : { error: { code, message } }];
      }),
    );
    const outcomes = await write(
      world,
      Array.from({ length: 7 }, () => anInsert(['number'], ['N'])),
    );
    assert.deepEqual(codes(outcomes), [
      'CONSTRAINT_VIOLATED',
      'TEXT_TOO_LONG',
      'CONSTRAINT_VIOLATED',
      'WRITE_REFUSED',
      'THROTTLED',
      'UNREACHABLE',
      'written',
    ]);
    const messages = outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.failure.message : ''));
    assert.equal(
      messages[0],
      'customers refused the record: The record already exists. Correct the record, or change the mapping so that it is met.',
    );
    assert.match(messages[2] ?? '', /You must specify a group\. Correct/);
  });

  test('is never repeated where the answer was lost: nobody knows what became of it', async () => {
    const world = await apiWorld(() => {
      throw networkError('ECONNRESET');
    });
    const refused = await world.connector.write(
      { table: customers, writes: [anInsert(['number'], ['N1'])], readBack: [] },
      neverCancelled,
    );
    assert.equal(failure(refused).code, 'OUTCOME_UNKNOWN');
    assert.equal(world.asked().length, 1);
  });

  test('is unknown as well where a batch came back with an answer missing', async () => {
    const world = await apiWorld(() => jsonAnswer({ responses: [{ id: '0', status: 201, body: aCustomer(1) }] }));
    const writes = [anInsert(['number'], ['N1']), anInsert(['number'], ['N2'])];
    assert.deepEqual(codes(await write(world, writes)), ['written', 'unknown']);
  });

  for (const status of [500, 502, 504]) {
    test(`is unknown as well where a part of a batch ended with ${status} and no more words`, async () => {
      const world = await apiWorld((request) =>
        batchAnswer(request, (_, index) => (index === 0 ? [201, aCustomer(1)] : [status, {}])),
      );
      const writes = [anInsert(['number'], ['N1']), anInsert(['number'], ['N2'])];
      assert.deepEqual(codes(await write(world, writes)), ['written', 'unknown']);
    });
  }

  test('where the answer to one of several batches is lost, the others tell what they wrote', async () => {
    const world = await apiWorld((request) => {
      if (request.body.includes('"N150"')) throw networkError('ECONNRESET');
      return batchAnswer(request, (part, index) => [201, aCustomer(index, part.body)]);
    });
    const writes = Array.from({ length: 250 }, (_, index) => anInsert(['number'], [`N${index}`]));
    const outcomes = codes(await write(world, writes));
    assert.deepEqual(new Set(outcomes.slice(0, 100)), new Set(['written']));
    assert.deepEqual(new Set(outcomes.slice(100, 200)), new Set(['unknown']));
    assert.deepEqual(new Set(outcomes.slice(200)), new Set(['written']));
  });

  test('is unknown for the whole call where one batch was throttled and the answer to the other lost', async () => {
    const world = await apiWorld((request) => {
      if (request.body.includes('"N150"')) throw networkError('ECONNRESET');
      return errorAnswer(429, '', 'Too many.', { 'retry-after': '1' });
    });
    const writes = Array.from({ length: 200 }, (_, index) => anInsert(['number'], [`N${index}`]));
    const refused = await world.connector.write({ table: customers, writes, readBack: [] }, neverCancelled);
    assert.equal(failure(refused).code, 'OUTCOME_UNKNOWN');
  });

  test('is unknown for the one record that the service created without showing it', async () => {
    const world = await apiWorld((request) =>
      batchAnswer(request, (_, index) => (index === 0 ? [201, aCustomer(1)] : [204, {}])),
    );
    const writes = [anInsert(['number'], ['N1']), anInsert(['number'], ['N2'])];
    assert.deepEqual(codes(await write(world, writes)), ['written', 'unknown']);
  });

  test('goes one by one where batches are unknown, and only after the service said so', async () => {
    const world = await apiWorld(({ url }, index) =>
      url.endsWith('$batch') ? errorAnswer(404, 'BadRequest_NotFound', 'No.') : jsonAnswer(aCustomer(index), 201),
    );
    const writes = [anInsert(['number'], ['N1']), anInsert(['number'], ['N2'])];
    assert.deepEqual(codes(await write(world, writes)), ['written', 'written']);
    assert.deepEqual(codes(await write(world, writes)), ['written', 'written']);
    assert.equal(world.asked().length, 5);
  });
});

suite('changing in Business Central', () => {
  test('a thousand records that were read before are ten requests, each naming the version it saw', async () => {
    const world = await worldOfMany(1_000);
    const ids = Array.from({ length: 1_000 }, (_, index) => idOf(index + 1));
    value(await world.connector.get({ table: customers, fields: [], ids }, neverCancelled));
    const before = world.asked().length;
    const fields = ['displayName'];
    const { batchSize } = world.connector.capabilities;
    for (let at = 0; at < 1_000; at += batchSize) {
      const outcomes = await write(
        world,
        ids.slice(at, at + batchSize).map((id) => aModify(id, fields, ['x'])),
      );
      assert.ok(outcomes.every((outcome) => outcome.kind === 'written'));
    }
    assert.equal(world.asked().length - before, 10);
    const [part] = partsOf(world.asked().at(-1));
    assert.equal(part?.method, 'PATCH');
    assert.match(part?.headers['If-Match'] ?? '', /^W\/"\d+\.1"$/);
  });

  test('reads the version first where nobody saw it, and says what is missing', async () => {
    const world = await worldOfMany(1);
    const outcomes = await write(world, [
      aModify(idOf(1), ['displayName'], ['x']),
      aModify(idOf(2), ['displayName'], ['x']),
      aModify('no guid', ['displayName'], ['x']),
    ]);
    assert.deepEqual(codes(outcomes), ['written', 'missing', 'missing']);
  });

  test('fails a record that changed: seen here, or told by the service', async () => {
    const world = await apiWorld((request) => {
      if (request.method === 'GET') return jsonAnswer({ value: [aCustomer(1), aCustomer(2), aCustomer(3)] });
      return batchAnswer(request, (_, index) =>
        index === 0 ? [409, { error: { code: 'Request_EntityChanged', message: 'Changed.' } }] : [412, {}],
      );
    });
    const outcomes = await write(world, [
      aModify(idOf(1), ['displayName'], ['x']),
      aModify(idOf(2), ['displayName'], ['x']),
      aModify(idOf(3), ['displayName'], ['x'], later),
    ]);
    assert.deepEqual(codes(outcomes), ['CHANGED_MEANWHILE', 'CHANGED_MEANWHILE', 'CHANGED_MEANWHILE']);
    assert.equal(partsOf(world.asked().at(-1)).length, 2);
  });

  test('says that a record is missing that was deleted in between', async () => {
    const world = await apiWorld(({ method }) =>
      method === 'GET' ? jsonAnswer({ value: [aCustomer(1)] }) : errorAnswer(404, 'Internal_RecordNotFound', 'Gone.'),
    );
    assert.deepEqual(codes(await write(world, [aModify(idOf(1), ['displayName'], ['x'])])), ['missing']);
  });

  test('writes blanks as Business Central keeps them', async () => {
    const world = await worldOfMany(1);
    await write(world, [aModify(idOf(1), ['displayName', 'blocked', 'creditLimit'], [null, null, null])]);
    assert.equal(world.asked().at(-1)?.body, '{"displayName":"","blocked":"_x0020_","creditLimit":0}');
  });

  test('fails what cannot be written before anything is sent', async () => {
    const world = await worldOfMany(1);
    const outcomes = await write(world, [
      aModify(idOf(1), ['balance'], ['1']),
      aModify(idOf(1), ['blocked'], ['Everything']),
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => (outcome.kind === 'failed' ? [outcome.failure.code, outcome.failure.field] : [])),
      [
        ['WRITE_REFUSED', 'balance'],
        ['VALUE_NOT_CONVERTIBLE', 'blocked'],
      ],
    );
    assert.ok(world.asked().every(({ method }) => method === 'GET'));
  });

  test('is tried again where the answer was lost, as it names its version', async () => {
    let tries = 0;
    const world = await apiWorld(({ method }) => {
      if (method === 'GET') return jsonAnswer({ value: [aCustomer(1)] });
      if (++tries === 1) throw networkError('ECONNRESET');
      return jsonAnswer(aCustomer(1, { displayName: 'x' }));
    });
    assert.deepEqual(codes(await write(world, [aModify(idOf(1), ['displayName'], ['x'])])), ['written']);
    assert.equal(tries, 2);
  });

  test('is unknown where its answer stays lost, and where what was not shown cannot be read', async () => {
    let broken = false;
    const world = await apiWorld((request) => {
      if (request.method === 'GET') {
        return broken
          ? errorAnswer(403, 'Authorization_RequestDenied', 'No.')
          : jsonAnswer({ value: [1, 2].map((number) => aCustomer(number)) });
      }
      broken = true;
      return batchAnswer(request, (_, index) => (index === 0 ? [200, aCustomer(1)] : [204, {}]));
    });
    const writes = [aModify(idOf(1), ['displayName'], ['x']), aModify(idOf(2), ['displayName'], ['x'])];
    assert.deepEqual(codes(await write(world, writes)), ['written', 'unknown']);
  });

  test('reads a record that the service changed without showing it', async () => {
    const world = await apiWorld(({ method }) =>
      method === 'GET' ? jsonAnswer({ value: [aCustomer(1)] }) : new Response(null, { status: 204 }),
    );
    const outcomes = await write(world, [aModify(idOf(1), ['displayName'], ['x'])]);
    assert.deepEqual(codes(outcomes), ['written']);
  });
});

function anInsert(fields: readonly string[], values: readonly string[]): RecordWrite {
  return { kind: 'insert', id: null, fields, values, resent: false };
}

function aModify(
  id: string,
  fields: readonly string[],
  values: readonly (string | null)[],
  expected = stamp,
): RecordWrite {
  return { kind: 'modify', id, fields, values, expected };
}

async function write({ connector }: ApiWorld, writes: readonly RecordWrite[]) {
  return value(
    await connector.write({ table: customers, writes, readBack: ['number', 'displayName'] }, neverCancelled),
  );
}

/** Answers for customers 1 to `count`, alone or in a batch. */
function worldOfMany(count: number): Promise<ApiWorld> {
  const answer = ({ method, url, body }: Pick<BatchPart, 'method' | 'url' | 'body'>): readonly [number, object] => {
    const asked = [...decodeURIComponent(url).matchAll(/[0-9a-f]{8}-0000-4000-8000-(\d{12})/g)].map(([, n]) =>
      Number(n),
    );
    const rows = asked.filter((number) => number <= count).map((number) => aCustomer(number, body));
    return method === 'GET' ? [200, { value: rows }] : [200, rows[0] ?? {}];
  };
  return apiWorld((request) => {
    if (request.url.endsWith('$batch')) return batchAnswer(request, (part) => answer(part));
    const body = request.body === '' ? {} : (JSON.parse(request.body) as Readonly<Record<string, unknown>>);
    const [status, made] = answer({ ...request, body });
    return jsonAnswer(made, status);
  });
}
