import type { ConnectorError } from '../ports/connector';
import type { Result } from '../result';
import type { RunContext, RunEvents } from './runContext';
import { err } from '../result';
import { pause } from './pause';

const firstWaitMs = 1_000;
const attempts = 5;
/** A system that wants to be left alone for longer than this is better asked by a later run. */
const longestWaitMs = 15 * 60_000;

/** What of a run asking a system needs. */
export interface AskContext extends Pick<RunContext, 'clock' | 'cancel'> {
  readonly events: Pick<RunEvents, 'waiting'>;
}

/**
 * Repeats a call that failed for a passing reason: throttled or unreachable (DESIGN 5.5). Waits as long as the system asks,
 * otherwise twice as long each time, and gives up after five attempts or when it is to wait too long; a run that is cancelled
 * waits no longer. `isWorthIt` says otherwise which failures pass.
 */
export async function askAgain<T>(
  context: AskContext,
  call: () => Promise<Result<T, ConnectorError>>,
  isWorthIt: (error: ConnectorError) => boolean = isPassing,
): Promise<Result<T, ConnectorError>> {
  for (let attempt = 1; ; attempt++) {
    const result = await call();
    if (result.ok || !isWorthIt(result.error) || attempt === attempts || context.cancel.aborted) return result;
    const waitMs = result.error.retryAfterMs ?? firstWaitMs * 2 ** (attempt - 1);
    if (waitMs > longestWaitMs) return result;
    context.events.waiting(result.error.message);
    if (!(await pause(context, waitMs))) return err({ code: 'CANCELLED', message: 'Cancelled. Run again to go on.' });
  }
}

/** Asking again may help, and does no harm where the call writes nothing. */
export function isPassing(error: ConnectorError): boolean {
  return error.code === 'THROTTLED' || error.code === 'UNREACHABLE';
}
