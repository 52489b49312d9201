import assert from 'node:assert/strict';
import { createRedaction } from '../../../../src/service/signIn/redaction';
import { fetchWithin } from '../../../../src/service/signIn/fetchWithin';
import { serviceLogLine } from '../../../../src/service/signIn/serviceLogLine';

suite('Redaction', () => {
  test('hides what it was told, wherever it stands', () => {
    const redaction = createRedaction();
    redaction.add('hunter2-hunter2');
    assert.equal(redaction.redact('GET /x?y=hunter2-hunter2: 200'), 'GET /x?y=•••: 200');
  });

  const texts: readonly (readonly [string, string])[] = [
    ['authorization: Bearer abc.def-ghi', 'authorization: Bearer •••'],
    ['Basic dXNlcjpwYXNz failed', 'Basic ••• failed'],
    ['token eyJhbGciOi.eyJzdWIi.c2ln ends', 'token ••• ends'],
    ['grant_type=x&client_secret=a%20b&scope=c', 'grant_type=x&client_secret=•••&scope=c'],
    ['{"access_token":"abc","expires_in":1}', '{"access_token":"•••","expires_in":1}'],
  ];
  for (const [text, expected] of texts) {
    test(`knows what secrets look like: ${expected}`, () => assert.equal(createRedaction().redact(text), expected));
  }

  test('leaves other texts alone', () => {
    const text = serviceLogLine({
      method: 'GET',
      path: '/api/data/v9.2/accounts',
      status: 429,
      durationMs: 12.3,
      attempt: 2,
      requestId: 'a-1',
      note: 'waits 5 s',
    });
    assert.equal(createRedaction().redact(text), text);
    assert.equal(text, 'GET /api/data/v9.2/accounts: 429 in 12 ms, attempt 2, request a-1, waits 5 s');
  });
});

suite('Calls to a service', () => {
  const visited: { url: string; redirect: string | undefined }[] = [];
  const within = fetchWithin('https://contoso.crm.dynamics.com', (input, init) => {
    visited.push({ url: new Request(input).url, redirect: init?.redirect });
    return Promise.resolve(new Response(''));
  });

  test('stay at its host, and follow no redirect', async () => {
    await within('https://contoso.crm.dynamics.com/api/data/v9.2/accounts');
    assert.deepEqual(visited, [{ url: 'https://contoso.crm.dynamics.com/api/data/v9.2/accounts', redirect: 'error' }]);
  });

  for (const url of [
    'https://evil.example/accounts',
    'http://contoso.crm.dynamics.com/',
    'https://contoso.crm.dynamics.com:444/',
    'https://contoso.crm.dynamics.com@evil.example/',
  ]) {
    test(`do not go to ${url}`, async () => {
      const before = visited.length;
      await assert.rejects(within(url), TypeError);
      assert.equal(visited.length, before);
    });
  }
});
