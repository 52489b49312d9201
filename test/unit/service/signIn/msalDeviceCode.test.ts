import assert from 'node:assert/strict';
import { clientId } from './signInTargets';
import { fakeNetwork } from './fakeNetwork';
import { openDeviceCode } from '../../../../src/service/signIn/msalDeviceCode';
import type { FakeAnswer } from './fakeNetwork';

const authority = 'https://login.microsoftonline.com/contoso.com';
const tenantId = '11112222-bbbb-3333-cccc-4444dddd5555';

/** Plays the place that gives tokens: the code is given at once, and the person is there already. */
function entra(tokens: (form: Readonly<Record<string, string>>) => FakeAnswer) {
  return fakeNetwork(({ url, form }) => {
    if (url.includes('openid-configuration')) return { body: configuration };
    if (url.includes('/discovery/instance')) return { body: { tenant_discovery_endpoint: '', metadata: [] } };
    if (url.includes('/devicecode')) return { body: deviceCode };
    return tokens(form);
  });
}

const base = `https://login.microsoftonline.com/${tenantId}`;
const configuration = {
  issuer: `${base}/v2.0`,
  authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
  token_endpoint: `${base}/oauth2/v2.0/token`,
  device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
  jwks_uri: `${base}/discovery/v2.0/keys`,
};
const deviceCode = {
  user_code: 'ABC123',
  device_code: 'device-1',
  verification_uri: 'https://microsoft.com/devicelogin',
  expires_in: 900,
  interval: 0,
  message: 'Go there',
};

function tokenFor(name: string): FakeAnswer {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { aud: clientId, iss: `${base}/v2.0`, oid: 'o', tid: tenantId, sub: 's', preferred_username: 'a@b.c' };
  return {
    body: {
      token_type: 'Bearer',
      access_token: name,
      refresh_token: `${name}-refresh`,
      expires_in: 3600,
      scope: 'https://contoso.crm.dynamics.com/user_impersonation',
      client_info: encoded({ uid: 'o', utid: tenantId }),
      id_token: `${encoded({ alg: 'none' })}.${encoded(claims)}.`,
    },
  };
}

suite('A device code', () => {
  const signIn = (network: { readonly fetch: typeof fetch }, told: object[]) =>
    openDeviceCode({
      authority,
      clientId,
      scope: 'https://contoso.crm.dynamics.com/.default',
      fetch: network.fetch,
      tell: (prompt) => told.push(prompt),
      onStop: () => () => undefined,
    });

  test('brings a token, which is refreshed later without a word', async () => {
    let given = 0;
    const network = entra(() => tokenFor(`token-${++given}`));
    const told: object[] = [];
    const token = signIn(network, told);
    const first = await token(false);
    assert.ok('token' in first, JSON.stringify(first));
    assert.equal(first.token, 'token-1');
    assert.ok(first.expiresAtMs > Date.now());
    assert.deepEqual(told, [{ url: 'https://microsoft.com/devicelogin', code: 'ABC123' }]);
    const renewed = await token(true);
    assert.ok('token' in renewed, JSON.stringify(renewed));
    assert.equal(renewed.token, 'token-2');
    assert.equal(told.length, 1);
    assert.equal(network.sent.at(-1)?.form['grant_type'], 'refresh_token');
  });

  test('that is declined is told in one word', async () => {
    const declined = { status: 400, body: { error: 'authorization_declined', error_description: 'device-1' } };
    const told: object[] = [];
    assert.deepEqual(
      await signIn(
        entra(() => declined),
        told,
      )(false),
      { word: 'authorization_declined' },
    );
  });
});
