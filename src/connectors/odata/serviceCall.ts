import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';

/** One request to a service, before it is sent. Texts only: what becomes of an answer's body is the dialect's business. */
export interface ServiceCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Relative to the service's root, or a link of the service's own, such as a next link. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * read: changes nothing, repeat at will · repeatable: a write that has the same effect when it arrives twice · once: a
   * write that is repeated only where it surely was not carried out (429, connection refused).
   */
  readonly safety: 'read' | 'repeatable' | 'once';
}

export interface ServiceAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** An earlier attempt of this call was sent and its answer lost: what it wanted may have been done already. */
  readonly repeated: boolean;
}

/** Why a call brought no answer to go on with. Kinds are closed; never branch on a message. */
export type ServiceFailure =
  /** The service answered and refused; `code` is its own, empty where it gave none. Not worth repeating. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly requestId?: string;
      /** An earlier attempt was sent and its answer lost: the refusal may come of its having been carried out. */
      readonly repeated?: true;
    }
  /** Asked to slow down, more often than the client cared to wait. */
  | { readonly kind: 'throttled'; readonly message: string; readonly retryAfterMs: number }
  /** Surely not carried out, or a read. */
  | { readonly kind: 'unreachable'; readonly message: string }
  /** The answer to a write was lost: whether it was carried out nobody knows. */
  | { readonly kind: 'ambiguous'; readonly message: string }
  | { readonly kind: 'unauthorized'; readonly message: string }
  | { readonly kind: 'forbidden'; readonly code: string; readonly message: string }
  /** Signing in failed before anything was sent; the error has its own words. */
  | { readonly kind: 'notSignedIn'; readonly error: ConnectorError }
  | { readonly kind: 'cancelled' };

/** Speaks HTTP to one service: signs in, waits, repeats what may be repeated, keeps to the service's limits. */
export interface ServiceClient {
  /** Answers with any status below 400; all else is a failure. */
  call(call: ServiceCall, cancel: CancelSignal): Promise<Result<ServiceAnswer, ServiceFailure>>;
}
