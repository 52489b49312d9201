import type { ConnectorError } from '../../core/ports/connector';
import type { Credential } from './keepToken';
import type { Result } from '../../core/result';
import { err, ok } from '../../core/result';

/** An application that signs in with its secret. */
export interface ClientSignIn {
  /** What a person calls the service it signs in to. */
  readonly service: string;
  readonly authority: string;
  readonly tenant: string;
  readonly clientId: string;
  readonly secret: string;
  readonly scope: string;
}

export interface TokenRefusal extends ConnectorError {
  /** Another secret may do. */
  readonly isSecretWrong: boolean;
}

/**
 * Gets a token for an application: one form post (Microsoft identity platform page "OAuth 2.0 client credentials flow"). What the
 * answer says in words is not passed on, since it may repeat what was sent; its number is.
 */
export async function requestClientToken(
  signIn: ClientSignIn,
  doFetch: typeof fetch,
): Promise<Result<Credential, TokenRefusal>> {
  const { authority, tenant, clientId, secret, scope } = signIn;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, scope };
  let status: number;
  let answer: TokenAnswer;
  try {
    const response = await doFetch(`${authority}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    status = response.status;
    answer = tokenAnswer(await response.text());
  } catch {
    return err(
      refusal('UNREACHABLE', `${authority} could not be reached to sign in. Check the network and try again.`),
    );
  }
  if (status === 200 && answer.token !== undefined) {
    return ok({ header: `Bearer ${answer.token}`, lifetimeMs: answer.lifetimeMs, account: `application ${clientId}` });
  }
  if (status === 429) return err(refusal('THROTTLED', `${authority} asks to wait before signing in again. Try later.`));
  if (status >= 500) {
    return err(refusal('UNREACHABLE', `${authority} cannot sign in just now (status ${status}). Try again later.`));
  }
  return err(whyRefused(signIn, answer.numbers));
}

const timeLimitMs = 30_000;

interface TokenAnswer {
  readonly token: string | undefined;
  readonly lifetimeMs: number;
  /** Entra ID's numbers of what is wrong. */
  readonly numbers: readonly number[];
}

function tokenAnswer(text: string): TokenAnswer {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const { access_token, expires_in, error_codes } = (parsed ?? {}) as Readonly<Record<string, unknown>>;
  const seconds = Number(expires_in);
  return {
    token: typeof access_token === 'string' && access_token !== '' ? access_token : undefined,
    lifetimeMs: (Number.isFinite(seconds) && seconds > 0 ? seconds : 300) * 1000,
    numbers: Array.isArray(error_codes) ? error_codes.filter((each) => typeof each === 'number') : [],
  };
}

/** Numbers as the page "Microsoft Entra authentication and authorization error codes" lists them. */
function whyRefused({ service, tenant, clientId }: ClientSignIn, numbers: readonly number[]): TokenRefusal {
  const has = (...known: readonly number[]) => known.some((each) => numbers.includes(each));
  const who = `The application ${clientId} cannot sign in to ${service}`;
  if (has(7_000_215)) {
    return refusal('UNAUTHORIZED', `${who}: its secret is wrong. Give the secret's value, not its id.`, true);
  }
  if (has(7_000_222)) {
    return refusal('UNAUTHORIZED', `${who}: its secret has expired. Make a new one in the app registration.`, true);
  }
  if (has(700_016, 7_000_229)) {
    return refusal('UNAUTHORIZED', `${who}: tenant ${tenant} does not know it. Check 'clientId' and 'tenant'.`);
  }
  if (has(90_002, 900_023)) {
    return refusal('UNAUTHORIZED', `${who}: there is no tenant ${tenant}. Check 'tenant'.`);
  }
  const number = numbers[0] === undefined ? '' : ` (AADSTS${numbers[0]})`;
  return refusal('UNAUTHORIZED', `${who}: it was refused${number}. Check the app registration and its permissions.`);
}

function refusal(code: ConnectorError['code'], message: string, isSecretWrong = false): TokenRefusal {
  return { code, message, isSecretWrong };
}
