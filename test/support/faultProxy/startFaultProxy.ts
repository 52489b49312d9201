import { createServer, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from './fault';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { cutBatch } from './batchPart';

/** Which requests a fault meets. Absent: all. */
export interface FaultRule {
  readonly fault: Fault;
  readonly method?: string;
  /** Asked about the path and query as they came. */
  readonly path?: RegExp;
  /** So many that would meet it pass first. */
  readonly after?: number;
  /** So many are met; one where absent. */
  readonly times?: number;
}

export interface ProxiedRequest {
  readonly method: string;
  readonly target: string;
  readonly fault: Fault['kind'] | undefined;
  /** Requests that were under way when this one came, itself among them. */
  readonly concurrent: number;
}

/** A proxy on loopback that misbehaves as told. */
export interface FaultProxy {
  readonly url: string;
  /** In the order of arrival. */
  readonly requests: readonly ProxiedRequest[];
  /** Rules hold until they are used up; the first that meets a request has it. */
  inject(rule: FaultRule): void;
  /** Forgets rules and requests. */
  reset(): void;
  stop(): Promise<void>;
}

interface ActiveRule extends FaultRule {
  passed: number;
  met: number;
}

/** Stands in front of a service at `target` (an origin). Links in answers lead back through the proxy, since its host is passed on. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let rules: ActiveRule[] = [];
  let requests: ProxiedRequest[] = [];
  let underWay = 0;
  const server = createServer((message, response) => {
    const method = message.method ?? 'GET';
    const path = message.url ?? '/';
    const fault = faultFor(rules, method, path);
    requests.push({ method, target: path, fault: fault?.kind, concurrent: ++underWay });
    response.once('close', () => underWay--);
    handle({ target, message, response, fault }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Connections that are closed while they are idle would be a fault that nobody asked for.
  server.keepAliveTimeout = 120_000;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    inject: (rule) => void rules.push({ ...rule, passed: 0, met: 0 }),
    reset() {
      rules = [];
      requests = [];
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function faultFor(rules: readonly ActiveRule[], method: string, target: string): Fault | undefined {
  for (const rule of rules) {
    if (rule.method !== undefined && rule.method !== method) continue;
    if (rule.path && !rule.path.test(target)) continue;
    if (rule.passed < (rule.after ?? 0)) {
      rule.passed++;
      continue;
    }
    if (rule.met >= (rule.times ?? 1)) continue;
    rule.met++;
    return rule.fault;
  }
  return undefined;
}

interface Exchange {
  readonly target: string;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: Fault | undefined;
}

async function handle({ target, message, response, fault }: Exchange): Promise<void> {
  if (fault?.kind === 'resetBefore') {
    message.socket.resetAndDestroy();
    return;
  }
  const body = await bytesOf(message);
  const pass = (bytes: Buffer) => forward(target, message, bytes);
  switch (fault?.kind) {
    case undefined:
      return send(response, await pass(body));
    case 'answer':
      return send(response, {
        status: fault.status,
        headers: fault.headers ?? {},
        body: Buffer.from(fault.body ?? ''),
      });
    case 'delay':
      await pause(fault.ms);
      return send(response, await pass(body));
    case 'stall':
      return sendHead(response, await pass(body));
    case 'drip':
      return drip(response, await pass(body), fault);
    case 'resetAfter':
      await pass(body);
      message.socket.resetAndDestroy();
      return;
    case 'truncate':
      return truncate(response, await pass(body));
    case 'failPart':
      return send(response, await passWithoutPart(pass, message.headers, body, fault));
    case 'twice':
      await pass(body);
      return send(response, await pass(body));
    case 'skew': {
      const answer = await pass(body);
      const date = new Date(Date.parse(answer.headers['date']?.toString() ?? '') + fault.ms).toUTCString();
      return send(response, { ...answer, headers: { ...answer.headers, date } });
    }
  }
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

async function passWithoutPart(
  pass: (bytes: Buffer) => Promise<Answer>,
  headers: IncomingHttpHeaders,
  body: Buffer,
  fault: Extract<Fault, { kind: 'failPart' }>,
): Promise<Answer> {
  const batch = cutBatch(headers['content-type'] ?? '', body.toString('utf8'), fault.part, fault);
  if (!batch) return pass(body);
  const answer = await pass(Buffer.from(batch.body));
  if (answer.status >= 300) return answer;
  const contentType = answer.headers['content-type']?.toString() ?? '';
  return { ...answer, body: Buffer.from(batch.putBack({ contentType, body: answer.body.toString('utf8') })) };
}

function forward(target: string, message: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...message.headers, 'content-length': String(body.length) };
    const sent = sendRequest(`${target}${message.url ?? '/'}`, { method: message.method, headers }, (answer) => {
      bytesOf(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes }),
        reject,
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function sendHead(response: ServerResponse, { status, headers, body }: Answer): void {
  const hasBody = status !== 204 && status !== 304;
  // What belongs to the connection behind the proxy says nothing about the one before it.
  const kept = Object.entries(headers).filter(([name]) => name !== 'connection' && name !== 'transfer-encoding');
  response.writeHead(status, {
    ...Object.fromEntries(kept),
    ...(hasBody && { 'content-length': String(body.length) }),
  });
  response.flushHeaders();
}

function send(response: ServerResponse, answer: Answer): void {
  sendHead(response, answer);
  response.end(answer.body);
}

/** An answer without a body has nothing to lose but its end. */
function truncate(response: ServerResponse, answer: Answer): void {
  if (answer.body.length === 0) {
    response.destroy();
    return;
  }
  sendHead(response, answer);
  response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => response.destroy());
}

async function drip(
  response: ServerResponse,
  answer: Answer,
  { bytes, everyMs }: Extract<Fault, { kind: 'drip' }>,
): Promise<void> {
  sendHead(response, answer);
  for (let at = 0; at < answer.body.length && !response.destroyed; at += bytes) {
    await pause(everyMs);
    response.write(answer.body.subarray(at, at + bytes));
  }
  response.end();
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
