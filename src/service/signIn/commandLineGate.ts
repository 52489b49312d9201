import type { Audience } from './audience';
import type { Clock } from '../../core/ports/clock';
import type { ConnectorError } from '../../core/ports/connector';
import type { DeviceCodeFailure, DeviceCodeSignIn, OpenDeviceCode, PersonToken } from './msalDeviceCode';
import type { Result } from '../../core/result';
import type { SecretKind, SignInPorts } from './createSignIns';
import type { ServiceGate, ServiceTarget } from './serviceGate';
import type { ServiceLogEntry } from '../../connectors/odata/serviceAccess';
import type { Variables } from './signInVariables';
import { allowHost } from './allowHost';
import { createRedaction } from './redaction';
import { createSignIns } from './createSignIns';
import { discoverTenant } from './discoverTenant';
import { err, ok } from '../../core/result';
import { findVariable, variableHint } from './signInVariables';
import { serviceLogLine } from './serviceLogLine';
import { serviceName } from './audience';

export interface CommandLineGateOptions {
  readonly env: Variables;
  /** From `--allow-host`. */
  readonly allowedHosts: readonly string[];
  /** Whether somebody reads what `tell` says, and can act on it. */
  readonly isTerminal: boolean;
  /** Lines for the person who signs in. */
  readonly tell: (lines: readonly string[]) => void;
  /** A line for the log; absent where nobody wants one. */
  readonly log?: (line: string) => void;
  /** See `DeviceCodeSignIn`. */
  readonly onStop: DeviceCodeSignIn['onStop'];
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly loadDeviceCode: () => Promise<{ readonly openDeviceCode: OpenDeviceCode }>;
}

/**
 * The command line's way to services: secrets are variables of the environment, and a person signs in with a code that is shown.
 * Where nobody reads along (a pipe, CI) it asks nobody, and says at once what to set.
 */
export function createCommandLineGate(options: CommandLineGateOptions): ServiceGate {
  const { env, fetch: doFetch } = options;
  const redaction = createRedaction();
  const isAttended = options.isTerminal && !isTruthy(env['CI']);
  const people = new Map<string, (renew: boolean) => Promise<PersonToken | DeviceCodeFailure>>();

  const personToken: SignInPorts['personToken'] = async (target, audience, renew) => {
    const { configuration } = target;
    const service = serviceName(configuration);
    const clientId = findVariable(env, target, 'CLIENT_ID')?.value ?? configuration.clientId;
    if (!isAttended) return err(unauthorized(nobodyThere(target)));
    if (clientId === undefined) {
      const message = `To sign in to ${service} with a code, Tandem needs an app registration. Add its 'clientId' in tandem.yaml, or set ${variableHint(target, 'CLIENT_ID')}.`;
      return err(unauthorized(message));
    }
    const tenant = await tenantOf(target, audience);
    const authority = `${audience.cloud.authority}/${tenant}`;
    const key = JSON.stringify([authority, clientId, audience.scope]);
    const person = people.get(key) ?? (await openPerson({ authority, clientId, scope: audience.scope }, service));
    people.set(key, person);
    const got = await person(renew);
    if ('word' in got) return err(unauthorized(whyNot(service, got.word)));
    const lifetimeMs = Math.max(got.expiresAtMs - Date.parse(options.clock.now()), 0);
    const { account } = got;
    return ok({ header: `Bearer ${got.token}`, lifetimeMs, ...(account !== undefined && { account }) });
  };
  const openPerson = async (signIn: Pick<DeviceCodeSignIn, 'authority' | 'clientId' | 'scope'>, service: string) => {
    const { openDeviceCode } = await options.loadDeviceCode();
    const tell: DeviceCodeSignIn['tell'] = ({ url, code }) =>
      options.tell([`To sign in to ${service}, open ${url} in a browser and give the code ${code}`]);
    return openDeviceCode({ ...signIn, fetch: doFetch, tell, onStop: options.onStop });
  };
  const tenantOf = async (target: ServiceTarget, audience: Audience): Promise<string> => {
    const { tenant, connector } = target.configuration;
    const known = findVariable(env, target, 'TENANT')?.value ?? tenant;
    const found = known ?? (connector === 'dataverse' ? await discoverTenant(audience, doFetch) : undefined);
    return found ?? 'organizations';
  };
  const secret: SignInPorts['secret'] = (target, kind, renew) => Promise.resolve(secretFrom(env, target, kind, renew));

  const signIn = createSignIns({
    fetch: doFetch,
    clock: options.clock,
    redaction,
    isAttended: () => true,
    personToken,
    secret,
  });
  return {
    fetch: doFetch,
    log: (entry: ServiceLogEntry) => options.log?.(redaction.redact(serviceLogLine(entry))),
    confirmHost: (target) =>
      Promise.resolve(allowHost(target, [...options.allowedHosts, ...(env['TANDEM_ALLOWED_HOSTS'] ?? '').split(',')])),
    authorize: (target) => signIn.authorize(withVariables(env, target)),
    accountOf: (target) => signIn.accountOf(withVariables(env, target)),
    forget() {
      people.clear();
      signIn.forget();
    },
  };
}

/**
 * Where a secret is set for a side at which people sign in, an application does instead: the same file serves a person's machine
 * and a scheduled run.
 */
function withVariables(env: Variables, target: ServiceTarget): ServiceTarget {
  const { configuration } = target;
  const { authentication } = configuration;
  const isPerson = authentication === 'interactive';
  if (!isPerson && authentication !== 'clientCredentials') return target;
  if (isPerson && !findVariable(env, target, 'CLIENT_SECRET')) return target;
  const clientId = findVariable(env, target, 'CLIENT_ID')?.value;
  const tenant = findVariable(env, target, 'TENANT')?.value;
  return {
    ...target,
    configuration: {
      ...configuration,
      authentication: 'clientCredentials',
      ...(clientId !== undefined && { clientId }),
      ...(tenant !== undefined && { tenant }),
    },
  };
}

function secretFrom(
  env: Variables,
  target: ServiceTarget,
  kind: SecretKind,
  renew: boolean,
): Result<string, ConnectorError> {
  const what = kind === 'password' ? 'PASSWORD' : 'CLIENT_SECRET';
  const thing = kind === 'password' ? `The password of ${target.configuration.user}` : 'The secret of the application';
  const service = serviceName(target.configuration);
  const found = findVariable(env, target, what);
  if (!found) return err(unauthorized(`${thing} for ${service} is missing. Set ${variableHint(target, what)}.`));
  if (!renew) return ok(found.value);
  return err(unauthorized(`${service} refused the sign-in with ${found.name}. Set it to the right value.`));
}

function nobodyThere(target: ServiceTarget): string {
  const service = serviceName(target.configuration);
  return `Nobody is there to sign in to ${service}. Let an application do it: set ${variableHint(target, 'CLIENT_SECRET')}, and 'clientId' in tandem.yaml; or run in a terminal.`;
}

/** The library's words, where a person can do something about them. */
function whyNot(service: string, word: string): string {
  switch (word) {
    case 'user_timeout_reached':
    case 'device_code_expired':
    case 'expired_token':
      return `Nobody gave the code for ${service} in time. Run the command again.`;
    case 'device_code_polling_cancelled':
      return `Signing in to ${service} was stopped. Run the command again.`;
    case 'authorization_declined':
    case 'access_denied':
      return `Signing in to ${service} was declined. Run the command again with an account that may use it.`;
    default:
      return `Signing in to ${service} failed (${word}). Check the app registration: it must allow public client flows, and have the permission.`;
  }
}

function unauthorized(message: string): ConnectorError {
  return { code: 'UNAUTHORIZED', message };
}

function isTruthy(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value.toLowerCase() !== 'false';
}
