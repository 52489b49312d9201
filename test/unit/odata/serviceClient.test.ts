import assert from 'node:assert/strict';
import type { CancelSignal } from '../../../src/core/ports/cancelSignal';
import type { ManualTime } from '../../support/manualTime';
import type { ScriptedAnswer } from '../../support/scriptedService';
import type { ServiceCall, ServiceFailure } from '../../../src/connectors/odata/serviceCall';
import type { ServiceClientOptions } from '../../../src/connectors/odata/createServiceClient';
import type { Result } from '../../../src/core/result';
import { createServiceClient } from '../../../src/connectors/odata/createServiceClient';
import { errorAnswer, jsonAnswer, networkError, scriptedService, textAnswer } from '../../support/scriptedService';
import { manualTime } from '../../support/manualTime';
import { must } from '../../../src/core/assert';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { readServiceError } from '../../../src/connectors/odata/readServiceError';

suite('A call to a service', () => {
  test('carries the sign-in, the usual headers and a name of its own', async () => {
    const { asked, answer } = await called([jsonAnswer({ value: [] })], read);
    assert.equal(answer.ok && answer.value.body, '{"value":[]}');
    assert.equal(asked[0]?.url, 'https://org.example/api/data/v9.2/accounts?$select=name');
    assert.equal(asked[0]?.headers['authorization'], 'Bearer secret-0');
    assert.equal(asked[0]?.headers['odata-version'], '4.0');
    assert.match(asked[0]?.headers['client-request-id'] ?? '', /^[0-9a-f-]{36}$/);
  });

  test('signs in again once when it is refused, and says so when that does not help', async () => {
    const twice = await called([textAnswer('', 401), jsonAnswer({})], read);
    assert.ok(twice.answer.ok);
    assert.deepEqual(
      twice.asked.map(({ headers }) => headers['authorization']),
      ['Bearer secret-0', 'Bearer secret-1'],
    );
    const refused = await called([textAnswer('', 401), textAnswer('', 401)], once);
    assert.equal(failureOf(refused.answer).kind, 'unauthorized');
  });

  for (const [form, headers] of [
    ['seconds', { 'retry-after': '7' }],
    [
      'a date of a clock that is hours ahead',
      { date: 'Sat, 21 Nov 2026 13:00:00 GMT', 'retry-after': 'Sat, 21 Nov 2026 13:00:07 GMT' },
    ],
  ] as const) {
    test(`waits as long as a throttling service asks in ${form}, whatever the call`, async () => {
      const { answer, clock } = await called([textAnswer('', 429, headers), jsonAnswer({})], once);
      assert.ok(answer.ok);
      assert.equal(answer.value.repeated, false);
      assert.ok(clock.monotonicMs() >= 7_000 && clock.monotonicMs() <= 8_000, String(clock.monotonicMs()));
    });
  }

  test('gives up when it is throttled for longer than it cares to wait, and tells how long', async () => {
    const { answer, asked } = await called([textAnswer('', 429, { 'retry-after': '3600' })], read);
    const failure = failureOf(answer);
    assert.ok(failure.kind === 'throttled' && failure.retryAfterMs === 3_600_000);
    assert.equal(asked.length, 1);
  });

  for (const [what, trouble] of [
    ['a connection that breaks', networkError('ECONNRESET')],
    [
      'an answer in HTML',
      textAnswer('<html><title>Service Unavailable</title></html>', 503, { 'content-type': 'text/html' }),
    ],
    ['a body cut short', textAnswer('{"value":[', 200, { 'content-type': 'application/json' })],
    [
      'a body shorter than it says',
      textAnswer('{}', 200, { 'content-length': '200', 'content-type': 'application/json' }),
    ],
    ['a batch without its end', textAnswer('--b\r\n\r\nHTTP', 200, { 'content-type': 'multipart/mixed; boundary=b' })],
    ['an error without a code', textAnswer('', 500)],
  ] as const) {
    test(`after ${what} repeats a read and a repeatable write, and leaves a write that may go once open`, async () => {
      for (const call of [read, repeatable]) {
        const { answer } = await called([clone(trouble), jsonAnswer({ done: true })], call);
        assert.ok(answer.ok, call.safety);
        assert.equal(answer.value.repeated, true);
      }
      const { answer, asked } = await called([clone(trouble)], once);
      assert.equal(failureOf(answer).kind, 'ambiguous');
      assert.equal(asked.length, 1);
    });
  }

  test('repeats every call that was never sent', async () => {
    const { answer } = await called([networkError('ECONNREFUSED'), networkError('ENOTFOUND'), jsonAnswer({})], once);
    assert.ok(answer.ok && !answer.value.repeated);
  });

  test('ends after five attempts, and says whether a write may have been carried out', async () => {
    const broken = () => networkError('ECONNRESET');
    const five = [broken(), broken(), broken(), broken(), broken()];
    assert.equal(failureOf((await called(five, read)).answer).kind, 'unreachable');
    assert.equal(failureOf((await called(five, repeatable)).answer).kind, 'ambiguous');
    const refused = five.map(() => networkError('ECONNREFUSED'));
    assert.equal(failureOf((await called(refused, once)).answer).kind, 'unreachable');
  });

  test('says what a service in trouble says, in a sentence', async () => {
    const page = () => textAnswer('<html><title>Down for\n work</title></html>', 503, { 'content-type': 'text/html' });
    const { answer } = await called([page(), page(), page(), page(), page()], read);
    const failure = failureOf(answer);
    assert.ok(failure.kind === 'unreachable');
    assert.match(failure.message, /^Example \(org\.example\) cannot be reached: Down for work\. Check/);
  });

  test('does not repeat what the service refuses, and passes on its code and words', async () => {
    const { answer, asked } = await called(
      [errorAnswer(400, '0x80044331', 'Too long', { 'x-ms-service-request-id': 'r1' })],
      read,
    );
    assert.deepEqual(failureOf(answer), {
      kind: 'refused',
      status: 400,
      code: '0x80044331',
      message: 'Too long',
      requestId: 'r1',
    });
    assert.equal(asked.length, 1);
  });

  test('says of a refusal after a lost answer that it may come of the first attempt', async () => {
    const { answer } = await called([networkError('ECONNRESET'), errorAnswer(412, 'x', 'Exists')], repeatable);
    const failure = failureOf(answer);
    assert.ok(failure.kind === 'refused' && failure.repeated);
  });

  test('follows no redirection and no link to another host', async () => {
    const moved = await called([textAnswer('', 302, { location: 'https://login.example/' })], read);
    assert.equal(failureOf(moved.answer).kind, 'refused');
    const foreign = await called([], { ...read, url: 'https://org.example.evil/next' });
    assert.equal(failureOf(foreign.answer).kind, 'refused');
    assert.equal(foreign.asked.length, 0);
    const own = await called([jsonAnswer({})], { ...read, url: 'https://org.example/api/data/v9.2/accounts?next' });
    assert.ok(own.answer.ok);
  });

  test('logs each attempt without query, values, headers or body', async () => {
    const url = "accounts(accountnumber='C 1')?$select=name&secret=1";
    const { log } = await called([networkError('ECONNRESET'), jsonAnswer({}, 200, { 'request-id': 'r2' })], {
      ...read,
      url,
    });
    assert.deepEqual(
      log.map(({ path, status, attempt, requestId }) => ({ path, status, attempt, requestId })),
      [
        {
          path: "accounts(accountnumber='…')",
          status: undefined,
          attempt: 1,
          requestId: undefined,
        },
        { path: "accounts(accountnumber='…')", status: 200, attempt: 2, requestId: 'r2' },
      ],
    );
    assert.doesNotMatch(JSON.stringify(log), /secret|C 1/);
  });
});

suite('The time limit of a call', () => {
  const stalls: ScriptedAnswer = () => new Promise<Response>(() => undefined);
  const body = (start: (controller: ReadableStreamDefaultController) => void): ScriptedAnswer => {
    return () => new Response(new ReadableStream({ start }), { headers: { 'content-type': 'application/json' } });
  };
  const encoder = new TextEncoder();

  for (const [what, answer] of [
    ['that never answers', stalls],
    ['whose body stalls', body((controller) => controller.enqueue(encoder.encode('{"value":')))],
    ['whose body drips without end', dripping()],
  ] as const) {
    test(`ends a call to a service ${what}`, async () => {
      const time = manualTime();
      const waiting = timed(time, [answer], once);
      await time.advance(60_000);
      const failure = failureOf(await waiting);
      assert.equal(failure.kind, 'ambiguous');
      assert.match('message' in failure ? failure.message : '', /within \d+ seconds/);
      assert.equal(time.timers, 0);
    });
  }

  for (const [how, cancel, raise] of [
    ['a signal that calls', ...signalThatCalls()],
    ['a flag', ...flag()],
  ] as const) {
    test(`ends at once when it is cancelled by ${how}`, async () => {
      const time = manualTime();
      let aborted = false;
      const heeds: ScriptedAnswer = (_, signal) => {
        signal.addEventListener('abort', () => (aborted = true));
        return new Promise<Response>(() => undefined);
      };
      const waiting = timed(time, [heeds], read, cancel);
      await time.advance(0);
      raise();
      await time.advance(100);
      assert.equal(failureOf(await waiting).kind, 'cancelled');
      assert.ok(aborted);
    });
  }

  function dripping(): ScriptedAnswer {
    return body((controller) => {
      const drip = () => {
        try {
          controller.enqueue(encoder.encode(' '));
          setImmediate(drip);
        } catch {
          // The reader is gone.
        }
      };
      drip();
    });
  }

  async function timed(time: ManualTime, script: readonly ScriptedAnswer[], call: ServiceCall, cancel?: CancelSignal) {
    const client = createServiceClient(scriptedService(script).access, { ...options, startTimer: time.startTimer });
    return client.call(call, cancel ?? neverCancelled);
  }
});

suite('The concurrency of a client', () => {
  test('stays within the limit, grows with success and halves when throttled', async () => {
    let inside = 0;
    let most = 0;
    let throttle = false;
    const script = Array.from({ length: 400 }, (): ScriptedAnswer => async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
      return throttle && inside > 3 ? textAnswer('', 429, { 'retry-after': '1' }) : jsonAnswer({});
    });
    const client = createServiceClient(scriptedService(script).access, {
      ...options,
      limits: { concurrency: 10, start: 2 },
    });
    const together = (count: number) =>
      Promise.all(Array.from({ length: count }, () => client.call(read, neverCancelled)));
    await together(2);
    assert.equal(most, 2);
    await together(100);
    assert.equal(most, 10);
    throttle = true;
    assert.ok((await together(40)).every((answer) => answer.ok));
    most = 0;
    await together(6);
    assert.ok(most <= 6);
  });

  test('lets no write that may not arrive twice go ten minutes after it was asked for', async () => {
    const service = scriptedService(({ method }) => {
      if (method === 'POST') service.clock.advance(11 * 60_000);
      return jsonAnswer({});
    });
    const client = createServiceClient(service.access, { ...options, limits: { concurrency: 1 } });
    const [first, late, other] = await Promise.all([once, once, read].map((call) => client.call(call, neverCancelled)));
    assert.ok(first?.ok && other?.ok);
    const failure = failureOf(must(late, 'an answer'));
    assert.ok(failure.kind === 'unreachable');
    assert.match(failure.message, /was too busy for ten minutes, so that this was not sent\. Run/);
    assert.deepEqual(
      service.asked.map(({ method }) => method),
      ['POST', 'GET'],
    );
  });
});

const read: ServiceCall = { method: 'GET', url: 'accounts?$select=name', safety: 'read' };
const once: ServiceCall = { method: 'POST', url: 'accounts', body: '{}', safety: 'once' };
const repeatable: ServiceCall = { method: 'PATCH', url: 'accounts(1)', body: '{}', safety: 'repeatable' };

const options: ServiceClientOptions = {
  name: 'Example (org.example)',
  root: 'https://org.example/api/data/v9.2/',
  limits: { concurrency: 5 },
  timeLimits: { answerMs: 30_000, bodyMs: 20_000 },
  headers: { 'OData-Version': '4.0' },
  errorOf: readServiceError,
};

async function called(script: readonly ScriptedAnswer[], call: ServiceCall) {
  const service = scriptedService(script);
  const answer = await createServiceClient(service.access, options).call(call, neverCancelled);
  return { ...service, answer };
}

function failureOf<T>(answer: Result<T, ServiceFailure>): ServiceFailure {
  return answer.ok ? assert.fail('a failure was expected') : answer.error;
}

function clone(trouble: Response | Error): Response | Error {
  return trouble instanceof Response ? trouble.clone() : trouble;
}

function signalThatCalls(): readonly [CancelSignal, () => void] {
  const controller = new AbortController();
  return [controller.signal, () => controller.abort()];
}

function flag(): readonly [CancelSignal, () => void] {
  const cancel = { aborted: false };
  return [cancel, () => (cancel.aborted = true)];
}
