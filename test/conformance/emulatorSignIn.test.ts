import assert from 'node:assert/strict';
import { dataverseTables } from '../emulator/sample/dataverseTables';
import { startEmulator } from '../emulator/startEmulator';
import type { Emulator } from '../emulator/startEmulator';

/** Tokens as entra/identity-platform/v2-oauth2-client-creds-grant-flow and v2-oauth2-device-code describe them. */
suite('The emulator signs applications and people in', () => {
  let emulator: Emulator;
  let now: number;

  setup(async () => {
    now = Date.parse('2026-01-01T00:00:00Z');
    emulator = await startEmulator({
      dataverse: { tables: dataverseTables },
      signIn: { clients: { app: 'its secret' }, lifetimeSeconds: 60 },
      clock: { now: () => new Date(now).toISOString() },
    });
  });
  teardown(() => emulator.stop());

  async function post(endpoint: 'token' | 'devicecode', form: Record<string, string>) {
    const url = `${emulator.urls.root}/contoso/oauth2/v2.0/${endpoint}`;
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
    return (await response.json()) as Record<string, string | undefined>;
  }
  const forSecret = (secret: string) =>
    post('token', {
      grant_type: 'client_credentials',
      client_id: 'app',
      client_secret: secret,
      scope: `${emulator.urls.dataverse}/.default`,
    });
  const whoAmI = (token: string | undefined) =>
    fetch(`${emulator.urls.dataverse}/api/data/v9.2/WhoAmI`, {
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    });

  test('an application by its secret, for as long as its token is good', async () => {
    assert.equal((await forSecret('a guess'))['error'], 'invalid_client');
    const { access_token: token } = await forSecret('its secret');
    assert.equal((await whoAmI(token)).status, 200);
    now += 61_000;
    const refused = await whoAmI(token);
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer .*invalid_token/);
  });

  test('a person by a device code, once it was typed in', async () => {
    const { device_code: code = '' } = await post('devicecode', { client_id: 'app' });
    const form = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: code };
    assert.equal((await post('token', form))['error'], 'authorization_pending');
    const { access_token: token } = await post('token', form);
    assert.equal((await whoAmI(token)).status, 200);
  });

  test('nobody without a token', async () => {
    assert.equal((await whoAmI(undefined)).status, 401);
  });
});
