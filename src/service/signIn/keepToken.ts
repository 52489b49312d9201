import type { Authorize } from '../../connectors/odata/serviceAccess';
import type { Clock } from '../../core/ports/clock';
import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import { ok } from '../../core/result';

/** What goes into the `Authorization` header, and how long it is good for. */
export interface Credential {
  readonly header: string;
  /** From now; absent where it does not end. */
  readonly lifetimeMs?: number;
  /** Whose it is, for people. */
  readonly account?: string;
}

export type CredentialSource = (renew: boolean) => Promise<Result<Credential, ConnectorError>>;

export interface KeepOptions {
  readonly clock: Clock;
  /** Whether a person waits for the answer. Somebody who may be asked does not share the failure of nobody. */
  readonly isAttended: () => boolean;
}

/**
 * Keeps a credential until shortly before its end, and gets the next one once for all who wait. Of many calls that are refused
 * at the same time each asks to renew; what was got a moment ago is given to the later ones.
 */
export function keepToken(source: CredentialSource, { clock, isAttended }: KeepOptions): Authorize {
  let kept: KeptCredential | undefined;
  const pending = new Map<boolean, Promise<Result<string, ConnectorError>>>();

  const get = async (renew: boolean): Promise<Result<string, ConnectorError>> => {
    const got = await source(renew);
    if (!got.ok) return got;
    const { header, lifetimeMs } = got.value;
    const now = clock.monotonicMs();
    const endsAtMs = lifetimeMs === undefined ? Infinity : now + lifetimeMs - Math.min(marginMs, lifetimeMs / 4);
    kept = { header, freshUntilMs: lifetimeMs === undefined ? now : now + freshMs, endsAtMs };
    return ok(header);
  };

  return async ({ renew }) => {
    const now = clock.monotonicMs();
    const isGood = kept && (renew ? now < kept.freshUntilMs : now < kept.endsAtMs);
    if (kept && isGood) return ok(kept.header);
    if (renew) kept = undefined;
    const attended = isAttended();
    const waiting = pending.get(attended);
    if (waiting) return waiting;
    const getting = get(renew).finally(() => pending.delete(attended));
    pending.set(attended, getting);
    return getting;
  };
}

interface KeptCredential {
  readonly header: string;
  /** Until then it is not what a call was refused with. A password is, however new: it does not come out right by itself. */
  readonly freshUntilMs: number;
  /** When it is to be got anew. */
  readonly endsAtMs: number;
}

/** Before its end a token is got anew, so that none ends on its way. */
const marginMs = 5 * 60_000;
/** How long calls that were refused together may take to say so. */
const freshMs = 2_000;
