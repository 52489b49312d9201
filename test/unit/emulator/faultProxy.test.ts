import { strict as assert } from 'node:assert';
import type { Fault } from '../../support/faultProxy/fault';
import type { FaultProxy } from '../../support/faultProxy/startFaultProxy';
import type { Incoming, Reply } from '../../emulator/http/exchange';
import type { RunningServer } from '../../emulator/http/emulatorServer';
import { serve } from '../../emulator/http/emulatorServer';
import { startFaultProxy } from '../../support/faultProxy/startFaultProxy';
import { throttled, unavailablePage } from '../../support/faultProxy/fault';

suite('The fault proxy', () => {
  let service: RunningServer;
  let proxy: FaultProxy;
  let answer: (request: Incoming) => Reply;

  setup(async () => {
    answer = () => ({ status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'all of the answer' });
    service = await serve((request) => answer(request), { date: () => 'Sat, 28 Nov 2026 10:00:00 GMT' });
    proxy = await startFaultProxy(service.url);
  });

  teardown(async () => {
    await proxy.stop();
    await service.stop();
  });

  const get = (path = '/a') => fetch(`${proxy.url}${path}`);
  const heard = () => service.requests.map(({ method, path }) => `${method} ${path}`);

  test('passes on what no rule meets, with its method, body and host', async () => {
    const response = await fetch(`${proxy.url}/a?b=1`, { method: 'POST', body: 'ü' });
    assert.equal(await response.text(), 'all of the answer');
    const [request] = service.requests;
    assert.deepEqual([request?.method, request?.path, request?.query, request?.body], ['POST', '/a', 'b=1', 'ü']);
    assert.equal(`http://${request?.headers.get('host')}`, proxy.url);
  });

  test('answers in the service’s place, so often as told and no more', async () => {
    proxy.inject({ fault: throttled(3), after: 1, times: 2, path: /^\/a/ });
    const statuses = [];
    for (const path of ['/b', '/a', '/a', '/a', '/a']) statuses.push((await get(path)).status);
    assert.deepEqual(statuses, [200, 200, 429, 429, 200]);
    assert.deepEqual(heard(), ['GET /b', 'GET /a', 'GET /a']);
    assert.deepEqual(
      proxy.requests.map(({ fault }) => fault),
      [undefined, undefined, 'answer', 'answer', undefined],
    );
  });

  test('answers with a page of HTML as a load balancer does', async () => {
    proxy.inject({ fault: unavailablePage });
    const response = await get();
    assert.equal(response.headers.get('content-type'), 'text/html');
    assert.match(await response.text(), /<html>/);
  });

  test('breaks the connection before the service hears of it, or after', async () => {
    proxy.inject({ fault: { kind: 'resetBefore' } });
    proxy.inject({ fault: { kind: 'resetAfter' } });
    await assert.rejects(get());
    assert.deepEqual(heard(), []);
    await assert.rejects(get());
    assert.deepEqual(heard(), ['GET /a']);
  });

  test('ends an answer in its middle', async () => {
    proxy.inject({ fault: { kind: 'truncate' } });
    const response = await get();
    assert.equal(response.status, 200);
    await assert.rejects(response.text());
  });

  test('stalls after the head', async () => {
    proxy.inject({ fault: { kind: 'stall' } });
    const stop = new AbortController();
    const response = await fetch(`${proxy.url}/a`, { signal: stop.signal });
    const reader = response.body?.getReader();
    const read = reader?.read();
    assert.equal(await Promise.race([read, get().then(() => 'nothing yet')]), 'nothing yet');
    stop.abort();
    await assert.rejects(async () => read);
  });

  test('lets an answer drip, and delivers all of it', async () => {
    proxy.inject({ fault: { kind: 'drip', bytes: 5, everyMs: 1 } });
    assert.equal(await (await get()).text(), 'all of the answer');
  });

  test('delivers a request twice', async () => {
    proxy.inject({ fault: { kind: 'twice' } });
    await fetch(`${proxy.url}/a`, { method: 'POST' });
    assert.deepEqual(heard(), ['POST /a', 'POST /a']);
  });

  test('sets the clock of the service wrong', async () => {
    proxy.inject({ fault: { kind: 'skew', ms: -3_600_000 } });
    assert.equal((await get()).headers.get('date'), 'Sat, 28 Nov 2026 09:00:00 GMT');
  });

  test('counts what is under way at the same time', async () => {
    proxy.inject({ fault: { kind: 'delay', ms: 20 }, times: 3 });
    await Promise.all([get(), get(), get()]);
    assert.equal(Math.max(...proxy.requests.map(({ concurrent }) => concurrent)), 3);
  });

  suite('takes one part out of a batch', () => {
    const fault: Fault = { kind: 'failPart', part: 1, status: 503, error: 'Busy.' };

    test('of JSON, numbers untouched', async () => {
      answer = ({ body }) => ({
        status: 200,
        headers: { 'Content-Type': 'application/json' },
        body: `{"responses":${JSON.stringify((JSON.parse(body) as { requests: { id: string }[] }).requests.map(({ id }) => ({ id, status: 204 })))}}`,
      });
      proxy.inject({ fault });
      const requests = ['0', '1', '2'].map(
        (id) =>
          `{"id":"${id}","method":"POST","url":"a,]","body":{"n":12345678901234567890.10,"list":[1,{"t":"\\"]"}]}}`,
      );
      const response = await fetch(`${proxy.url}/$batch`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: `{"requests":[${requests.join(',')}]}`,
      });
      assert.equal(service.requests[0]?.body, `{"requests":[${requests[0]},${requests[2]}]}`);
      const { responses } = (await response.json()) as { responses: { id: string; status: number }[] };
      assert.deepEqual(responses.map(({ id, status }) => [id, status]).sort(), [
        ['0', 204],
        ['1', 503],
        ['2', 204],
      ]);
    });

    test('of JSON with a single part', async () => {
      answer = () => ({ status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"responses":[]}' });
      proxy.inject({ fault: { ...fault, part: 0 } });
      const response = await fetch(`${proxy.url}/$batch`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"requests":[{"id":"7","method":"GET","url":"a"}]}',
      });
      assert.equal(service.requests[0]?.body, '{"requests":[]}');
      const { responses } = (await response.json()) as { responses: { id: string; status: number }[] };
      assert.deepEqual(
        responses.map(({ id, status }) => [id, status]),
        [['7', 503]],
      );
    });

    test('of multipart, its answer in its place', async () => {
      const part = (text: string) => `--b\r\nContent-Type: application/http\r\n\r\n${text}\r\n`;
      answer = () => ({
        status: 200,
        headers: { 'Content-Type': 'multipart/mixed; boundary=r' },
        body: ['A', 'C'].map((text) => `--r\r\n\r\n${text}\r\n`).join('') + '--r--\r\n',
      });
      proxy.inject({ fault });
      const response = await fetch(`${proxy.url}/$batch`, {
        method: 'POST',
        headers: { 'Content-Type': 'multipart/mixed; boundary="b"' },
        body: `${part('a')}${part('b')}${part('c')}--b--\r\n`,
      });
      assert.equal(service.requests[0]?.body, `${part('a')}${part('c')}--b--\r\n`);
      const text = await response.text();
      assert.match(text, /A\r\n--r\r\n[\s\S]*HTTP\/1\.1 503[\s\S]*Busy\.[\s\S]*--r\r\n\r\nC\r\n--r--/);
    });
  });
});
