import type { CancelSignal } from '../../core/ports/cancelSignal';
import { neverCancelled } from '../../core/ports/cancelSignal';

/** One attempt as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What one attempt came to. */
export type Exchange =
  | { readonly kind: 'answered'; readonly answer: WireAnswer }
  /** No connection was made, so nothing was sent. */
  | { readonly kind: 'notSent'; readonly why: string }
  /** Sent, and no whole answer came back. */
  | { readonly kind: 'lost'; readonly why: string }
  | { readonly kind: 'cancelled' };

export interface TimeLimits {
  /** Milliseconds from sending to the answer's headers. */
  readonly answerMs: number;
  /** Milliseconds from its headers to the end of its body. */
  readonly bodyMs: number;
}

/** Starts a timer, and gives back how to call it off. */
export type StartTimer = (ms: number, callback: () => void) => () => void;

export interface ExchangePorts {
  readonly fetch: typeof fetch;
  readonly startTimer: StartTimer;
}

/** How often a signal that cannot call is asked whether it was raised. */
const lookMs = 100;

/**
 * Sends one request and reads its whole answer. Never throws, and never takes longer than the limits, also where the body stalls
 * or drips. Redirects are not followed: the sign-in goes to nobody else.
 */
export async function exchange(
  ports: ExchangePorts,
  request: WireRequest,
  limits: TimeLimits,
  cancel: CancelSignal,
): Promise<Exchange> {
  if (cancel.aborted) return { kind: 'cancelled' };
  const cut = createCut();
  const lateAfter = (ms: number, what: string) =>
    ports.startTimer(ms, () => cut.now({ kind: 'lost', why: `${what} within ${Math.ceil(ms / 1_000)} seconds` }));
  const stopLooking = onCancel(ports.startTimer, cancel, () => cut.now({ kind: 'cancelled' }));
  let stopTimer = lateAfter(limits.answerMs, 'It did not answer');
  const transfer = async (): Promise<Exchange> => {
    try {
      const response = await ports.fetch(request.url, {
        method: request.method,
        headers: request.headers,
        redirect: 'manual',
        signal: cut.signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      stopTimer();
      stopTimer = lateAfter(limits.bodyMs, 'It did not finish its answer');
      return await readAnswer(response);
    } catch (error) {
      return failedExchange(error);
    }
  };
  try {
    return await Promise.race([cut.happened, transfer()]);
  } finally {
    stopTimer();
    stopLooking();
  }
}

interface Cut {
  readonly happened: Promise<Exchange>;
  readonly signal: AbortSignal;
  now(how: Exchange): void;
}

// Resolves by itself: a fetch that does not heed its signal must not hold anybody up.
function createCut(): Cut {
  const controller = new AbortController();
  let resolve: (how: Exchange) => void = () => undefined;
  const happened = new Promise<Exchange>((settle) => (resolve = settle));
  return {
    happened,
    signal: controller.signal,
    now(how) {
      resolve(how);
      controller.abort();
    },
  };
}

async function readAnswer(response: Response): Promise<Exchange> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = new Map([...response.headers].map(([name, value]) => [name.toLowerCase(), value]));
  const body = new TextDecoder().decode(bytes);
  const declared = headers.get('content-length');
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity';
  if (isPlain && declared !== undefined && bytes.length > 0 && Number(declared) !== bytes.length) {
    return { kind: 'lost', why: 'Its answer was cut short' };
  }
  if (!isWhole(headers.get('content-type') ?? '', body)) return { kind: 'lost', why: 'Its answer was cut short' };
  return { kind: 'answered', answer: { status: response.status, headers, body } };
}

/** Whether a body of a kind that shows its end has reached it. */
function isWhole(contentType: string, body: string): boolean {
  if (body === '') return true;
  if (/^multipart\//i.test(contentType)) return /--\s*$/.test(body);
  if (!/json/i.test(contentType)) return true;
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** Causes that arise before a byte of the request has left. */
const beforeSending: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function failedExchange(error: unknown): Exchange {
  const code = causeCode(error);
  const kind = code !== undefined && beforeSending.has(code) ? 'notSent' : 'lost';
  return { kind, why: code === undefined ? 'The connection broke' : `The connection broke (${code})` };
}

// fetch wraps what happened; several addresses tried in turn wrap it once more.
function causeCode(error: unknown): string | undefined {
  for (let at = error; typeof at === 'object' && at !== null;) {
    const { code, cause, errors } = at as { code?: unknown; cause?: unknown; errors?: unknown };
    if (typeof code === 'string') return code;
    at = cause ?? (Array.isArray(errors) ? (errors[0] as unknown) : undefined);
  }
  return undefined;
}

function onCancel(startTimer: StartTimer, cancel: CancelSignal, act: () => void): () => void {
  if (cancel === neverCancelled) return () => undefined;
  if (cancel instanceof AbortSignal) {
    cancel.addEventListener('abort', act, { once: true });
    return () => cancel.removeEventListener('abort', act);
  }
  let stop = startTimer(lookMs, look);
  function look(): void {
    if (cancel.aborted) return act();
    stop = startTimer(lookMs, look);
  }
  return () => stop();
}
