import assert from 'node:assert/strict';
import { createWorkerClient } from '../../../../src/extension/workerClient';
import { fakeTimers } from '../../../support/fakeTimers';
import { inEnglish } from '../../../support/translations';
import type { Reply, WorkerConnection, WorkerListeners } from '../../../../src/extension/connection/workerConnection';

suite('The worker client', () => {
  const address = { folder: '/work/contoso' };
  const run = { ...address, mode: 'modified', mappings: [], records: [], acceptMissing: false } as const;

  const served: Reply = { kind: 'answer', answer: { ok: true, value: 'seen' } };

  /** A client over threads that answer what they are told to, and stop when they are told to. */
  const client = ({ isTrusted = true, reply = served }: { isTrusted?: boolean; reply?: Reply } = {}) => {
    const timers = fakeTimers();
    const threads: { readonly listeners: WorkerListeners; readonly stop: (reason: string) => void; closed: boolean }[] =
      [];
    const asked: string[] = [];
    const lines: string[] = [];
    const stops: boolean[] = [];
    const log = (level: string) => (line: string) => void lines.push(`${level} ${line}`);
    const worker = createWorkerClient({
      async connect(listeners): Promise<WorkerConnection> {
        let stop: (reason: string) => void = () => undefined;
        let interrupt: () => void = () => undefined;
        const stopped = new Promise<string>((resolve) => (stop = resolve));
        const interrupted = new Promise<Reply>((resolve) => (interrupt = () => resolve({ kind: 'stopped' })));
        const thread = {
          listeners,
          closed: false,
          stop: (reason: string) => {
            interrupt();
            stop(reason);
          },
        };
        threads.push(thread);
        return {
          stopped,
          async request(name) {
            asked.push(name);
            return reply.kind === 'stopped' ? interrupted : reply;
          },
          async close() {
            thread.closed = true;
            interrupt();
          },
          kill: async () => thread.stop('killed'),
        };
      },
      isTrusted: () => isTrusted,
      answer: async (name) => {
        if (name === 'host/confirm') return true;
        throw new Error('No answer.');
      },
      log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
      timers,
      t: inEnglish,
      onStopped: (willRestart) => stops.push(willRestart),
    });
    return { worker, threads, asked, lines, stops, timers };
  };
  const codeOf = (answer: { readonly ok: boolean; readonly error?: { readonly code: string } }): string =>
    answer.error?.code ?? 'ok';
  const overviewOf = ({ worker }: ReturnType<typeof client>) => worker.request('workspace/overview', address);
  /** Lets what was set off run its course: every step of it is a promise that is settled already. */
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('starts one thread, with the first request', async () => {
    const shell = client();
    assert.equal(shell.threads.length, 0);
    const answers = await Promise.all([overviewOf(shell), overviewOf(shell)]);
    assert.deepEqual(answers, [
      { ok: true, value: 'seen' },
      { ok: true, value: 'seen' },
    ]);
    assert.equal(shell.threads.length, 1);
  });

  test('refuses what an untrusted window may not do, and starts nothing for it', async () => {
    const shell = client({ isTrusted: false });
    assert.equal(codeOf(await shell.worker.request('run/sync', { ...run, progressToken: 'a' })), 'NOT_TRUSTED');
    assert.equal(shell.threads.length, 0);
    assert.equal(codeOf(await overviewOf(shell)), 'ok');
  });

  test('sends nothing that was cancelled before it began', async () => {
    const shell = client();
    const token = { isCancellationRequested: true, onCancellationRequested: () => ({ dispose: () => undefined }) };
    const answer = await shell.worker.request('workspace/overview', address, token);
    assert.deepEqual([codeOf(answer), answer.ok || answer.error.kind], ['CANCELLED', 'cancelled']);
    assert.deepEqual(shell.asked, []);
  });

  test('answers a request that gave way to its cancellation as cancelled', async () => {
    assert.equal(codeOf(await overviewOf(client({ reply: { kind: 'cancelled' } }))), 'CANCELLED');
  });

  test('answers what waits when the thread stops, tells it once, and starts another with the next request', async () => {
    const shell = client({ reply: { kind: 'stopped' } });
    const waiting = [overviewOf(shell), overviewOf(shell)];
    await settled();
    shell.threads[0]?.stop('out of memory');
    assert.deepEqual((await Promise.all(waiting)).map(codeOf), ['WORKER_STOPPED', 'WORKER_STOPPED']);
    await settled();
    assert.deepEqual(shell.stops, [true]);
    assert.ok(shell.lines.includes('error worker: stopped by itself: out of memory'));
    void overviewOf(shell);
    await settled();
    assert.equal(shell.threads.length, 2);
  });

  test('gives up on a thread that stops again and again, and tries anew when three minutes are over', async () => {
    const shell = client();
    for (let start = 0; start < 6; start++) {
      assert.equal(codeOf(await overviewOf(shell)), 'ok');
      shell.threads.at(-1)?.stop('again');
      await settled();
    }
    assert.deepEqual(shell.stops, [true, true, true, true, true, false]);
    assert.equal(codeOf(await overviewOf(shell)), 'WORKER_NOT_STARTED');
    assert.equal(shell.threads.length, 6);
    shell.timers.advance(3 * 60_000);
    assert.equal(codeOf(await overviewOf(shell)), 'ok');
  });

  test('keeps a bug’s own words for the log', async () => {
    const shell = client({ reply: { kind: 'failed', message: 'missing: cursor\n  at readCursor' } });
    const answer = await overviewOf(shell);
    assert.equal(codeOf(answer), 'UNEXPECTED');
    assert.ok(!JSON.stringify(answer).includes('cursor'));
    assert.ok(shell.lines.includes('error worker: missing: cursor\n  at readCursor'));
  });

  test('hands notifications to those who listen, also over a restart, and to nobody else', async () => {
    const shell = client();
    const heard: string[] = [];
    const listening = shell.worker.on('run/progress', ({ progressToken }) => void heard.push(progressToken));
    const word = { progressToken: 'first', event: { kind: 'waiting', reason: '' } };
    await overviewOf(shell);
    shell.threads[0]?.listeners.onNotification('run/progress', word);
    shell.threads[0]?.listeners.onNotification('something/else', word);
    shell.threads[0]?.stop('once');
    await settled();
    await overviewOf(shell);
    shell.threads[1]?.listeners.onNotification('run/progress', { ...word, progressToken: 'second' });
    listening.dispose();
    shell.threads[1]?.listeners.onNotification('run/progress', word);
    assert.deepEqual(heard, ['first', 'second']);
  });

  test('logs runs for everybody, the rest for those who look for it, with their durations', async () => {
    const shell = client();
    await overviewOf(shell);
    await shell.worker.request('run/sync', { ...run, progressToken: 'a' });
    assert.ok(shell.lines.includes('debug workspace/overview: ok in 0 ms'));
    assert.ok(shell.lines.includes('info run/sync: ok in 0 ms'));
  });

  test('ends the thread when the window closes, without a word about it, and starts none again', async () => {
    const shell = client();
    await overviewOf(shell);
    await shell.worker.shutdown();
    assert.equal(shell.threads[0]?.closed, true);
    assert.equal(codeOf(await overviewOf(shell)), 'WORKER_STOPPED');
    assert.deepEqual(shell.stops, []);
    assert.equal(shell.threads.length, 1);
  });

  suite('answers what the worker asks', () => {
    const ask = async (isTrusted: boolean, name: string) => {
      const story = client({ isTrusted });
      await overviewOf(story);
      return { answer: await story.threads[0]?.listeners.onQuestion(name, {}), lines: story.lines };
    };

    test('through the window', async () => assert.equal((await ask(true, 'host/confirm')).answer, true));
    test('with nothing where it is not trusted', async () =>
      assert.equal((await ask(false, 'host/confirm')).answer, null));
    test('with nothing where answering failed, and the log says why', async () => {
      const { answer, lines } = await ask(true, 'signIn/token');
      assert.equal(answer, null);
      assert.ok(lines.includes('error signIn/token: No answer.'), lines.join('\n'));
    });
  });
});
