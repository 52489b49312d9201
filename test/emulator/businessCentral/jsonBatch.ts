import { isJsonObject, parseJson, printJson } from '../http/exactJson';
import { jsonReply, splitTarget } from '../http/exchange';
import { BusinessCentralError, badRequest } from './businessCentralError';
import type { Json, JsonObject } from '../http/exactJson';
import type { Incoming, Reply } from '../http/exchange';
import type { Company, Installation } from './installation';

/**
 * `$batch` in JSON: at most 100 operations (administration/operational-limits-online). With `Isolation: snapshot` all of it is
 * one transaction, and yet those before the failed one are answered as if they had been done (webservices/use-odata-batch).
 */
export function runJsonBatch(
  installation: Installation,
  request: Incoming,
  root: string,
  carry: (request: Incoming) => Reply,
): Reply {
  const body = parseJson(request.body);
  const requests = isJsonObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests)) throw badRequest('Invalid Request Body');
  if (requests.length > 100) {
    throw new BusinessCentralError(
      400,
      'BadRequest',
      `The batch request contains ${requests.length} operations, which exceeds the maximum of 100.`,
    );
  }
  const goesOn = /odata\.continue-on-error(?!\s*=\s*false)/.test(request.headers.get('prefer') ?? '');
  const snapshot = request.headers.get('isolation')?.toLowerCase() === 'snapshot';
  const run = (takeBack?: () => void): readonly Json[] => {
    const responses: Json[] = [];
    for (const each of requests as readonly Json[]) {
      if (!isJsonObject(each)) throw badRequest('Invalid Request Body');
      const reply = carry(requestIn(request, root, each));
      responses.push(responseFor(each, reply));
      if (reply.status < 400) continue;
      takeBack?.();
      if (snapshot || !goesOn) break;
    }
    return responses;
  };
  const responses = snapshot ? inAll(installation.companies, run) : run();
  return jsonReply(200, { responses }, {});
}

/** One transaction over all companies: a batch may write to several. */
function inAll(companies: readonly Company[], run: (takeBack: () => void) => readonly Json[]): readonly Json[] {
  const [first, ...others] = companies;
  if (!first) return run(() => undefined);
  return first.data.transaction((takeBack) =>
    inAll(others, (takeBackOthers) =>
      run(() => {
        takeBack();
        takeBackOthers();
      }),
    ),
  );
}

function requestIn(request: Incoming, root: string, each: JsonObject): Incoming {
  const url = typeof each['url'] === 'string' ? each['url'] : '';
  const own = isJsonObject(each['headers']) ? each['headers'] : {};
  const headers = new Map<string, string>();
  for (const name of ['accept-language', 'company', 'data-access-intent']) {
    const value = request.headers.get(name);
    if (value !== undefined) headers.set(name, value);
  }
  for (const [name, value] of Object.entries(own))
    if (typeof value === 'string') headers.set(name.toLowerCase(), value);
  const absolute = /^(https?:|\/)/.test(url) ? url : `${splitTarget(root).path}/${url}`;
  const { path, query } = splitTarget(absolute);
  const content = each['body'];
  return {
    method: typeof each['method'] === 'string' ? each['method'].toUpperCase() : '',
    path,
    query,
    headers,
    body: content === undefined ? '' : printJson(content),
    origin: request.origin,
  };
}

function responseFor(each: JsonObject, { status, headers = {}, body = '' }: Reply): JsonObject {
  const id = each['id'] ?? null;
  const shown = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const content = body === '' ? undefined : parseJson(body);
  return { id, status: statusNumber(status), headers: shown, ...(content === undefined ? {} : { body: content }) };
}

function statusNumber(status: number): Json {
  return parseJson(String(status)) ?? null;
}
