import type { ExactJson } from './exactJson';
import { exactJsonText, isExactList, isExactObject, JsonNumeral, parseExactJson } from './exactJson';

/** One request among those of a batch. The URL is relative to where the batch is sent. */
export interface BatchRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: ExactJson;
}

export interface BatchAnswer {
  readonly status: number;
  readonly body: ExactJson | undefined;
}

/** The body of a JSON `$batch` (OData JSON Format 4.01, section 19). Requests are known by their place. */
export function jsonBatchText(requests: readonly BatchRequest[]): string {
  return exactJsonText({
    requests: requests.map(({ method, url, headers, body }, index) => ({
      id: String(index),
      method,
      url,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body }),
    })),
  });
}

/**
 * The answers in the order of the requests; undefined where one has none. Undefined altogether where the text is no answer to a
 * batch. A service may answer in any order, and leave out what it did not come to.
 */
export function parseJsonBatch(text: string, count: number): readonly (BatchAnswer | undefined)[] | undefined {
  const document = parseExactJson(text);
  const responses = isExactObject(document) ? document['responses'] : undefined;
  if (!isExactList(responses)) return undefined;
  const answers = Array.from({ length: count }, (): BatchAnswer | undefined => undefined);
  for (const response of responses) {
    if (!isExactObject(response)) return undefined;
    const place = Number(plain(response['id']));
    const status = Number(plain(response['status']));
    if (!Number.isInteger(place) || !Number.isInteger(status) || place < 0 || place >= count) return undefined;
    answers[place] = { status, body: bodyOf(response['body']) };
  }
  return answers;
}

function plain(value: ExactJson | undefined): string | undefined {
  if (value instanceof JsonNumeral) return value.text;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Some services write a body into a text instead of in place. */
function bodyOf(body: ExactJson | undefined): ExactJson | undefined {
  return typeof body === 'string' ? (parseExactJson(body) ?? body) : body;
}
