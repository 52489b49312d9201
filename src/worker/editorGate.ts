import type { Clock } from '../core/ports/clock';
import type { ConnectorError } from '../core/ports/connector';
import type { QuestionName, WorkerQuestions } from '../protocol/workerQuestions';
import type { Result } from '../core/result';
import type { ServiceGate, ServiceTarget } from '../service/signIn/serviceGate';
import type { SignInPorts } from '../service/signIn/createSignIns';
import { cloudOf, isLoopback } from '../core/model/serviceAddress';
import { createRedaction } from '../service/signIn/redaction';
import { createSignIns } from '../service/signIn/createSignIns';
import { err, ok } from '../core/result';
import { hostOf, serviceName } from '../service/signIn/audience';
import { serviceLogLine } from '../service/signIn/serviceLogLine';
import { sideWord } from '../service/browse/environmentWord';

/** Asks the editor one of the worker's questions. */
export type AskEditor = <N extends QuestionName>(
  name: N,
  params: WorkerQuestions[N]['params'],
) => Promise<WorkerQuestions[N]['result']>;

export interface EditorGateOptions {
  readonly ask: AskEditor;
  readonly isAttended: () => boolean;
  readonly logLine: (text: string) => void;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** The editor looks whether its own token is still good; asking it for every call would be much ado. */
const accountTokenMs = 2 * 60_000;

/** The editor's way to services: it confirms hosts, has the accounts, and keeps the secrets; nothing is kept here but in memory. */
export function createEditorGate({ ask, isAttended, logLine, fetch: doFetch, clock }: EditorGateOptions): ServiceGate {
  const redaction = createRedaction();
  const confirmed = new Set<string>();

  const aboutService = (target: ServiceTarget) => ({
    host: hostOf(target.configuration).host,
    service: serviceName(target.configuration),
    environment: target.environment,
    attended: isAttended(),
  });
  const personToken: SignInPorts['personToken'] = async (target, { scope, cloud }, renew) => {
    const { clientId, tenant } = target.configuration;
    const question = { ...aboutService(target), scope, cloud: cloud.name, renew };
    const optional = { ...(clientId !== undefined && { clientId }), ...(tenant !== undefined && { tenant }) };
    const got = await ask('signIn/token', { ...question, ...optional });
    if (!got) return err(notSignedIn(target));
    return ok({ header: `Bearer ${got.token}`, lifetimeMs: accountTokenMs, account: got.account });
  };
  const secret: SignInPorts['secret'] = async (target, kind, renew) => {
    const { clientId, user } = target.configuration;
    const owner = (kind === 'password' ? user : clientId) ?? '';
    const given = await ask('signIn/secret', { ...aboutService(target), kind, owner, renew });
    return given === null ? err(notSignedIn(target)) : ok(given);
  };
  const signIns = createSignIns({ fetch: doFetch, clock, redaction, isAttended, personToken, secret });

  return {
    fetch: doFetch,
    log: (entry) => logLine(redaction.redact(serviceLogLine(entry))),
    async confirmHost(target) {
      const about = aboutService(target);
      const { host } = about;
      if (isLoopback(host) || confirmed.has(host)) return ok(undefined);
      const system = sideWord(target.configuration);
      const isMicrosoft = cloudOf(host) !== undefined;
      const may = await ask('host/confirm', { ...about, side: target.side, system, isMicrosoft });
      if (may) confirmed.add(host);
      return may ? ok(undefined) : notConfirmed(target);
    },
    authorize: (target) => signIns.authorize(target),
    accountOf: (target) => signIns.accountOf(target),
    forget() {
      confirmed.clear();
      signIns.forget();
    },
  };
}

function notSignedIn({ configuration }: ServiceTarget): ConnectorError {
  const message = `Nobody is signed in to ${serviceName(configuration)}. Run the command Sign In.`;
  return { code: 'UNAUTHORIZED', message };
}

function notConfirmed({ configuration, environment, side }: ServiceTarget): Result<void, ConnectorError> {
  const { host } = hostOf(configuration);
  const message = `The ${side} side of ${environment} is at ${host}, and nobody has confirmed that Tandem may connect there. Run the command Sign In, and confirm it.`;
  return err({ code: 'HOST_NOT_CONFIRMED', message });
}
