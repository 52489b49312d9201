import type { WireAnswer } from './exchange';

/** The service's own name for a request, to be told to its support. */
export function requestIdOf({ headers }: Pick<WireAnswer, 'headers'>): string | undefined {
  return headers.get('x-ms-service-request-id') ?? headers.get('request-id') ?? headers.get('req_id');
}
