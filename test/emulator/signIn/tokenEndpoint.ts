import { ExactNumber } from '../http/exactJson';
import { jsonReply } from '../http/exchange';
import type { EmulatorClock } from '../dataverse/organization';
import type { Incoming, Reply } from '../http/exchange';

export interface TokenSettings {
  /** Applications with their secrets; absent: every application is known. */
  readonly clients?: Readonly<Record<string, string>>;
  /** How long a token is good for; an hour by default. */
  readonly lifetimeSeconds?: number;
  /** A device code is asked about so often before somebody has typed it in; once by default. */
  readonly pollsBeforeSignIn?: number;
}

export interface TokenEndpoint {
  /** `/{tenant}/oauth2/v2.0/token` and `/devicecode`; undefined elsewhere. */
  answer(request: Incoming): Reply | undefined;
  /** The 401 for a request without a token that is good now; undefined lets it in. */
  refuse(request: Incoming): Reply | undefined;
}

/**
 * A token endpoint for client credentials and device codes.
 * Pages: entra/identity-platform/v2-oauth2-client-creds-grant-flow, v2-oauth2-device-code.
 */
export function createTokenEndpoint(settings: TokenSettings, clock: EmulatorClock): TokenEndpoint {
  const lifetime = settings.lifetimeSeconds ?? 3599;
  const goodUntil = new Map<string, number>();
  const polls = new Map<string, number>();
  const now = () => Date.parse(clock.now());
  const give = (): Reply => {
    const token = `emulated-${goodUntil.size + 1}`;
    goodUntil.set(token, now() + lifetime * 1000);
    return jsonReply(200, {
      token_type: 'Bearer',
      expires_in: new ExactNumber(String(lifetime)),
      access_token: token,
    });
  };
  const answerToken = (form: URLSearchParams): Reply => {
    switch (form.get('grant_type')) {
      case 'client_credentials': {
        if (!form.get('scope')?.endsWith('/.default')) return refused('invalid_scope', 'The scope is not valid.');
        const client = form.get('client_id') ?? '';
        const secret = form.get('client_secret');
        const known = settings.clients;
        return known && known[client] !== secret
          ? refused('invalid_client', 'Invalid client secret provided.', 401)
          : give();
      }
      case 'urn:ietf:params:oauth:grant-type:device_code': {
        const code = form.get('device_code') ?? '';
        const left = polls.get(code);
        if (left === undefined) return refused('bad_verification_code', 'The device code is not known.');
        polls.set(code, left - 1);
        return left > 0 ? refused('authorization_pending', 'The user has not signed in yet.') : give();
      }
      default:
        return refused('unsupported_grant_type', 'The grant type is not supported.');
    }
  };
  const answerDeviceCode = (request: Incoming): Reply => {
    const code = `device-${polls.size + 1}`;
    polls.set(code, settings.pollsBeforeSignIn ?? 1);
    return jsonReply(200, {
      device_code: code,
      user_code: 'EMULATED',
      verification_uri: `${request.origin}/devicelogin`,
      expires_in: new ExactNumber('900'),
      interval: new ExactNumber('1'),
      message: `To sign in, open ${request.origin}/devicelogin and enter the code EMULATED.`,
    });
  };
  return {
    answer(request) {
      const [, endpoint] = /^\/[^/]+\/oauth2\/v2\.0\/(token|devicecode)$/.exec(request.path) ?? [];
      if (endpoint === undefined || request.method !== 'POST') return undefined;
      return endpoint === 'token' ? answerToken(new URLSearchParams(request.body)) : answerDeviceCode(request);
    },
    refuse(request) {
      const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
      const until = token === undefined ? undefined : goodUntil.get(token);
      if (until !== undefined && until > now()) return undefined;
      const reason = token === undefined ? '' : ' error="invalid_token"';
      // Page: power-apps/developer/data-platform/authenticate-oauth: the challenge names where tokens come from.
      const challenge = `Bearer authorization_uri=${request.origin}/common/oauth2/authorize${reason}`;
      return { status: 401, headers: { 'WWW-Authenticate': challenge }, body: '' };
    },
  };
}

function refused(error: string, description: string, status = 400): Reply {
  return jsonReply(status, { error, error_description: description });
}
