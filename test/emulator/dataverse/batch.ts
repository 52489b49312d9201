import { splitTarget } from '../http/exchange';
import { boundaryOf, parseMultipart, printMultipart, splitHead } from '../http/multipart';
import { preferences } from '../http/exchange';
import { DataverseError } from './dataverseError';
import type { Incoming, Reply } from '../http/exchange';
import type { Part } from '../http/multipart';
import type { Organization } from './organization';

/** Carries out one request of a batch; refusals are replies. */
export type Carry = (request: Incoming, contentIds: ReadonlyMap<string, string>) => Reply;

/**
 * `$batch`: multipart only, at most 1,000 requests, one after the other; stops at the first that fails unless asked to go on; a
 * change set is one transaction. Page: webapi/execute-batch-operations-using-web-api.
 */
export function runBatch(organization: Organization, request: Incoming, carry: Carry): Reply {
  const boundary = boundaryOf(request.headers.get('content-type'));
  const parts = boundary === undefined ? undefined : parseMultipart(request.body, boundary);
  if (!parts) {
    throw new DataverseError(
      400,
      '0x80060888',
      'The message is not a valid multipart/mixed batch: its last boundary is missing.',
    );
  }
  const changeSets = parts.map(changeSetOf);
  const count = changeSets.reduce((sum, set) => sum + (set?.length ?? 1), 0);
  if (count > 1000) {
    throw new DataverseError(
      400,
      '0x80060891',
      `The maximum number of operations in a batch is 1000; this one has ${count}.`,
    );
  }
  const goesOn = preferences(request).has('odata.continue-on-error');
  const answered: { readonly head: string; readonly content: string }[] = [];
  for (const [index, part] of parts.entries()) {
    const set = changeSets[index];
    const failed = set
      ? runChangeSet(organization, request, set, carry, answered)
      : runPart(request, part, carry, answered);
    if (failed && !goesOn) break;
  }
  // The first failure is the whole batch's status, where the batch ends with it.
  const stopped = !goesOn && answered.length > 0 ? failureStatus(answered.at(-1)?.content) : undefined;
  return answer(organization, answered, stopped ?? 200);
}

function runPart(
  request: Incoming,
  part: Part,
  carry: Carry,
  answered: { readonly head: string; readonly content: string }[],
): boolean {
  const reply = carry(requestIn(request, part), new Map());
  answered.push({ head: partHead(part), content: printReply(reply) });
  return reply.status >= 400;
}

function runChangeSet(
  organization: Organization,
  request: Incoming,
  set: readonly Part[],
  carry: Carry,
  answered: { readonly head: string; readonly content: string }[],
): boolean {
  const contentIds = new Map<string, string>();
  const done: { readonly head: string; readonly content: string }[] = [];
  const failed = organization.data.transaction(
    (takeBack): { readonly part: Part; readonly reply: Reply } | undefined => {
      for (const part of set) {
        const inner = requestIn(request, part, contentIds);
        const reply = inner.method === 'GET' ? refusedRead() : carry(inner, contentIds);
        if (reply.status >= 400) {
          takeBack();
          return { part, reply };
        }
        const id = part.headers.get('content-id');
        const entity = reply.headers?.['OData-EntityId'];
        if (id !== undefined && entity !== undefined) contentIds.set(id, entity);
        done.push({ head: partHead(part), content: printReply(reply) });
      }
      return undefined;
    },
  );
  if (failed) {
    // Of a change set that failed only the failure is told, and not as a set.
    answered.push({ head: partHead(failed.part), content: printReply(failed.reply) });
    return true;
  }
  const boundary = `changesetresponse_${organization.newId()}`;
  answered.push({
    head: `Content-Type: multipart/mixed; boundary=${boundary}`,
    content: printMultipart(boundary, done).replace(/\r\n$/, ''),
  });
  return false;
}

function refusedRead(): Reply {
  const message = 'GET requests are not allowed in a change set.';
  return {
    status: 400,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ error: { code: '0x80060888', message } }),
  };
}

/** Where the part is a change set: its parts. */
function changeSetOf(part: Part): readonly Part[] | undefined {
  const boundary = boundaryOf(part.headers.get('content-type'));
  if (boundary === undefined) return undefined;
  const parts = parseMultipart(part.content, boundary);
  if (!parts) throw new DataverseError(400, '0x80060888', 'The change set is not valid: its last boundary is missing.');
  return parts;
}

/** `POST /api/data/v9.2/accounts HTTP/1.1`, its headers and its body. `$1` stands for what an earlier part made. */
function requestIn(request: Incoming, part: Part, contentIds: ReadonlyMap<string, string> = new Map()): Incoming {
  const [line = '', ...rest] = part.content.replace(/^\n+/, '').split('\n');
  const [, method = '', target = ''] = /^([A-Z]+) (.+?)(?: HTTP\/1\.1)?\s*$/.exec(line) ?? [];
  if (method === '') throw new DataverseError(400, '0x80060888', `Invalid request line in a batch: '${line}'.`);
  if (target.endsWith('/$batch')) throw new DataverseError(400, '0x80060888', 'A batch must not hold other batches.');
  const known = /^\/?\$(\w+)/.exec(target)?.[1];
  const entity = known === undefined ? undefined : contentIds.get(known);
  const whole = entity === undefined ? target : target.replace(/^\/?\$\w+/, entity);
  const inner = splitHead(rest.join('\n'));
  const root = /^\/api\/data\/v[\d.]+/.exec(request.path)?.[0] ?? '';
  const { path, query } = splitTarget(/^(https?:|\/)/.test(whole) ? whole : `${root}/${whole}`);
  return { method, path, query, headers: inner.headers, body: inner.content, origin: request.origin };
}

function partHead(part: Part): string {
  const id = part.headers.get('content-id');
  return `Content-Type: application/http\r\nContent-Transfer-Encoding: binary${id === undefined ? '' : `\r\nContent-ID: ${id}`}`;
}

function printReply({ status, headers = {}, body = '' }: Reply): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${statusWords[status] ?? 'Error'}\r\n${lines.join('')}\r\n${body}`;
}

function failureStatus(content: string | undefined): number | undefined {
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(content ?? '')?.[1] ?? 200);
  return status >= 400 ? status : undefined;
}

function answer(
  organization: Organization,
  parts: readonly { readonly head: string; readonly content: string }[],
  status: number,
): Reply {
  const boundary = `batchresponse_${organization.newId()}`;
  return {
    status,
    headers: { 'Content-Type': `multipart/mixed; boundary=${boundary}`, 'OData-Version': '4.0' },
    body: printMultipart(boundary, parts),
  };
}

const statusWords: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};
