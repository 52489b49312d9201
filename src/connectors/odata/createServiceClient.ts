import type { CancelSignal } from '../../core/ports/cancelSignal';
import type { Exchange, StartTimer, TimeLimits, WireAnswer } from './exchange';
import type { GateLimits, GateTicket } from './callGate';
import type { Next } from './judgeExchange';
import type { Result } from '../../core/result';
import type { ServiceAccess } from './serviceAccess';
import type { ServiceAnswer, ServiceCall, ServiceClient, ServiceFailure } from './serviceCall';
import { createCallGate } from './callGate';
import { err, ok } from '../../core/result';
import { exchange } from './exchange';
import { judgeExchange } from './judgeExchange';
import { requestIdOf } from './requestId';
import { loggedPath, resolveUrl } from './serviceUrl';
import { sleepUnlessCancelled } from './sleepUnlessCancelled';

export interface ServiceClientOptions {
  /** What the service is called in messages, such as `Dataverse (contoso.crm.dynamics.com)`. */
  readonly name: string;
  /** Absolute, ends with `/`. Calls are relative to it, and links must stay on its origin. */
  readonly root: string;
  readonly limits: GateLimits;
  readonly timeLimits: TimeLimits;
  /** Sent with every call that does not say otherwise. */
  readonly headers: Readonly<Record<string, string>>;
  /** Reads what the service says where it refuses. */
  readonly errorOf: (answer: WireAnswer) => ServiceError;
  /** Timers for the time limits; the machine's own where absent. */
  readonly startTimer?: StartTimer;
}

export interface ServiceError {
  /** The service's own code, empty where it gave none. */
  readonly code: string;
  /** For people; without the noise of ids. Empty where nothing readable was said. */
  readonly message: string;
  /** throttled, whatever its status · notCarriedOut: surely, and worth repeating · refused: final, whatever its status. */
  readonly verdict?: 'throttled' | 'notCarriedOut' | 'refused';
}

const attempts = 5;
const firstWaitMs = 500;
const longestWaitMs = 30_000;
/** Being throttled costs attempts of its own, and no more time than this in one call. */
const throttledAttempts = 10;
const longestThrottledMs = 300_000;
/**
 * A write that may not arrive twice is not sent later than this: from its call on it is counted when a write whose answer was lost
 * cannot arrive any more (port `ConnectorCapabilities.writeTimeLimitMs`).
 */
const longestUnsentMs = 600_000;

/**
 * Speaks HTTP to one service (port `ServiceClient`). A call is repeated where that can do no harm: when it surely was not carried
 * out (429, no connection), and reads and repeatable writes also after a lost answer or a server's error. All calls of a client
 * share its concurrency and its waits.
 */
export function createServiceClient(access: ServiceAccess, options: ServiceClientOptions): ServiceClient {
  const client: Client = {
    access,
    options,
    gate: createCallGate(options.limits),
    quietUntilMs: 0,
  };
  return { call: (call, cancel) => callService(client, call, cancel) };
}

interface Client {
  readonly access: ServiceAccess;
  readonly options: ServiceClientOptions;
  readonly gate: ReturnType<typeof createCallGate>;
  /** On the monotonic clock: until then the service asked all calls to wait. */
  quietUntilMs: number;
}

async function callService(
  client: Client,
  call: ServiceCall,
  cancel: CancelSignal,
): Promise<Result<ServiceAnswer, ServiceFailure>> {
  const { access, options } = client;
  const url = resolveUrl(options.root, call.url);
  if (url === undefined) return err(strangeLink(options.name));
  const requestId = access.ids.guid();
  let failures = 0;
  let throttled = 0;
  let throttledMs = 0;
  let mayBeDone = false;
  let renew = false;
  const beganMs = access.clock.monotonicMs();
  for (let attempt = 1; ; attempt++) {
    const sent = await sendOnce(client, call, { url, requestId, attempt, renew, beganMs }, cancel);
    if (!sent.ok) return sent;
    const { next, note } = judgeExchange(sent.value.exchange, call, options, { renewed: renew });
    const wait = waitFor(next);
    log(client, call, sent.value, { attempt, note: wait === undefined ? note : `${note}, waits ${wait} ms` });
    if (next.kind === 'done') return ok({ ...next.answer, repeated: mayBeDone });
    if (next.kind === 'failed') {
      return err(mayBeDone && next.failure.kind === 'refused' ? { ...next.failure, repeated: true } : next.failure);
    }
    if (next.kind === 'signInAgain') {
      renew = true;
      continue;
    }
    mayBeDone ||= next.mayBeDone;
    const giveUp = () => err(mayBeDone && call.safety !== 'read' ? next.ifDone : next.otherwise);
    if (next.kind === 'throttled') {
      throttledMs += wait ?? 0;
      if (++throttled >= throttledAttempts || throttledMs > longestThrottledMs) return giveUp();
      client.quietUntilMs = Math.max(client.quietUntilMs, access.clock.monotonicMs() + (wait ?? 0));
    } else {
      if (++failures >= attempts) return giveUp();
      if (!(await sleepUnlessCancelled(access.clock, wait ?? 0, cancel))) return err({ kind: 'cancelled' });
    }
  }

  function waitFor(next: Next): number | undefined {
    if (next.kind !== 'throttled' && next.kind !== 'repeat') return undefined;
    const asked = next.askedMs(access.clock.now());
    const own = Math.min(longestWaitMs, firstWaitMs * 2 ** (failures + throttled));
    // Half of a wait of our own, and a little more than what was asked, are left to chance.
    return Math.round(asked === undefined ? own * (0.5 + access.random() / 2) : asked + access.random() * firstWaitMs);
  }
}

interface Sent {
  readonly exchange: Exchange;
  readonly durationMs: number;
}

async function sendOnce(
  client: Client,
  call: ServiceCall,
  how: {
    readonly url: string;
    readonly requestId: string;
    readonly attempt: number;
    readonly renew: boolean;
    readonly beganMs: number;
  },
  cancel: CancelSignal,
): Promise<Result<Sent, ServiceFailure>> {
  const { access, options } = client;
  const { clock } = access;
  const ticket = await client.gate.enter();
  try {
    const quietMs = client.quietUntilMs - clock.monotonicMs();
    if (quietMs > 0 && !(await sleepUnlessCancelled(clock, quietMs, cancel))) return err({ kind: 'cancelled' });
    if (cancel.aborted) return err({ kind: 'cancelled' });
    if (call.safety === 'once' && clock.monotonicMs() - how.beganMs > longestUnsentMs)
      return err(tooLate(options.name));
    const authorization = await access.authorize({ renew: how.renew });
    if (!authorization.ok) return err({ kind: 'notSignedIn', error: authorization.error });
    const headers = {
      ...options.headers,
      ...call.headers,
      'client-request-id': how.requestId,
      Authorization: authorization.value,
    };
    const { method, body } = call;
    const request = { method, url: how.url, headers, ...(body === undefined ? {} : { body }) };
    const ports = { fetch: access.fetch, startTimer: options.startTimer ?? startTimer };
    const startedMs = clock.monotonicMs();
    const exchanged = await exchange(ports, request, options.timeLimits, cancel);
    tellGate(ticket, exchanged, options);
    return ok({ exchange: exchanged, durationMs: clock.monotonicMs() - startedMs });
  } finally {
    ticket.leave();
  }
}

function tellGate(ticket: GateTicket, exchanged: Exchange, { errorOf }: ServiceClientOptions): void {
  if (exchanged.kind !== 'answered') return;
  const { status } = exchanged.answer;
  if (status < 400) ticket.succeeded();
  else if (status === 429 || status === 503 || errorOf(exchanged.answer).verdict === 'throttled') ticket.throttled();
}

function log(
  { access }: Client,
  call: ServiceCall,
  sent: Sent,
  { attempt, note }: { readonly attempt: number; readonly note: string | undefined },
): void {
  const answer = sent.exchange.kind === 'answered' ? sent.exchange.answer : undefined;
  const requestId = answer && requestIdOf(answer);
  access.log({
    method: call.method,
    path: loggedPath(call.url),
    ...(answer === undefined ? {} : { status: answer.status }),
    durationMs: Math.round(sent.durationMs),
    attempt,
    ...(requestId === undefined ? {} : { requestId }),
    ...(note === undefined ? {} : { note }),
  });
}

function tooLate(name: string): ServiceFailure {
  const message = `${name} was too busy for ten minutes, so that this was not sent. Run the synchronization again later.`;
  return { kind: 'unreachable', message };
}

function strangeLink(name: string): ServiceFailure {
  return {
    kind: 'refused',
    status: 0,
    code: '',
    message: `${name} sent a link to another host, which Tandem does not follow. Check the address in tandem.yaml.`,
  };
}

function startTimer(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}
