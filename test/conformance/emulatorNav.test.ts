import assert from 'node:assert/strict';
import { navTables } from '../emulator/sample/navTables';
import { startEmulator } from '../emulator/startEmulator';
import type { Emulator } from '../emulator/startEmulator';

/** Web services by keys, as dynamics-nav/odata-web-services and web-services-authentication show them. */
suite('The NAV emulator answers as documented', () => {
  const user = { name: 'ANNA', password: 'web service access key' };
  let emulator: Emulator;

  setup(async () => {
    emulator = await startEmulator({ nav: { tables: navTables, user } });
  });
  teardown(() => emulator.stop());

  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const authorization = `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
    const response = await fetch(`${emulator.urls.nav}/ODataV4/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: authorization, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as Answer };
  }
  const customers = "Company('CRONUS International Ltd.')/Customer";

  test('lets nobody in without the right name and key', async () => {
    const refused = await send('GET', 'Company', undefined, { Authorization: 'Basic AAAA' });
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('www-authenticate') ?? '', /^Basic/);
  });

  test('names its companies, and its services with their keys', async () => {
    const companies = (await send('GET', 'Company')).json();
    assert.equal(companies.value?.[0]?.['Name'], 'CRONUS International Ltd.');
    const { text } = await send('GET', '$metadata');
    assert.match(text, /<EntityType Name="Customer"><Key><PropertyRef Name="No"\/><\/Key>/);
    assert.match(text, /<EntitySet Name="Customer" EntityType="Microsoft.NAV.Customer"\/>/);
  });

  test('creates, reads, changes and deletes by the key, in any capitals', async () => {
    const created = await send('POST', customers, { No: 'c1', Name: 'Contoso' });
    assert.deepEqual([created.status, created.json()['No']], [201, 'C1']);
    assert.match(created.headers.get('location') ?? '', /Customer\('C1'\)$/);
    const read = (await send('GET', `${customers}(No='c1')`)).json();
    assert.match(String(read['Last_Date_Modified']), /^\d{4}-\d\d-\d\d$/);
    const etag = String(read['@odata.etag']);
    const changed = await send('PATCH', `${customers}('C1')`, { City: 'Oslo' }, { 'If-Match': etag });
    assert.equal(changed.json()['City'], 'Oslo');
    assert.equal((await send('POST', customers, { No: 'C1' })).json().error?.code, 'Internal_EntityWithSameKeyExists');
    assert.equal((await send('DELETE', `${customers}('C1')`, undefined, { 'If-Match': '*' })).status, 204);
    assert.equal(emulator.nav.rows('Customer').length, 0);
  });

  test('a changed key is a renamed record', async () => {
    emulator.nav.insert('Customer', { No: 'C1', Name: 'Contoso' });
    await send('PATCH', `${customers}('C1')`, { No: 'C2' }, { 'If-Match': '*' });
    assert.deepEqual(
      emulator.nav.rows('Customer').map(({ No }) => No),
      ['C2'],
    );
  });
});

interface Answer {
  readonly [name: string]: unknown;
  readonly value?: readonly Readonly<Record<string, unknown>>[];
  readonly error?: { readonly code: string };
}
