import type { WireAnswer } from './exchange';
import { isExactObject, parseExactJson, textOf } from './exactJson';

/**
 * What an answer says is wrong (OData JSON Format, section 21): the service's code and words, both empty where it said nothing
 * readable. Pages in HTML, which gateways send instead, are cut down to their title.
 */
export function readServiceError({ headers, body }: Pick<WireAnswer, 'headers' | 'body'>): {
  readonly code: string;
  readonly message: string;
} {
  if (/html/i.test(headers.get('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(body)) {
    const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1] ?? '';
    return { code: '', message: plainText(title) };
  }
  const document = parseExactJson(body);
  const error = isExactObject(document) ? document['error'] : undefined;
  // Older services speak of a text in a language.
  const inner = isExactObject(error) ? error['message'] : undefined;
  const message = textOf(error, 'message') ?? textOf(inner, 'value') ?? textOf(document, 'Message') ?? '';
  return { code: textOf(error, 'code') ?? '', message: plainText(message) };
}

function plainText(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length <= 500 ? line : `${line.slice(0, 499)}…`;
}
