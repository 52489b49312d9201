import { createServer } from 'node:http';
import { splitTarget } from './exchange';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Incoming, Reply, Service } from './exchange';

/** One request as the emulator saw it; tests count and read these. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  status: number;
  /** Requests that were under way when this one came, itself among them. */
  readonly concurrent: number;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly requests: LoggedRequest[];
  stop(): Promise<void>;
}

/** Serves on loopback only. */
export async function serve(
  service: Service,
  options: { readonly port?: number; readonly date?: () => string },
): Promise<RunningServer> {
  const requests: LoggedRequest[] = [];
  let underWay = 0;
  const server = createServer((message, response) => {
    underWay += 1;
    const ended = () => (underWay -= 1);
    response.once('close', ended);
    void answer(message, response, underWay).catch((error: unknown) => {
      // A fault of the emulator's own; a test must see it, not a hung request.
      send(response, {
        status: 500,
        headers: { 'Content-Type': 'text/plain' },
        body: `The emulator failed: ${String(error instanceof Error ? error.stack : error)}`,
      });
    });
  });
  const answer = async (message: IncomingMessage, response: ServerResponse, concurrent: number): Promise<void> => {
    const request = await readRequest(message);
    if (!request) return;
    const entry: LoggedRequest = { ...request, status: 0, concurrent };
    requests.push(entry);
    const reply = (await service(request)) ?? { status: 404, body: '' };
    entry.status = reply.status;
    const date = options.date?.();
    send(response, date === undefined ? reply : { ...reply, headers: { Date: date, ...reply.headers } });
  };
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      // Short keep-alives close connections under a client's feet; the services keep theirs for minutes.
      server.keepAliveTimeout = 120_000;
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Undefined where the client went away before it had said all. */
async function readRequest(message: IncomingMessage): Promise<Incoming | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(',') : value);
  }
  return {
    method: message.method ?? 'GET',
    ...splitTarget(message.url ?? '/'),
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
    origin: `http://${headers.get('host') ?? '127.0.0.1'}`,
  };
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: Reply): void {
  if (response.destroyed || response.headersSent) return;
  const bytes = Buffer.from(body, 'utf8');
  const noBody = status === 204 || status === 304;
  response.writeHead(status, { ...headers, ...(noBody ? {} : { 'Content-Length': String(bytes.length) }) });
  response.end(noBody ? undefined : bytes);
}
