import type { ConnectorError } from '../ports/connector';
import type { Result } from '../result';
import type { RunContext, RunEvents } from './runContext';

const firstWaitMs = 1_000;
const attempts = 5;

/** What of a run asking a system needs. */
export interface AskContext extends Pick<RunContext, 'clock' | 'cancel'> {
  readonly events: Pick<RunEvents, 'waiting'>;
}

/**
 * Repeats a call that failed for a passing reason: throttled or unreachable (DESIGN 5.5). Waits as long as the system asks,
 * otherwise twice as long each time, and gives up after five attempts or when the run is cancelled.
 */
export async function askAgain<T>(
  context: AskContext,
  call: () => Promise<Result<T, ConnectorError>>,
): Promise<Result<T, ConnectorError>> {
  for (let attempt = 1; ; attempt++) {
    const result = await call();
    if (result.ok || !isPassing(result.error) || attempt === attempts || context.cancel.aborted) return result;
    context.events.waiting(result.error.message);
    await context.clock.sleep(result.error.retryAfterMs ?? firstWaitMs * 2 ** (attempt - 1));
  }
}

function isPassing(error: ConnectorError): boolean {
  return error.code === 'THROTTLED' || error.code === 'UNREACHABLE';
}
