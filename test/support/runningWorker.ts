import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, ParamsOf, RequestName, ResultOf, RunProgress } from '../../src/protocol/workerProtocol';
import type { QuestionName } from '../../src/protocol/workerQuestions';
import type { CancellationToken } from 'vscode-jsonrpc/node';
import { PortMessageReader, PortMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';

/** The built worker in a thread of this process, asked as the editor asks it. */
export interface RunningWorker {
  request<N extends RequestName>(name: N, params: ParamsOf<N>, token?: CancellationToken): Promise<Answer<ResultOf<N>>>;
  /** The value of an answer that must not be a refusal. */
  value<N extends RequestName>(name: N, params: ParamsOf<N>, token?: CancellationToken): Promise<ResultOf<N>>;
  /** The code of a refusal. */
  refusal<N extends RequestName>(name: N, params: ParamsOf<N>): Promise<string>;
  /** The requests that were served, and those that were refused, at least once. */
  readonly served: ReadonlySet<RequestName>;
  readonly refused: ReadonlySet<RequestName>;
  /** Everything told so far. */
  readonly progress: readonly RunProgress[];
  /** Resolves with the next word that suits, or with one that was told already. */
  progressed(suits: (progress: RunProgress) => boolean): Promise<RunProgress>;
  /** What the worker wrote to standard error. */
  readonly errors: () => string;
  /** The lines it wrote into the log. */
  readonly log: readonly string[];
  /** Ends the thread at once, whatever it does. */
  terminate(): Promise<void>;
}

/** How the editor answers the worker's questions; by default nobody is there. */
export type EditorAnswers = (name: QuestionName, params: unknown) => unknown;

export function startWorker(answers: EditorAnswers = () => null): RunningWorker {
  const worker = new Worker(path.resolve('dist/worker.js'), { stdout: true, stderr: true, execArgv: [] });
  const connection = createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
  const progress: RunProgress[] = [];
  const served = new Set<RequestName>();
  const refused = new Set<RequestName>();
  const waiting = new Set<(word: RunProgress) => void>();
  const log: string[] = [];
  let errors = '';
  worker.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  worker.once('exit', () => connection.dispose());
  connection.onNotification('run/progress', (word: RunProgress) => {
    progress.push(word);
    for (const look of waiting) look(word);
  });
  connection.onNotification('log/line', ({ text }: { readonly text: string }) => void log.push(text));
  connection.onRequest((name, params) => answers(name as QuestionName, params));
  connection.onError(() => undefined);
  connection.listen();

  const request = async <N extends RequestName>(name: N, params: ParamsOf<N>, token?: CancellationToken) => {
    const asked = token ? connection.sendRequest(name, params, token) : connection.sendRequest(name, params);
    const answer = (await asked) as Answer<ResultOf<N>>;
    (answer.ok ? served : refused).add(name);
    return answer;
  };
  return {
    request,
    async value(name, params, token) {
      const answer = await request(name, params, token);
      if (!answer.ok) throw new Error(`${name} was refused: ${answer.error.code}: ${answer.error.message}`);
      return answer.value;
    },
    async refusal(name, params) {
      const answer = await request(name, params);
      if (answer.ok) throw new Error(`${name} was not refused`);
      return answer.error.code;
    },
    served,
    refused,
    progress,
    progressed: (suits) =>
      new Promise((resolve) => {
        const told = progress.find(suits);
        if (told) return resolve(told);
        const look = (word: RunProgress): void => {
          if (!suits(word)) return;
          waiting.delete(look);
          resolve(word);
        };
        waiting.add(look);
      }),
    errors: () => errors,
    log,
    async terminate() {
      await worker.terminate();
    },
  };
}
