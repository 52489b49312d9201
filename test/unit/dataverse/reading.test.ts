import assert from 'node:assert/strict';
import type { AccountWorld } from './accountWorld';
import type { ParsedFilter } from '../../../src/core/filter/filterExpression';
import type { ReadQuery } from '../../../src/core/ports/connector';
import type { TableRecord } from '../../../src/core/model/record';
import { accountWorld, accounts, anAccount, failure, idOf, root, stamp, value } from './accountWorld';
import { errorAnswer, jsonAnswer } from '../../support/scriptedService';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';

suite('reading from Dataverse', () => {
  test('asks for what is needed, in order, and follows the links that come as they are', async () => {
    const link = `${root}accounts?$skiptoken=%3Ccookie%20pagenumber=%222%22/%3E`;
    const world = await accountWorld({
      read: ({ url }) =>
        jsonAnswer(
          url === link ? { value: [anAccount(idOf(2))] } : { value: [anAccount(idOf(1))], '@odata.nextLink': link },
        ),
    });
    assert.deepEqual(await readAll(world, { fields: ['name'], pageSize: 10_000 }), [
      { id: idOf(1), modifiedOn: stamp, values: ['x'] },
      { id: idOf(2), modifiedOn: stamp, values: ['x'] },
    ]);
    const [first, second] = world.asked();
    assert.deepEqual(options(first?.url), {
      $select: 'accountid,modifiedon,name',
      $orderby: 'accountid asc',
    });
    assert.equal(second?.url, link);
    // The service's own limit; and it wants the preference with each page.
    for (const request of world.asked()) assert.equal(request.headers['prefer'], 'odata.maxpagesize=5000');
  });

  test('asks for changes by the whole second, as stamps are kept more finely than they are shown', async () => {
    const world = await accountWorld({
      read: () =>
        jsonAnswer({
          value: [
            anAccount(idOf(1), { modifiedon: '2026-11-20T07:59:59Z' }),
            anAccount(idOf(2)),
            anAccount(idOf(3), { modifiedon: null }),
          ],
        }),
    });
    const changedSince = '2026-11-20T08:00:00.000Z';
    const read = await readAll(world, { order: { by: 'modifiedOn', changedSince } });
    assert.deepEqual(
      read.map(({ id, modifiedOn }) => [id, modifiedOn]),
      [
        [idOf(2), stamp],
        [idOf(3), null],
      ],
    );
    assert.deepEqual(options(world.asked()[0]?.url), {
      $select: 'accountid,modifiedon',
      $filter: '(modifiedon ge 2026-11-20T08:00:00Z or modifiedon eq null)',
      $orderby: 'modifiedon asc,accountid asc',
    });
  });

  test('lets the service filter what it can, and judges case here', async () => {
    const filter: ParsedFilter = [
      {
        field: 'name',
        type: { kind: 'text' },
        expression: { kind: 'compare', operator: 'equal', value: "O'B", ignoreCase: false },
      },
      {
        field: 'customertypecode',
        type: { kind: 'option', members: [] },
        expression: { kind: 'compare', operator: 'equal', value: '3', ignoreCase: false },
      },
    ];
    const world = await accountWorld({
      read: () => jsonAnswer({ value: [anAccount(idOf(1), { name: "o'b" }), anAccount(idOf(2), { name: "O'B" })] }),
    });
    assert.deepEqual(await readAll(world, { filter }), [{ id: idOf(2), modifiedOn: stamp, values: [] }]);
    const asked = options(world.asked()[0]?.url);
    assert.match(asked['$filter'] ?? '', /name eq 'O''B'/);
    assert.match(asked['$filter'] ?? '', /customertypecode eq 3/);
  });

  test('gives a lookup as an id, and where it may refer to several tables the table too', async () => {
    const annotation = '_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname';
    const world = await accountWorld({
      read: () =>
        jsonAnswer({
          value: [
            anAccount(idOf(1), {
              _primarycontactid_value: idOf(7).toUpperCase(),
              _ownerid_value: idOf(8),
              [annotation]: 'team',
            }),
            anAccount(idOf(2), { _primarycontactid_value: null, _ownerid_value: null }),
          ],
        }),
    });
    const fields = ['primarycontactid', 'ownerid', 'owneridtype'];
    assert.deepEqual(
      (await readAll(world, { fields })).map(({ values }) => values),
      [
        [idOf(7), idOf(8), 'team'],
        [null, null, null],
      ],
    );
    const [request] = world.asked();
    assert.equal(options(request?.url)['$select'], 'accountid,modifiedon,_primarycontactid_value,_ownerid_value');
    assert.match(request?.headers['prefer'] ?? '', /include-annotations="Microsoft\.Dynamics\.CRM\.lookuplogicalname"/);
  });

  test('gives numbers digit by digit', async () => {
    const body = `{"value":[{"accountid":"${idOf(1)}","modifiedon":"2026-11-20T08:00:00Z","creditlimit":12345678901234567.80}]}`;
    const world = await accountWorld({
      read: () => new Response(body, { headers: { 'content-type': 'application/json' } }),
    });
    assert.deepEqual((await readAll(world, { fields: ['creditlimit'] }))[0]?.values, ['12345678901234567.8']);
  });

  test('tells what the service said, and does not go on', async () => {
    const world = await accountWorld({ read: () => errorAnswer(400, '0x80060888', 'Could not find a property.') });
    const read = world.connector.read(aQuery({}), neverCancelled);
    const pages = [];
    for await (const page of read) pages.push(page);
    assert.deepEqual(
      pages.map((page) => failure(page).code),
      ['SERVICE_ERROR'],
    );
  });

  test('gets records by their ids, a hundred a request, in whatever case they are written', async () => {
    const world = await accountWorld({
      read: ({ url }) => {
        const ids = (options(url)['$filter'] ?? '').match(/[0-9a-f-]{36}/g) ?? [];
        return jsonAnswer({ value: ids.filter((id) => id !== idOf(2)).map((id) => anAccount(id)) });
      },
    });
    const ids = Array.from({ length: 150 }, (_, index) => idOf(index + 1));
    const asked = [...ids.slice(0, 149), 'no guid', (ids[149] ?? '').toUpperCase()];
    const found = value(await world.connector.get({ table: accounts, fields: [], ids: asked }, neverCancelled));
    assert.deepEqual(
      [...found.keys()],
      asked.filter((id) => id !== idOf(2) && id !== 'no guid'),
    );
    assert.equal(world.asked().length, 2);
  });

  test('refuses another id than the system has', async () => {
    const world = await accountWorld();
    const other = { ...accounts, id: 'accountnumber' };
    const refused = failure(await world.connector.get({ table: other, fields: [], ids: [] }, neverCancelled));
    assert.equal(refused.code, 'FIELD_NOT_FOUND');
    assert.match(refused.message, /accountid/);
  });
});

suite('the changes that Dataverse tells', () => {
  const deltaLink = `${root}accounts?$select=accountid,modifiedon&$deltatoken=919042%2108`;

  test('come with deletions, and end with a token that leads on', async () => {
    const world = await accountWorld({
      read: ({ url }) => {
        if (url === deltaLink) {
          return jsonAnswer({
            value: [anAccount(idOf(2)), gone(idOf(3).toUpperCase()), gone(idOf(4), 'elsewhere')],
            '@odata.deltaLink': `${deltaLink}2`,
          });
        }
        return jsonAnswer({ value: [anAccount(idOf(1))], '@odata.deltaLink': deltaLink });
      },
    });
    const [first] = await changes(world, null, []);
    assert.deepEqual(
      first?.records.map(({ id }) => id),
      [idOf(1)],
    );
    const [next] = await changes(world, first?.token ?? '', []);
    assert.deepEqual(next?.records, [{ id: idOf(2), modifiedOn: stamp, values: [] }]);
    assert.deepEqual(next.deleted, [idOf(3), idOf(4)]);
    assert.notEqual(next.token, first?.token);
    // Only the first reading asks to be tracked, and only it says what it wants.
    assert.deepEqual(
      world.asked().map(({ url, headers }) => [url, /track-changes/.test(headers['prefer'] ?? '')]),
      [
        [`${root}accounts?$select=accountid,modifiedon`, true],
        [deltaLink, false],
      ],
    );
  });

  test('are read once more where other columns are wanted than the token was made for', async () => {
    const world = await accountWorld({
      read: ({ url }) => {
        if (url === deltaLink) {
          const value = [anAccount(idOf(1), { name: undefined }), anAccount(idOf(2)), gone(idOf(3))];
          return jsonAnswer({ value, '@odata.deltaLink': deltaLink });
        }
        if (url.includes('$filter')) return jsonAnswer({ value: [anAccount(idOf(1), { name: 'Ada' })] });
        return jsonAnswer({ value: [], '@odata.deltaLink': deltaLink });
      },
    });
    const [first] = await changes(world, null, []);
    const [page] = await changes(world, first?.token ?? '', ['name']);
    // What is gone by now is told as deleted the next time.
    assert.deepEqual(page?.records, [{ id: idOf(1), modifiedOn: stamp, values: ['Ada'] }]);
    assert.deepEqual(page.deleted, [idOf(3)]);
  });

  for (const [status, code] of [
    [400, '0x80044352'],
    [410, ''],
  ] as const) {
    test(`are to be read anew where the service no longer knows the token (${status} ${code})`, async () => {
      const world = await accountWorld({
        read: ({ url }) =>
          url === deltaLink
            ? errorAnswer(status, code, 'Version stamp has expired.')
            : jsonAnswer({ value: [], '@odata.deltaLink': deltaLink }),
      });
      const [first] = await changes(world, null, []);
      const query = { table: accounts, fields: [], since: first?.token ?? '', pageSize: 10 };
      const pages = [];
      for await (const page of world.connector.changes?.(query, neverCancelled) ?? []) pages.push(page);
      assert.deepEqual(
        pages.map((page) => failure(page).code),
        ['TOKEN_EXPIRED'],
      );
    });
  }

  test('that cannot be had now are no expired token', async () => {
    const world = await accountWorld({
      read: ({ url }) =>
        url === deltaLink
          ? errorAnswer(403, '0x80040220', 'No.')
          : jsonAnswer({ value: [], '@odata.deltaLink': deltaLink }),
    });
    const [first] = await changes(world, null, []);
    const query = { table: accounts, fields: [], since: first?.token ?? '', pageSize: 10 };
    for await (const page of world.connector.changes?.(query, neverCancelled) ?? []) {
      assert.equal(failure(page).code, 'FORBIDDEN');
    }
  });
});

function gone(id: string, reason = 'deleted'): object {
  return { '@odata.context': `${root}$metadata#accounts/$deletedEntity`, id: `${root}accounts(${id})`, reason };
}

function aQuery(part: Partial<ReadQuery>): ReadQuery {
  return { table: accounts, fields: [], filter: [], order: { by: 'id' }, pageSize: 100, ...part };
}

async function readAll({ connector }: AccountWorld, part: Partial<ReadQuery>): Promise<readonly TableRecord[]> {
  const records: TableRecord[] = [];
  for await (const page of connector.read(aQuery(part), neverCancelled)) records.push(...value(page));
  return records;
}

async function changes({ connector }: AccountWorld, since: string | null, fields: readonly string[]) {
  const pages = [];
  const read = connector.changes?.({ table: accounts, fields, since, pageSize: 10 }, neverCancelled) ?? [];
  for await (const page of read) pages.push(value(page));
  return pages;
}

function options(url: string | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(new URL(url ?? root).searchParams);
}
