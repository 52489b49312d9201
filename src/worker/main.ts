import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { CancellationToken } from 'vscode-jsonrpc/node';
import type { ParamsOf, RequestName } from '../protocol/workerProtocol';
import type { QuestionName, WorkerQuestions } from '../protocol/workerQuestions';
import { PortMessageReader, PortMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { answerRequest } from './answerRequest';
import { must } from '../core/assert';
import { requestHandlers } from './requestHandlers';

/**
 * The worker's bundle: a thread of the editor's process that hosts the synchronization service, so that the editor never
 * stalls. It ends with its parent, or when the parent ends it; what a run had made durable by then is kept.
 * Runs from `dist/`, beside which `media/` stands.
 */
const port = must(parentPort, 'a parent: this file is for a worker thread');
const connection = createMessageConnection(new PortMessageReader(port), new PortMessageWriter(port));
const handlers = requestHandlers({
  mediaFolder: path.join(__dirname, '..', 'media'),
  tell: (progress) => void connection.sendNotification('run/progress', progress),
  nowMs: () => performance.now(),
  ask: async <N extends QuestionName>(name: N, params: WorkerQuestions[N]['params']) =>
    connection.sendRequest<WorkerQuestions[N]['result']>(name, params),
  logLine: (text) => void connection.sendNotification('log/line', { level: 'debug', text }),
});

for (const name of Object.keys(handlers) as RequestName[]) {
  connection.onRequest(name, (params: ParamsOf<RequestName>, token: CancellationToken) =>
    answerRequest(handlers, name, params, cancelOf(token), logBug),
  );
}
connection.listen();

function cancelOf(token: CancellationToken): { readonly aborted: boolean } {
  return {
    get aborted() {
      return token.isCancellationRequested;
    },
  };
}

function logBug(text: string): void {
  process.stderr.write(`${text}\n`);
}
