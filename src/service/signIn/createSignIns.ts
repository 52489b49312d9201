import type { Audience } from './audience';
import type { Authorize } from '../../connectors/odata/serviceAccess';
import type { Clock } from '../../core/ports/clock';
import type { ConnectorError } from '../../core/ports/connector';
import type { Credential, CredentialSource } from './keepToken';
import type { Redaction } from './redaction';
import type { Result } from '../../core/result';
import type { ServiceTarget } from './serviceGate';
import { audienceOf, hostOf, serviceName } from './audience';
import { discoverTenant } from './discoverTenant';
import { err, ok } from '../../core/result';
import { keepToken } from './keepToken';
import { requestClientToken } from './requestClientToken';
import { unreachable } from '../../core/assert';

/** What signing in asks of a shell. Nothing that it hands over is kept anywhere but in memory. */
export interface SignInPorts {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly redaction: Redaction;
  /** Whether a person waits who may be asked. */
  readonly isAttended: () => boolean;
  /** A token of the person at the keyboard. `renew`: the last one was refused. */
  readonly personToken: (
    target: ServiceTarget,
    audience: Audience,
    renew: boolean,
  ) => Promise<Result<Credential, ConnectorError>>;
  /** The secret of the side's application, or the password of its user. `renew`: the last one was refused. */
  readonly secret: (target: ServiceTarget, kind: SecretKind, renew: boolean) => Promise<Result<string, ConnectorError>>;
}

export type SecretKind = 'clientSecret' | 'password';

export interface SignIns {
  authorize(target: ServiceTarget): Authorize;
  /** Who is signed in there, for people; undefined where nobody is yet. */
  accountOf(target: ServiceTarget): string | undefined;
  forget(): void;
}

/** Signs in to services, each in the way that its side says. */
export function createSignIns(ports: SignInPorts): SignIns {
  const kept = new Map<string, Authorize>();
  const accounts = new Map<string, string>();
  return {
    authorize(target) {
      const key = identityOf(target);
      // Looked up with each call, so that what is forgotten is forgotten for connections that are open, too.
      return (options) => {
        const authorize = kept.get(key) ?? keepToken(noted(key, sourceOf(target, ports)), ports);
        kept.set(key, authorize);
        return authorize(options);
      };
    },
    accountOf: (target) => accounts.get(identityOf(target)),
    forget() {
      kept.clear();
      accounts.clear();
    },
  };

  /** Every token is known to the redaction before anybody else has it. */
  function noted(key: string, source: CredentialSource): CredentialSource {
    return async (renew) => {
      const got = await source(renew);
      if (!got.ok) return got;
      ports.redaction.add(got.value.header.replace(/^\w+ /, ''));
      if (got.value.account !== undefined) accounts.set(key, got.value.account);
      return got;
    };
  }
}

/** Who signs in where. Environments of different names that agree in that are one. */
function identityOf({ environment, side, configuration }: ServiceTarget): string {
  const { authentication, tenant, clientId, user } = configuration;
  // Secrets may be narrowed to a side of an environment.
  return JSON.stringify([hostOf(configuration).origin, authentication, tenant, clientId, user, environment, side]);
}

function sourceOf(target: ServiceTarget, ports: SignInPorts): CredentialSource {
  const { configuration } = target;
  switch (configuration.authentication) {
    case 'interactive':
      return (renew) => withAudience(target, (audience) => ports.personToken(target, audience, renew));
    case 'clientCredentials':
      return () => withAudience(target, (audience) => clientToken(target, audience, ports));
    case 'basic':
      return async (renew) => {
        const password = await ports.secret(target, 'password', renew);
        if (!password.ok) return password;
        ports.redaction.add(password.value);
        const pair = Buffer.from(`${configuration.user ?? ''}:${password.value}`, 'utf8').toString('base64');
        return ok({
          header: `Basic ${pair}`,
          ...(configuration.user !== undefined && { account: configuration.user }),
        });
      };
    case 'none':
      return () => Promise.resolve(ok({ header: 'Bearer none' }));
    default:
      return unreachable(configuration.authentication);
  }
}

/** The file's check has refused it already; here it is made sure that no token leaves for another place. */
function withAudience(
  { configuration }: ServiceTarget,
  get: (audience: Audience) => Promise<Result<Credential, ConnectorError>>,
): Promise<Result<Credential, ConnectorError>> {
  const audience = audienceOf(configuration);
  if (audience) return get(audience);
  const message = `${serviceName(configuration)} is none of Microsoft's services, so nobody signs in there with a Microsoft account. Use 'authentication: basic' in tandem.yaml.`;
  return Promise.resolve(err({ code: 'UNAUTHORIZED', message }));
}

async function clientToken(
  target: ServiceTarget,
  audience: Audience,
  ports: SignInPorts,
): Promise<Result<Credential, ConnectorError>> {
  const { configuration } = target;
  const { clientId, connector } = configuration;
  const service = serviceName(configuration);
  if (clientId === undefined) {
    return err(unauthorized(`${service} needs to know which application signs in. Add its 'clientId' in tandem.yaml.`));
  }
  const discovered = connector === 'dataverse' && configuration.tenant === undefined;
  const tenant = discovered ? await discoverTenant(audience, ports.fetch) : configuration.tenant;
  if (tenant === undefined) {
    return err(unauthorized(`The tenant of ${service} is not known. Add 'tenant' in tandem.yaml.`));
  }
  const signIn = { service, authority: audience.cloud.authority, tenant, clientId, scope: audience.scope };
  const secret = await ports.secret(target, 'clientSecret', false);
  if (!secret.ok) return secret;
  ports.redaction.add(secret.value);
  const token = await requestClientToken({ ...signIn, secret: secret.value }, ports.fetch);
  if (token.ok || !token.error.isSecretWrong || !ports.isAttended()) return token;
  const another = await ports.secret(target, 'clientSecret', true);
  if (!another.ok) return another;
  ports.redaction.add(another.value);
  return requestClientToken({ ...signIn, secret: another.value }, ports.fetch);
}

function unauthorized(message: string): ConnectorError {
  return { code: 'UNAUTHORIZED', message };
}
