import assert from 'node:assert/strict';
import { businessCentralTables } from '../emulator/sample/businessCentralTables';
import { startEmulator } from '../emulator/startEmulator';
import type { Emulator } from '../emulator/startEmulator';

/** Requests and answers in the shapes that Business Central's public documentation shows; each test names its page. */
suite('The Business Central emulator answers as documented', () => {
  let emulator: Emulator;
  let root: string;

  setup(async () => {
    emulator = await startEmulator({ businessCentral: { tables: businessCentralTables } });
    root = `${emulator.urls.businessCentral}/api/v2.0/companies(bc000000-0000-4000-8000-00000000c0a1)`;
  });
  teardown(() => emulator.stop());

  async function send(method: string, url: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(url.startsWith('http') ? url : `${root}/${url}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') ? (JSON.parse(text) as Answer) : {};
    return { status: response.status, text, json };
  }
  const aCustomer = (displayName: string) => emulator.businessCentral.insert('customer', { number: null, displayName });

  test('names its companies (api-reference/v2.0/dynamics_company)', async () => {
    const { json } = await send('GET', `${emulator.urls.businessCentral}/api/v2.0/companies`);
    assert.deepEqual(
      json.value?.map(({ name }) => name),
      ['CRONUS International Ltd.'],
    );
  });

  test('describes its entities in EDMX (webservices/return-obtain-service-metadata-edmx-document)', async () => {
    const { text } = await send('GET', `${emulator.urls.businessCentral}/api/v2.0/$metadata`);
    assert.match(text, /<EntityType Name="customer"><Key><PropertyRef Name="id"\/>/);
    assert.match(text, /<Member Name="_x0020_" Value="0"\/>/);
  });

  test('a new customer gets id, number, stamp and blanks that are not null (dynamics_customer_create)', async () => {
    const { status, json } = await send('POST', 'customers', { displayName: 'Contoso', blocked: 'Ship' });
    assert.equal(status, 201);
    assert.deepEqual(
      [json['number'], json['displayName'], json['blocked'], json['currencyCode'], json['currencyId']],
      ['C00010', 'Contoso', 'Ship', '', '00000000-0000-0000-0000-000000000000'],
    );
    assert.match(String(json['@odata.etag']), /^W\/"/);
  });

  test('a change needs If-Match and a fresh one (webservices/use-odata-to-modify-data)', async () => {
    const { json } = await send('POST', 'customers', { displayName: 'Contoso' });
    const [url, etag] = [`customers(${String(json['id'])})`, String(json['@odata.etag'])];
    assert.equal((await send('PATCH', url, { city: 'Oslo' })).json.error?.code, 'BadRequest_InvalidToken');
    assert.equal((await send('PATCH', url, { city: 'Oslo' }, { 'If-Match': etag })).status, 200);
    const stale = await send('PATCH', url, { city: 'Bergen' }, { 'If-Match': etag });
    assert.deepEqual([stale.status, stale.json.error?.code], [409, 'Request_EntityChanged']);
    assert.match(stale.json.error?.message ?? '', /CorrelationId: {2}[0-9a-f-]{36}\.$/);
    assert.equal((await send('DELETE', url, undefined, { 'If-Match': '*' })).status, 204);
    assert.equal((await send('GET', url)).json.error?.code, 'Internal_RecordNotFound');
  });

  test('OR over different fields is refused, over one field it is not (webservices/odata-known-limitations)', async () => {
    aCustomer('Contoso');
    aCustomer('Fabrikam');
    const one = await send('GET', "customers?$filter=displayName eq 'Contoso' or displayName eq 'Fabrikam'");
    assert.equal(one.json.value?.length, 2);
    assert.equal((await send('GET', "customers?$filter=displayName eq 'Contoso' or city eq 'Oslo'")).status, 501);
  });

  test('pages by next links (webservices/server-driven-paging-in-odata-web-services)', async () => {
    for (let index = 0; index < 7; index++) aCustomer(`Customer ${index}`);
    const seen: unknown[] = [];
    let url: string | undefined = 'customers?$select=id,displayName&$orderby=displayName';
    while (url !== undefined) {
      const { json }: { json: Answer } = await send('GET', url, undefined, { Prefer: 'odata.maxpagesize=3' });
      seen.push((json.value ?? []).map(({ displayName }) => displayName));
      url = json['@odata.nextLink'] as string | undefined;
    }
    assert.deepEqual(seen, [
      ['Customer 0', 'Customer 1', 'Customer 2'],
      ['Customer 3', 'Customer 4', 'Customer 5'],
      ['Customer 6'],
    ]);
  });

  test('a stamp filters what changed since (developer/devenv-connect-apps-tips)', async () => {
    aCustomer('Contoso');
    const { json } = await send('GET', 'customers?$filter=lastModifiedDateTime gt 2999-01-01T00:00:00.123Z');
    assert.deepEqual(json.value, []);
  });

  test('refuses what does not fit: lengths, read-only fields, codes that are nowhere, numbers taken twice', async () => {
    const refused = async (body: Record<string, unknown>) => (await send('POST', 'customers', body)).json.error?.code;
    assert.equal(await refused({ city: 'x'.repeat(31) }), 'Application_StringExceededLength');
    assert.equal(await refused({ balanceDue: 1 }), 'BadRequest_InvalidOperation');
    assert.equal(await refused({ salespersonCode: 'NOBODY' }), 'Internal_InvalidTableRelation');
    await send('POST', 'customers', { number: 'a1 ' });
    assert.equal(await refused({ number: 'A1' }), 'Internal_EntityWithSameKeyExists');
  });

  suite('a batch (webservices/use-odata-batch)', () => {
    const twoCreates = {
      requests: [
        { method: 'POST', id: 'r1', url: 'currencies', headers: JSON_BODY, body: { code: 'EUR' } },
        { method: 'POST', id: 'r2', url: 'currencies', headers: JSON_BODY, body: { code: 'far too long a code' } },
      ],
    };
    const batch = (headers: Record<string, string>) => send('POST', '$batch', twoCreates, headers);

    test('carries out each operation by itself', async () => {
      const { json } = await batch({});
      assert.deepEqual(
        json.responses?.map(({ id, status }) => [id, status]),
        [
          ['r1', 201],
          ['r2', 400],
        ],
      );
      assert.equal(emulator.businessCentral.rows('currency').length, 1);
    });

    test('is one transaction under Isolation: snapshot, whose good answers mislead', async () => {
      const { json } = await batch({ Isolation: 'snapshot' });
      assert.deepEqual(
        json.responses?.map(({ status }) => status),
        [201, 400],
      );
      assert.equal(emulator.businessCentral.rows('currency').length, 0);
    });

    test('takes a hundred operations and no more (administration/operational-limits-online)', async () => {
      const requests = Array.from({ length: 101 }, (_, id) => ({ method: 'GET', id: String(id), url: 'currencies' }));
      assert.equal((await send('POST', '$batch', { requests })).status, 400);
    });
  });
});

const JSON_BODY = { 'Content-Type': 'application/json' };

interface Answer {
  readonly [name: string]: unknown;
  readonly value?: readonly Readonly<Record<string, unknown>>[];
  readonly responses?: readonly { readonly id: string; readonly status: number }[];
  readonly error?: { readonly code: string; readonly message: string };
}
