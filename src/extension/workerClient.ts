import { requestsThatNeedTrust } from '../protocol/workerProtocol';
import { createRestartLimit } from './connection/restartLimit';
import type { Answer, NotificationName, RequestName, WorkerNotifications } from '../protocol/workerProtocol';
import type { Reply, WorkerConnection, WorkerListeners } from './connection/workerConnection';
import type { Timers } from './timers';
import type { Translate } from './translate';
import type { WorkerClient } from './workbench';

/** What the client asks of its surroundings. */
export interface WorkerClientDeps {
  /** Starts the thread; called with the first request, and with the next one after the thread stopped. */
  readonly connect: (listeners: WorkerListeners) => Promise<WorkerConnection>;
  readonly isTrusted: () => boolean;
  /** Answers what the worker asks; asked in a trusted window only. */
  readonly answer: (name: string, params: unknown) => Promise<unknown>;
  readonly log: WorkerLog;
  readonly timers: Timers;
  readonly t: Translate;
  /** The worker stopped by itself; told once each time. `willRestart`: the next request starts it again. */
  readonly onStopped: (willRestart: boolean) => void;
}

export interface WorkerLog {
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

export interface StoppableWorkerClient extends WorkerClient {
  /** Ends the thread for good. Every later request is answered `WORKER_STOPPED`. */
  shutdown(): Promise<void>;
  /** Ends the thread as a crash would; for tests of what follows a crash. */
  crash(): Promise<void>;
}

type AnyListener = (word: never) => void;

/**
 * Asks the worker, and answers always: it keeps the thread's life (first request, crash, limited restarts, end) away from
 * everybody else, and refuses what an untrusted window may not do before anything is started.
 */
export function createWorkerClient(deps: WorkerClientDeps): StoppableWorkerClient {
  const { log, timers, t } = deps;
  const limit = createRestartLimit();
  const listeners = new Map<string, Set<AnyListener>>();
  let connecting: Promise<WorkerConnection> | undefined;
  let ended = false;

  const open = (): Promise<WorkerConnection> => {
    const began = timers.now();
    const onOutput: WorkerListeners['onOutput'] = (line, from) => tellOutput(log, line, from);
    const opened = deps.connect({ onNotification: tell, onQuestion: answerQuestion, onOutput });
    connecting = opened;
    void opened.then(
      async (connection) => {
        log.debug(`worker: started in ${elapsed(timers.now() - began)}`);
        stoppedWith(opened, await connection.stopped);
      },
      (error: unknown) => stoppedWith(opened, String(error)),
    );
    return opened;
  };
  const stoppedWith = (of: Promise<WorkerConnection>, reason: string): void => {
    if (connecting === of) connecting = undefined;
    if (ended) return;
    limit.stopped(timers.now());
    log.error(`worker: stopped by itself: ${reason}`);
    deps.onStopped(limit.mayStart(timers.now()));
  };
  const tell = (name: string, params: unknown): void => {
    for (const listener of listeners.get(name) ?? []) (listener as (word: unknown) => void)(params);
  };

  const answerQuestion = async (name: string, params: unknown): Promise<unknown> => {
    try {
      return deps.isTrusted() ? await deps.answer(name, params) : null;
    } catch (error) {
      log.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  };

  const send = async (name: RequestName, params: unknown, token: Parameters<WorkerClient['request']>[2]) => {
    if (ended) return refusal('WORKER_STOPPED', t('Tandem is closing in this window.'));
    if (requestsThatNeedTrust[name] && !deps.isTrusted()) {
      return refusal(
        'NOT_TRUSTED',
        t('This needs a trusted folder. Trust the folder (Manage Workspace Trust) and try again.'),
      );
    }
    if (token?.isCancellationRequested) return refusal('CANCELLED', t('Cancelled.'), 'cancelled');
    if (!connecting && !limit.mayStart(timers.now())) {
      return refusal(
        'WORKER_NOT_STARTED',
        t('Tandem’s worker stopped several times in a row. The log says why; reload the window or wait three minutes.'),
      );
    }
    let reply: Reply;
    try {
      const connection = await (connecting ?? open());
      reply = await connection.request(name, params, token);
    } catch {
      reply = { kind: 'stopped' };
    }
    return answerFrom(reply);
  };
  const answerFrom = (reply: Reply): Answer<unknown> => {
    switch (reply.kind) {
      case 'answer':
        return reply.answer as Answer<unknown>;
      case 'cancelled':
        return refusal('CANCELLED', t('Cancelled.'), 'cancelled');
      case 'stopped':
        return refusal('WORKER_STOPPED', t('Tandem’s worker stopped before it answered. Try again; the log says why.'));
      case 'failed':
        log.error(`worker: ${reply.message}`);
        return refusal('UNEXPECTED', t('Something went wrong inside Tandem. The log says more.'));
    }
  };
  const shutdown = async (): Promise<void> => {
    ended = true;
    const connection = connecting;
    connecting = undefined;
    listeners.clear();
    await connection?.then((open) => open.close()).catch(() => undefined);
  };

  return {
    async request(name, params, token) {
      const began = timers.now();
      const answer = await send(name, params, token);
      const line = `${name}: ${answer.ok ? 'ok' : answer.error.code} in ${elapsed(timers.now() - began)}`;
      if (name.startsWith('run/')) log.info(line);
      else log.debug(line);
      // The protocol's table of requests is what makes the worker's answer this one.
      return answer as Answer<never>;
    },
    on<N extends NotificationName>(name: N, listener: (word: WorkerNotifications[N]) => void) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return { dispose: () => void set.delete(listener) };
    },
    shutdown,
    async crash() {
      await (await connecting)?.kill();
    },
    dispose: () => void shutdown(),
  };
}

function refusal(code: string, message: string, kind: 'usage' | 'run' | 'cancelled' = 'run'): Answer<never> {
  return { ok: false, error: { code, message, kind } };
}

function tellOutput(log: WorkerLog, line: string, from: 'stdout' | 'stderr'): void {
  if (from === 'stderr') log.warn(`worker: ${line}`);
  else log.info(`worker: ${line}`);
}

function elapsed(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
