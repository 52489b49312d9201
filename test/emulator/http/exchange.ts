import { printJson } from './exactJson';
import type { Json } from './exactJson';

/** A request as services see it, whether it came by itself or as a part of a batch. */
export interface Incoming {
  readonly method: string;
  /** Decoded, without the query: `/api/data/v9.2/accounts`. */
  readonly path: string;
  /** As it came: `$select=name&$top=1`. */
  readonly query: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** `http://127.0.0.1:1234`, as the client called the server: absolute links are made of it. */
  readonly origin: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Part of a service: answers, or undefined where the request is none of its own. */
export type Service = (request: Incoming) => Reply | undefined | Promise<Reply | undefined>;

export function jsonReply(status: number, body: Json, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0', ...headers },
    body: printJson(body),
  };
}

/** A target as it stands in a request line or a batch part: absolute, or from the root. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const local = target.replace(/^https?:\/\/[^/]+/, '');
  const mark = local.indexOf('?');
  const [path, query] = mark === -1 ? [local, ''] : [local.slice(0, mark), local.slice(mark + 1)];
  return { path: decoded(path), query };
}

/** `return=representation` and its like, by name; a preference without a value is empty. */
export function preferences(request: Incoming): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of splitUnquoted(request.headers.get('prefer') ?? '')) {
    const [name = '', value = ''] = part.split(/=(.*)/s);
    if (name.trim() !== '') found.set(name.trim(), value.trim().replace(/^"|"$/g, ''));
  }
  return found;
}

function splitUnquoted(text: string): string[] {
  return text.match(/(?:"[^"]*"|[^,;"])+/g) ?? [];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
