import assert from 'node:assert/strict';
import type { CancelSignal } from '../../../src/core/ports/cancelSignal';
import type { ConnectorError } from '../../../src/core/ports/connector';
import { aRun } from './runBuilders';
import { askAgain } from '../../../src/core/job/askAgain';
import { err, ok } from '../../../src/core/result';

const unreachable: ConnectorError = { code: 'UNREACHABLE', message: 'The service does not answer. Try again later.' };

suite('askAgain', () => {
  test('returns the first answer at once', async () => {
    const { result, waits } = await ask([]);
    assert.deepEqual([result, waits], [ok('answer'), []]);
  });

  test('waits twice as long before each further attempt', async () => {
    const { result, waits } = await ask([unreachable, unreachable, unreachable]);
    assert.deepEqual([result, waits], [ok('answer'), [1_000, 2_000, 4_000]]);
  });

  test('waits as long as a throttled service asks', async () => {
    const throttled: ConnectorError = { code: 'THROTTLED', message: 'Too many requests.', retryAfterMs: 12_000 };
    const { result, waits } = await ask([throttled, throttled]);
    assert.deepEqual([result, waits], [ok('answer'), [12_000, 12_000]]);
  });

  test('gives up after five attempts', async () => {
    const { result, calls, waits } = await ask(Array<ConnectorError>(9).fill(unreachable));
    assert.deepEqual([result, calls], [err(unreachable), 5]);
    assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000]);
  });

  test('does not repeat what waiting cannot help', async () => {
    for (const code of ['UNAUTHORIZED', 'FORBIDDEN', 'TABLE_NOT_FOUND', 'FILE_LOCKED', 'CANCELLED'] as const) {
      const { result, calls } = await ask([{ code, message: 'No.' }]);
      assert.deepEqual([result, calls], [err({ code, message: 'No.' }), 1]);
    }
  });

  test('stops asking when the run is cancelled', async () => {
    const { result, calls } = await ask([unreachable, unreachable, unreachable], (made) => made === 2);
    assert.deepEqual([result, calls], [err(unreachable), 2]);
  });

  test('waits no longer when the run is cancelled meanwhile', async () => {
    const { context, clock } = aRun();
    const cancel = {
      get aborted() {
        return clock.monotonicMs() >= 2_000;
      },
    };
    const busy: ConnectorError = { code: 'THROTTLED', message: 'Too many requests.', retryAfterMs: 60_000 };
    const result = await askAgain({ ...context, cancel, clock }, async () => err(busy));
    assert.equal(result.ok ? '' : result.error.code, 'CANCELLED');
    assert.equal(clock.monotonicMs(), 2_000);
  });

  test('tells why it waits', async () => {
    assert.deepEqual((await ask([unreachable])).told, [unreachable.message]);
  });
});

/** Asks somebody who fails with these errors before answering. `cancelled` is told how many calls were made. */
async function ask(errors: readonly ConnectorError[], cancelled: (calls: number) => boolean = () => false) {
  const { context, clock } = aRun();
  let calls = 0;
  let askedMs = 0;
  const told: string[] = [];
  const waits: number[] = [];
  const cancel: CancelSignal = {
    get aborted() {
      return cancelled(calls);
    },
  };
  const result = await askAgain(
    {
      cancel,
      clock,
      events: { ...context.events, waiting: (reason) => told.push(reason) },
    },
    async () => {
      if (calls > 0) waits.push(clock.monotonicMs() - askedMs);
      askedMs = clock.monotonicMs();
      const error = errors[calls++];
      return error ? err(error) : ok('answer');
    },
  );
  return { result, calls, told, waits };
}
