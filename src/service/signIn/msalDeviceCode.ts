import type { AuthenticationResult, INetworkModule } from '@azure/msal-node';
import { AuthError, PublicClientApplication } from '@azure/msal-node';

/** A person who signs in with a code, at another place where there is a browser. */
export interface DeviceCodeSignIn {
  /** With the tenant. */
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
  readonly fetch: typeof fetch;
  /** Shows the person where to go, and the code to give there. */
  readonly tell: (prompt: { readonly url: string; readonly code: string }) => void;
  /** Calls back when the person asks to stop; gives back how to end that. */
  readonly onStop: (listener: () => void) => () => void;
}

export interface PersonToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
  /** The account's name. */
  readonly account?: string;
}

/** Why nobody signed in, in the library's word for it, such as `invalid_client`; never a sentence, which may repeat what was sent. */
export interface DeviceCodeFailure {
  readonly word: string;
}

/** Signs in when it is called: silently where it can. `renew`: the last token was refused. */
export type OpenDeviceCode = (signIn: DeviceCodeSignIn) => (renew: boolean) => Promise<PersonToken | DeviceCodeFailure>;

/**
 * The only part that knows Microsoft's library, and a bundle of its own: it is read with the first code that is asked for.
 * The library keeps what it refreshes tokens with in memory; nothing is written anywhere.
 */
export function openDeviceCode(signIn: DeviceCodeSignIn): (renew: boolean) => Promise<PersonToken | DeviceCodeFailure> {
  const { authority, clientId, scope } = signIn;
  const application = new PublicClientApplication({
    auth: { clientId, authority, knownAuthorities: [new URL(authority).host] },
    system: { networkClient: networkOf(signIn.fetch), loggerOptions: { piiLoggingEnabled: false } },
  });
  const scopes = [scope];

  const silently = async (renew: boolean): Promise<AuthenticationResult | undefined> => {
    const [account] = await application.getTokenCache().getAllAccounts();
    if (!account) return undefined;
    try {
      return await application.acquireTokenSilent({ account, scopes, forceRefresh: renew });
    } catch {
      // What it was refreshed with has ended: the person is asked again.
      return undefined;
    }
  };
  const withCode = async (): Promise<AuthenticationResult | null> => {
    const request = {
      scopes,
      cancel: false,
      deviceCodeCallback: ({ verificationUri, userCode }: { verificationUri: string; userCode: string }) =>
        signIn.tell({ url: verificationUri, code: userCode }),
    };
    const stopListening = signIn.onStop(() => (request.cancel = true));
    try {
      return await application.acquireTokenByDeviceCode(request);
    } finally {
      stopListening();
    }
  };

  return async (renew) => {
    try {
      const result = (await silently(renew)) ?? (await withCode());
      if (!result) return { word: 'nothing' };
      const account = result.account?.username;
      const expiresAtMs = result.expiresOn?.getTime() ?? 0;
      return { token: result.accessToken, expiresAtMs, ...(account && { account }) };
    } catch (error) {
      return { word: wordOf(error) };
    }
  };
}

/** While it waits for the person, the library tells the server's word in place of a sentence. */
function wordOf(error: unknown): string {
  if (!(error instanceof AuthError)) return 'unexpected';
  const { errorCode, errorMessage } = error;
  return errorCode === 'post_request_failed' && /^[a-z_]{1,40}$/.test(errorMessage) ? errorMessage : errorCode;
}

function networkOf(doFetch: typeof fetch): INetworkModule {
  const send = async <T>(url: string, init: RequestInit) => {
    const response = await doFetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeLimitMs) });
    const body = (await response.json()) as T;
    return { headers: Object.fromEntries(response.headers), body, status: response.status };
  };
  return {
    sendGetRequestAsync: <T>(url: string, options?: { headers?: Record<string, string> }) =>
      send<T>(url, { method: 'GET', headers: options?.headers ?? {} }),
    sendPostRequestAsync: <T>(url: string, options?: { headers?: Record<string, string>; body?: string }) =>
      send<T>(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' }),
  };
}

const timeLimitMs = 30_000;
