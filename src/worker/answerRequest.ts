import type { Answer, ParamsOf, RequestName, ResultOf } from '../protocol/workerProtocol';
import type { CancelSignal } from '../core/ports/cancelSignal';
import type { Handlers } from './requestHandlers';
import { editorWords } from './editorWords';

/**
 * Serves one request. What was refused is answered in an editor's words; what was thrown is a bug, told with its stack and
 * thrown on, so that the one request is rejected.
 */
export async function answerRequest<N extends RequestName>(
  handlers: Handlers,
  name: N,
  params: ParamsOf<N>,
  cancel: CancelSignal,
  logBug: (text: string) => void,
): Promise<Answer<ResultOf<N>>> {
  try {
    const answer = await handlers[name](params, cancel);
    if (answer.ok) return answer;
    return { ok: false, error: { ...answer.error, message: editorWords(answer.error.message) } };
  } catch (error) {
    logBug(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    throw error;
  }
}
