import type { Clock } from '../../core/ports/clock';
import type { ConnectorError } from '../../core/ports/connector';
import type { Ids } from '../../core/ports/ids';
import type { Result } from '../../core/result';

/** What a connector to a service needs from outside. Nothing here belongs to one service's dialect. */
export interface ServiceAccess {
  readonly fetch: typeof fetch;
  readonly authorize: Authorize;
  readonly clock: Clock;
  readonly ids: Ids;
  /** In [0, 1): spreads the waits of many clients. */
  readonly random: () => number;
  readonly log: ServiceLog;
}

/**
 * The value of the `Authorization` header, asked for before each call. `renew` after the service refused the last one: what
 * was kept is forgotten. Many calls may be refused at once, and each asks: one renewal serves them all. Says in words what to do
 * where nobody is signed in.
 */
export type Authorize = (options: { readonly renew: boolean }) => Promise<Result<string, ConnectorError>>;

/** One line a request, for the log. Never a header, a body or a query's values: they may hold secrets or people's data. */
export type ServiceLog = (entry: ServiceLogEntry) => void;

export interface ServiceLogEntry {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly durationMs: number;
  readonly attempt: number;
  /** The service's own name for the request, to be told to its support. */
  readonly requestId?: string;
  /** What the client does next: waits, repeats, gives up. */
  readonly note?: string;
}
