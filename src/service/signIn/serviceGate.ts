import type { Authorize, ServiceLog } from '../../connectors/odata/serviceAccess';
import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import type { ServiceConfiguration } from '../../core/model/workspace';
import type { Side } from '../../core/model/side';

/** A service that is to be reached: one side of one environment. */
export interface ServiceTarget {
  readonly environment: string;
  readonly side: Side;
  readonly configuration: ServiceConfiguration;
}

/**
 * What stands between a workspace file and the services that it names: a shell brings one, and with it who may be asked.
 * Tokens live in it, in memory alone, and end with the process.
 */
export interface ServiceGate {
  readonly fetch: typeof fetch;
  readonly log: ServiceLog;
  /** May Tandem talk to this host? Asked before anything is sent; refuses with HOST_NOT_CONFIRMED. */
  confirmHost(target: ServiceTarget): Promise<Result<void, ConnectorError>>;
  authorize(target: ServiceTarget): Authorize;
  /** Who is signed in there, for people; undefined where nobody is yet. */
  accountOf(target: ServiceTarget): string | undefined;
  /** Forgets all tokens: the next call signs in anew. */
  forget(): void;
}
