import assert from 'node:assert/strict';
import type { FakeClock } from './fakeClock';
import type { ServiceAccess, ServiceLogEntry } from '../../src/connectors/odata/serviceAccess';
import { fakeClock } from './fakeClock';
import { ok } from '../../src/core/result';
import { sequentialIds } from './sequentialIds';

/** What a service was asked. */
export interface AskedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer, what breaks instead, or a function that decides when it is asked. */
export type ScriptedAnswer =
  Response | Error | ((request: AskedRequest, signal: AbortSignal) => Response | Promise<Response>);

export interface ScriptedService {
  readonly access: ServiceAccess;
  readonly asked: readonly AskedRequest[];
  readonly log: readonly ServiceLogEntry[];
  readonly clock: FakeClock;
  /** How often the sign-in was asked for anew. */
  readonly renewals: () => number;
}

/** A service that answers from a script, one answer a request, or by a function for all. */
export function scriptedService(
  script: readonly ScriptedAnswer[] | ((request: AskedRequest) => Response),
): ScriptedService {
  const asked: AskedRequest[] = [];
  const log: ServiceLogEntry[] = [];
  const clock = fakeClock();
  let renewals = 0;
  const answer = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const request = {
      method: init.method ?? 'GET',
      url: String(input),
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? init.body : '',
    };
    asked.push(request);
    if (typeof script === 'function') return script(request);
    const next = script[asked.length - 1] ?? assert.fail(`an unexpected request: ${request.method} ${request.url}`);
    if (next instanceof Error) throw next;
    return typeof next === 'function' ? next(request, init.signal ?? new AbortController().signal) : next;
  };
  return {
    access: {
      fetch: answer,
      authorize: async ({ renew }) => {
        if (renew) renewals++;
        return ok(`Bearer secret-${renewals}`);
      },
      clock,
      ids: sequentialIds(),
      random: () => 0.5,
      log: (entry) => void log.push(entry),
    },
    asked,
    log,
    clock,
    renewals: () => renewals,
  };
}

export function jsonAnswer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return textAnswer(JSON.stringify(body), status, {
    'content-type': 'application/json; odata.metadata=minimal',
    ...headers,
  });
}

export function textAnswer(body: string, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(status === 204 ? null : body, { status, headers });
}

export function errorAnswer(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
) {
  return jsonAnswer({ error: { code, message } }, status, headers);
}

/** What fetch throws where the network fails. */
export function networkError(code: string): Error {
  return Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) });
}
