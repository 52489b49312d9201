/** What the proxy does to a request in place of passing it on as it is. */
export type Fault =
  /** Answered in the service's place; the service never hears of it. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Passed on after so many milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Carried out; the client sees the answer's head and never its body. */
  | { readonly kind: 'stall' }
  /** Carried out; the body comes in pieces of so many bytes with a pause before each. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** The connection breaks before the service hears of the request. */
  | { readonly kind: 'resetBefore' }
  /** The connection breaks after the service has carried the request out. */
  | { readonly kind: 'resetAfter' }
  /** Carried out; the connection ends in the middle of the body. */
  | { readonly kind: 'truncate' }
  /** One part of a batch is taken out and answered in the service's place; anything else than a batch passes as it is. */
  | { readonly kind: 'failPart'; readonly part: number; readonly status: number; readonly error: string }
  /** The service gets the request twice; the client gets the second answer. */
  | { readonly kind: 'twice' }
  /** Passed on; the answer's Date is off by so many milliseconds. */
  | { readonly kind: 'skew'; readonly ms: number };

/** Too many requests, to come back after a number of seconds (RFC 9110, section 10.2.3). */
export function throttled(seconds: number): Fault {
  return { kind: 'answer', status: 429, headers: { 'Retry-After': String(seconds) }, body: '' };
}

/** Too many requests, to come back at a time: the header's other form. */
export function throttledUntil(time: Date): Fault {
  return { kind: 'answer', status: 429, headers: { 'Retry-After': time.toUTCString() }, body: '' };
}

export const signedOut: Fault = {
  kind: 'answer',
  status: 401,
  headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  body: '',
};

/** As a service says that somebody else changed the record first. */
export const changedMeanwhile: Fault = {
  kind: 'answer',
  status: 412,
  headers: { 'Content-Type': 'application/json' },
  body: errorText('0x80060882', 'The version of the existing record does not match the RowVersion property provided.'),
};

export const serverError: Fault = {
  kind: 'answer',
  status: 500,
  headers: { 'Content-Type': 'application/json' },
  body: errorText('', 'An error has occurred.'),
};

/** What a load balancer answers when nobody stands behind it: not the service's words, and not JSON. */
export const unavailablePage: Fault = {
  kind: 'answer',
  status: 503,
  headers: { 'Content-Type': 'text/html' },
  body: '<html><head><title>Service Unavailable</title></head><body><h2>The service is unavailable.</h2></body></html>',
};

export function errorText(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}
