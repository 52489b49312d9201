import type { ConnectorError } from '../../core/ports/connector';
import type { ServiceFailure } from './serviceCall';
import { unreachable } from '../../core/assert';

/** What a failed call means for the system as a whole (port `Connector`). `name` is what the system is called in messages. */
export function connectorErrorFrom(failure: ServiceFailure, name: string): ConnectorError {
  switch (failure.kind) {
    case 'refused': {
      const { status, code, message } = failure;
      if (status === 0) return { code: 'SERVICE_ERROR', message };
      const answered = code === '' ? `status ${status}` : `${code}, status ${status}`;
      return {
        code: 'SERVICE_ERROR',
        message: `${name} refused a request: ${sentence(message)} (${answered}) Look into the log for the request, and correct what it names.`,
      };
    }
    case 'throttled':
      return { code: 'THROTTLED', message: failure.message, retryAfterMs: failure.retryAfterMs };
    case 'unreachable':
      return { code: 'UNREACHABLE', message: failure.message };
    case 'ambiguous':
      return { code: 'OUTCOME_UNKNOWN', message: failure.message };
    case 'unauthorized':
      return { code: 'UNAUTHORIZED', message: failure.message };
    case 'forbidden':
      return {
        code: 'FORBIDDEN',
        message: `${name} does not allow this: ${sentence(failure.message)} Ask its administrator for the right.`,
      };
    case 'notSignedIn':
      return failure.error;
    case 'cancelled':
      return { code: 'CANCELLED', message: `Work with ${name} was cancelled. Run the synchronization again to go on.` };
    default:
      return unreachable(failure);
  }
}

/** A service's words as a sentence of ours. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
