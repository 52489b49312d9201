import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';

type Ask<T> = (cancel: CancelSignal) => Promise<Result<T, ConnectorError>>;

/** Asks when it is first needed, and keeps the answer; one that failed is asked again the next time. */
export function once<T>(ask: Ask<T>): Ask<T> {
  let asked: Promise<Result<T, ConnectorError>> | undefined;
  return async (cancel) => {
    const mine = (asked ??= ask(cancel));
    const answer = await mine;
    if (!answer.ok && asked === mine) asked = undefined;
    return answer;
  };
}
