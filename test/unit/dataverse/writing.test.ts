import assert from 'node:assert/strict';
import type { RecordWrite } from '../../../src/core/ports/connector';
import {
  aModify,
  accountWorld,
  accounts,
  anAccount,
  anInsert,
  batchAnswer,
  codes,
  failure,
  idIn,
  idOf,
  partsOf,
  value,
} from './accountWorld';
import { errorAnswer, jsonAnswer, networkError } from '../../support/scriptedService';
import { must } from '../../../src/core/assert';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';

suite('writing to Dataverse', () => {
  test('a thousand new records are ten requests, in batches of a hundred, each with an id of ours', async () => {
    const world = await accountWorld();
    const ids = must(value(await world.connector.newIds(accounts, 1_000)), 'ids');
    const fields = ['name'];
    const writes = ids.map((id): RecordWrite => ({ kind: 'insert', id, fields, values: ['x'], resent: false }));
    const { batchSize } = world.connector.capabilities;
    for (let at = 0; at < writes.length; at += batchSize) {
      const part = writes.slice(at, at + batchSize);
      assert.deepEqual(
        value(await world.write(part)).map((each) => (each.kind === 'written' ? each.record.id : each.kind)),
        part.map((each) => each.id),
      );
    }
    assert.equal(world.asked().length, 10);
  });

  test('a change names the version that was read, and fails where the record is in another one', async () => {
    const world = await accountWorld({
      part: (part) => {
        assert.match(part, /If-Match: W\/"1"/);
        return refusal(412, '0x80060882');
      },
    });
    assert.deepEqual(codes(value(await world.write([aModify(1)]))), ['CHANGED_MEANWHILE']);
  });

  test('what a service did not come to is sent again, without what it did come to', async () => {
    const world = await accountWorld({
      batch: (request, index) => (index === 0 ? stopsAfter(1)(request) : undefined),
    });
    assert.deepEqual(codes(value(await world.write([anInsert(1), anInsert(2), anInsert(3)]))), [
      'written',
      'written',
      'written',
    ]);
    assert.deepEqual(
      world.asked().map((request) => partsOf(request).map(idIn)),
      [
        [idOf(1), idOf(2), idOf(3)],
        [idOf(2), idOf(3)],
      ],
    );
  });

  test('what is never answered is not sent for ever: nobody knows what became of it', async () => {
    const world = await accountWorld({
      part: (part) => (idIn(part) === idOf(2) ? undefined : [201, anAccount(idOf(1))]),
    });
    assert.deepEqual(codes(value(await world.write([anInsert(1), anInsert(2)]))), ['written', 'unknown']);
    assert.equal(world.asked().length, 2);
  });

  test('a service that answers nothing at all leaves the whole call unknown', async () => {
    const world = await accountWorld({ part: () => undefined });
    assert.equal(failure(await world.write([anInsert(1), anInsert(2)])).code, 'OUTCOME_UNKNOWN');
  });

  test('what a service is too busy for is tried again, and told as throttled where it stays busy', async () => {
    let busy = 2;
    const world = await accountWorld({
      part: (part) =>
        idIn(part) === idOf(2) && busy-- > 0 ? refusal(429, '0x80072322') : [201, anAccount(idIn(part))],
    });
    assert.deepEqual(codes(value(await world.write([anInsert(1), anInsert(2)]))), ['written', 'written']);
    busy = Infinity;
    assert.deepEqual(codes(value(await world.write([anInsert(1), anInsert(2)]))), ['written', 'THROTTLED']);
  });

  for (const [status, code] of [
    [500, ''],
    [502, ''],
    [504, ''],
  ] as const) {
    test(`a record whose write ended with ${status} may have been written: it is tried again, and unknown in the end`, async () => {
      const world = await accountWorld({
        part: (part) => (idIn(part) === idOf(2) ? refusal(status, code) : [201, anAccount(idIn(part))]),
      });
      assert.deepEqual(codes(value(await world.write([anInsert(1), anInsert(2)]))), ['written', 'unknown']);
      assert.deepEqual(codes(value(await world.write([aModify(1), aModify(2)]))), ['written', 'unknown']);
    });
  }

  test('a record that arrived although its write ended with 504 is recognised', async () => {
    const seen = new Set<string>();
    const world = await accountWorld({
      part: (part) => {
        const id = idIn(part);
        if (!seen.has(id)) return (seen.add(id), refusal(504, ''));
        return part.includes('PATCH') ? refusal(412, '0x80060882') : refusal(412, '0x80060892');
      },
      read: ({ url }) => jsonAnswer({ value: [anAccount(idIn(url), { name: seen.size > 0 ? 'y' : 'x' })] }),
    });
    assert.deepEqual(codes(value(await world.write([aModify(1, { name: 'y' })]))), ['written']);
    assert.deepEqual(codes(value(await world.write([anInsert(2, { name: 'y' })]))), ['written']);
    assert.deepEqual(codes(value(await world.write([anInsert(3, { name: 'z' })]))), ['CONSTRAINT_VIOLATED']);
  });

  test('a create that is refused because its first attempt arrived is sent again so that it has the same effect', async () => {
    const methods: string[] = [];
    const world = await accountWorld({
      batch: (_, index) => {
        if (index === 0) throw networkError('ECONNRESET');
        return undefined;
      },
      part: (part) => {
        methods.push(/(POST|PATCH) /.exec(part)?.[1] ?? '');
        return part.includes('POST ') ? refusal(412, '0x80040237') : [200, anAccount(idIn(part))];
      },
    });
    assert.deepEqual(codes(value(await world.write([anInsert(1, { name: 'x', accountnumber: null })]))), ['written']);
    assert.deepEqual(methods, ['POST', 'PATCH']);
  });

  test('a create that was sent before comes as an upsert, which clears what is blank', async () => {
    const world = await accountWorld({
      part: (part) => {
        assert.match(part, new RegExp(`PATCH \\S+/accounts\\(${idOf(1)}\\)`));
        assert.ok(part.includes('{"accountnumber":null,"name":"x"}'), part);
        assert.doesNotMatch(part, /If-Match/);
        return [200, anAccount(idOf(1))];
      },
    });
    const again = { ...anInsert(1, { name: 'x', accountnumber: null }), resent: true } as RecordWrite;
    assert.deepEqual(codes(value(await world.write([again]))), ['written']);
  });

  test('where the answer to one of several batches is lost, the others tell what they wrote', async () => {
    const world = await accountWorld({
      batch: (request) => {
        if (partsOf(request).some((part) => idIn(part) === idOf(150))) throw networkError('ECONNRESET');
        return undefined;
      },
    });
    const outcomes = codes(value(await world.write(Array.from({ length: 250 }, (_, index) => anInsert(index + 1)))));
    assert.deepEqual(new Set(outcomes.slice(0, 100)), new Set(['written']));
    assert.deepEqual(new Set(outcomes.slice(100, 200)), new Set(['unknown']));
    assert.deepEqual(new Set(outcomes.slice(200)), new Set(['written']));
  });

  test('where one of several batches surely was not carried out, its records fail and are tried by the next run', async () => {
    const world = await accountWorld({
      batch: (request) =>
        partsOf(request).some((part) => idIn(part) === idOf(150))
          ? errorAnswer(429, '0x80072322', 'Too many.', { 'retry-after': '1' })
          : undefined,
    });
    const outcomes = codes(value(await world.write(Array.from({ length: 150 }, (_, index) => anInsert(index + 1)))));
    assert.deepEqual(outcomes.slice(99, 101), ['written', 'THROTTLED']);
  });

  test('what was written is not taken for refused where the look at it fails', async () => {
    const world = await accountWorld({
      part: () => [204, {}],
      read: () => errorAnswer(403, '0x80040220', 'No privilege to read.'),
    });
    assert.deepEqual(codes(value(await world.write([anInsert(1)]))), ['unknown']);
  });

  test('a change whose answer was lost does not overwrite what others wrote since', async () => {
    let now = {};
    const world = await accountWorld({
      batch: (_, index) => {
        if (index < 5) throw networkError('ECONNRESET');
        return undefined;
      },
      read: ({ url }) => jsonAnswer({ value: [anAccount(idIn(url), now)] }),
    });
    assert.equal(failure(await world.write([aModify(1)])).code, 'OUTCOME_UNKNOWN');
    now = { '@odata.etag': 'W/"2"', modifiedon: '2026-11-20T09:00:00Z', name: 'theirs' };
    value(await world.connector.get({ table: accounts, fields: [], ids: [idOf(1)] }, neverCancelled));
    const before = world.asked().length;
    assert.deepEqual(codes(value(await world.write([aModify(1)]))), ['CHANGED_MEANWHILE']);
    assert.ok(
      world
        .asked()
        .slice(before)
        .every(({ method }) => method === 'GET'),
    );
  });

  test('a write that nobody may send ends the call', async () => {
    const world = await accountWorld({ batch: () => errorAnswer(403, '0x80040220', 'No.') });
    assert.equal(failure(await world.write([anInsert(1)])).code, 'FORBIDDEN');
  });

  test('gives each record the failure that is its own', async () => {
    const refusals = [
      [400, '0x80044331', 'TEXT_TOO_LONG'],
      [400, '0x80044330', 'NUMBER_OUT_OF_RANGE'],
      [412, '0x80060892', 'CONSTRAINT_VIOLATED'],
      [500, '0x80040333', 'CONSTRAINT_VIOLATED'],
      [404, '0x80040217', 'CONSTRAINT_VIOLATED'],
      [403, '0x80040220', 'WRITE_REFUSED'],
    ] as const;
    const world = await accountWorld({
      part: (part) => {
        const [status, code] = must(refusals[Number(idIn(part).slice(-2)) - 1], 'a refusal');
        return refusal(status, code);
      },
    });
    assert.deepEqual(
      codes(value(await world.write(refusals.map((_, index) => anInsert(index + 1, { accountnumber: 'A' }))))),
      refusals.map(([, , expected]) => expected),
    );
  });
});

function refusal(status: number, code: string) {
  return [status, { error: { code, message: 'Refused.' } }] as const;
}

/** Answers the first parts of a batch and leaves the others out, as a service does that stops. */
function stopsAfter(count: number) {
  return (request: Parameters<typeof partsOf>[0]) => {
    let answered = 0;
    return batchAnswer(request, (part) => (answered++ < count ? [201, anAccount(idIn(part))] : undefined));
  };
}
