import type { Exchange, WireAnswer } from './exchange';
import type { ServiceCall, ServiceFailure } from './serviceCall';
import type { ServiceClientOptions } from './createServiceClient';
import { requestIdOf } from './requestId';
import { retryAfterMs } from './retryAfter';

/** What follows from one attempt. */
export interface Judgement {
  readonly next: Next;
  /** For the log. */
  readonly note?: string;
}

export type Next =
  | { readonly kind: 'done'; readonly answer: WireAnswer }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure }
  | { readonly kind: 'signInAgain' }
  | {
      /** throttled: not carried out, and all calls have to wait · repeat: this call alone. */
      readonly kind: 'throttled' | 'repeat';
      readonly askedMs: AskedMs;
      /** The attempt may have been carried out. */
      readonly mayBeDone: boolean;
      /** The failure to give up with: where no attempt can have been carried out, and where one may have been. */
      readonly otherwise: ServiceFailure;
      readonly ifDone: ServiceFailure;
    };

/** Milliseconds that the service asked to wait, if it did. */
type AskedMs = (now: string) => number | undefined;

export interface SoFar {
  /** The sign-in was renewed for this call already. */
  readonly renewed: boolean;
}

/** Decides what an attempt means for its call: a pure function of what came back and how safe a repetition is. */
export function judgeExchange(
  exchange: Exchange,
  call: ServiceCall,
  options: Pick<ServiceClientOptions, 'name' | 'errorOf'>,
  { renewed }: SoFar,
): Judgement {
  switch (exchange.kind) {
    case 'cancelled':
      return { next: { kind: 'failed', failure: { kind: 'cancelled' } }, note: 'cancelled' };
    case 'notSent':
      return { next: lost(call, options.name, exchange.why, { mayBeDone: false }), note: exchange.why };
    case 'lost':
      return { next: lost(call, options.name, exchange.why, { mayBeDone: true }), note: exchange.why };
    case 'answered':
      return judgeAnswer(exchange.answer, call, options, renewed);
  }
}

function judgeAnswer(
  answer: WireAnswer,
  call: ServiceCall,
  options: Pick<ServiceClientOptions, 'name' | 'errorOf'>,
  renewed: boolean,
): Judgement {
  const { status } = answer;
  const { name } = options;
  if (status < 300 || status === 304) return { next: { kind: 'done', answer } };
  const failed = (failure: ServiceFailure, note: string): Judgement => ({ next: { kind: 'failed', failure }, note });
  if (status < 400) return failed(redirected(answer, name), 'redirected');
  const { code, message, verdict } = options.errorOf(answer);
  const said = message === '' ? `It answered with status ${status}` : message;
  const askedMs: AskedMs = (now) => retryAfterMs(answer.headers, now);
  if (status === 401) {
    if (!renewed) return { next: { kind: 'signInAgain' }, note: 'signs in again' };
    return failed({ kind: 'unauthorized', message: `${name} does not accept the sign-in. Sign in again.` }, 'gives up');
  }
  if (verdict === 'throttled' || status === 429) {
    const otherwise: ServiceFailure = {
      kind: 'throttled',
      message: `${name} asks for fewer requests. Tandem waits and goes on; run the synchronization later if this lasts.`,
      retryAfterMs: askedMs('') ?? 60_000,
    };
    const ifDone = mayHaveBeenDone(name, 'it asks for fewer requests');
    return { next: { kind: 'throttled', askedMs, mayBeDone: false, otherwise, ifDone }, note: 'throttled' };
  }
  const requestId = requestIdOf(answer);
  const refused: ServiceFailure = {
    kind: 'refused',
    status,
    code,
    message: said,
    ...(requestId === undefined ? {} : { requestId }),
  };
  if (verdict === 'refused') return failed(refused, 'refused');
  if (status === 403) return failed({ kind: 'forbidden', code, message: said }, 'forbidden');
  const isPassing = status >= 500 || status === 408 || verdict === 'notCarriedOut';
  if (!isPassing) return failed(refused, 'refused');

  // With a code of its own a 500 is the service's last word once repeating did not help; nothing of it was kept.
  const isFinal = status === 500 && code !== '';
  if (isFinal && call.safety === 'once') return failed(refused, 'refused');
  const next = lost(call, name, said, { mayBeDone: !isFinal && verdict !== 'notCarriedOut', askedMs });
  return { next: isFinal && next.kind === 'repeat' ? { ...next, otherwise: refused } : next, note: 'failed' };
}

function lost(
  call: ServiceCall,
  name: string,
  why: string,
  { mayBeDone, askedMs = () => undefined }: { readonly mayBeDone: boolean; readonly askedMs?: AskedMs },
): Next {
  const reason = why.replace(/[.\s]+$/, '');
  const otherwise: ServiceFailure = {
    kind: 'unreachable',
    message: `${name} cannot be reached: ${reason}. Check the connection, and run the synchronization again.`,
  };
  const ifDone = mayHaveBeenDone(name, reason);
  if (call.safety === 'once' && mayBeDone) return { kind: 'failed', failure: ifDone };
  return { kind: 'repeat', askedMs, mayBeDone, otherwise, ifDone };
}

function mayHaveBeenDone(name: string, reason: string): ServiceFailure {
  return {
    kind: 'ambiguous',
    message: `${name} may or may not have carried out a write: ${reason}. Run the synchronization again; it finds out.`,
  };
}

function redirected(answer: WireAnswer, name: string): ServiceFailure {
  return {
    kind: 'refused',
    status: answer.status,
    code: '',
    message: `${name} sends to another address, which Tandem does not follow with a sign-in. Check the address and the kind of sign-in in tandem.yaml.`,
  };
}
