import { Worker } from 'node:worker_threads';
import {
  CancellationToken,
  ErrorCodes,
  PortMessageReader,
  PortMessageWriter,
  ResponseError,
  createMessageConnection,
} from 'vscode-jsonrpc/node';

/**
 * A worker thread and the line to it. This file is a bundle of its own, loaded with the first request: nothing of the protocol's
 * library is needed before. It knows no request by name and nothing of VS Code.
 */
export interface WorkerConnection {
  request(name: string, params: unknown, token: Cancellation | undefined): Promise<Reply>;
  /** Resolves when the thread has ended by itself, with the reason for people who read logs; never after `close`. */
  readonly stopped: Promise<string>;
  /** Ends the thread. Requests that wait are replied to with `stopped`. */
  close(): Promise<void>;
  /** Ends the thread as if it had died: `stopped` tells. For tests of what follows. */
  kill(): Promise<void>;
}

export type Reply =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'cancelled' }
  /** The thread ended before it answered. */
  | { readonly kind: 'stopped' }
  /** A bug in the worker: its own words and stack. */
  | { readonly kind: 'failed'; readonly message: string };

/** As editors and the protocol's library both have it. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): void };
}

export interface WorkerListeners {
  readonly onNotification: (name: string, params: unknown) => void;
  /** What the worker asks in the midst of a request; a question that cannot be answered has the answer null. */
  readonly onQuestion: (name: string, params: unknown) => Promise<unknown>;
  /** A line that the worker printed. */
  readonly onOutput: (line: string, from: 'stdout' | 'stderr') => void;
}

/** Starts the script in a thread; `script` is an absolute path. */
export function connectWorker(
  script: string,
  { onNotification, onQuestion, onOutput }: WorkerListeners,
): WorkerConnection {
  // The host's own switches (a debugger's port, flags of Electron) are not the worker's.
  const worker = new Worker(script, { stdout: true, stderr: true, execArgv: [], name: 'tandem' });
  const connection = createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
  const closing = { asked: false, reason: '' };
  worker.stdout.on(
    'data',
    eachLine((line) => onOutput(line, 'stdout')),
  );
  worker.stderr.on(
    'data',
    eachLine((line) => onOutput(line, 'stderr')),
  );
  worker.on(
    'error',
    (error) => (closing.reason = error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  const stopped = new Promise<string>((resolve) => {
    worker.once('exit', (code) => {
      // Replies to everything that still waits.
      connection.dispose();
      if (!closing.asked) resolve(closing.reason || `exit code ${code}`);
    });
  });
  connection.onNotification((name, ...params) => onNotification(name, params[0]));
  connection.onRequest((name, params) => onQuestion(name, Array.isArray(params) ? params[0] : params));
  connection.onError(([error]) => onOutput(error.message, 'stderr'));
  connection.listen();
  return {
    stopped,
    async request(name, params, token) {
      try {
        const answer: unknown = await connection.sendRequest(name, params, token ?? CancellationToken.None);
        return { kind: 'answer', answer };
      } catch (error) {
        return replyTo(error);
      }
    },
    async close() {
      closing.asked = true;
      await worker.terminate();
    },
    async kill() {
      await worker.terminate();
    },
  };
}

function replyTo(error: unknown): Reply {
  if (!(error instanceof ResponseError)) {
    // The connection itself refuses to send: the thread is gone.
    return { kind: 'stopped' };
  }
  switch (error.code) {
    case requestCancelled:
      return { kind: 'cancelled' };
    case ErrorCodes.PendingResponseRejected:
    case ErrorCodes.ConnectionInactive:
      return { kind: 'stopped' };
    default:
      return {
        kind: 'failed',
        message: [error.message, error.data].filter((word) => typeof word === 'string').join('\n'),
      };
  }
}

/** The protocol's code of a request that gave way to its cancellation (LSP, ErrorCodes.RequestCancelled). */
const requestCancelled = -32800;

function eachLine(tell: (line: string) => void): (chunk: Buffer | string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') tell(line);
  };
}
