import type { LooseScalar } from './looseTree';

/**
 * Reads one scalar that begins at `start` and ends at the latest at `limit`, the end of its line. Between brackets a plain scalar ends
 * at a comma or a bracket too. A quote that is not closed reaches to the end of the line.
 */
export function readLooseScalar(text: string, start: number, limit: number, flow: boolean): LooseScalar {
  const sign = text.charAt(start);
  if (start < limit && (sign === "'" || sign === '"')) return readQuoted(text, start, limit, sign);
  const end = endOfPlain(text, start, limit, flow);
  return { kind: 'scalar', text: text.slice(start, end), quote: '', start, end };
}

/** Where a key's colon stands behind a scalar; undefined where none follows. */
export function colonAfter(text: string, scalar: LooseScalar, limit: number, flow: boolean): number | undefined {
  const at = skipSpaces(text, scalar.end, limit);
  if (at >= limit || text.charAt(at) !== ':') return undefined;
  // Between brackets a quoted key needs no space behind its colon.
  return scalar.quote !== '' || endsKey(text, at, limit, flow) ? at : undefined;
}

export function skipSpaces(text: string, start: number, limit: number): number {
  let at = start;
  while (at < limit && (text.charAt(at) === ' ' || text.charAt(at) === '\t')) at += 1;
  return at;
}

function readQuoted(text: string, start: number, limit: number, quote: "'" | '"'): LooseScalar {
  const end = endOfQuoted(text, start, limit, quote);
  const isClosed = end - start > 1 && text.charAt(end - 1) === quote;
  const inside = text.slice(start + 1, isClosed ? end - 1 : end);
  return { kind: 'scalar', text: quote === "'" ? inside.replaceAll("''", "'") : unescaped(inside), quote, start, end };
}

/** Behind the closing quote, or the end of the line. */
function endOfQuoted(text: string, start: number, limit: number, quote: string): number {
  for (let at = start + 1; at < limit; at++) {
    const char = text.charAt(at);
    const next = at + 1 < limit ? text.charAt(at + 1) : '';
    const isEscape = quote === '"' ? char === '\\' : char === quote && next === quote;
    if (isEscape) at += 1;
    else if (char === quote) return at + 1;
  }
  return limit;
}

/** The escapes that YAML shares with JSON; others stay as they are written. */
function unescaped(inside: string): string {
  if (!inside.includes('\\')) return inside;
  try {
    const said: unknown = JSON.parse(`"${inside}"`);
    return typeof said === 'string' ? said : inside;
  } catch {
    return inside;
  }
}

function endOfPlain(text: string, start: number, limit: number, flow: boolean): number {
  let end = start;
  for (let at = start; at < limit; at++) {
    const char = text.charAt(at);
    if (char === ':' && endsKey(text, at, limit, flow)) break;
    if (char === '#' && at > start && isSpace(text.charAt(at - 1))) break;
    if (flow && ',[]{}'.includes(char)) break;
    if (!isSpace(char)) end = at + 1;
  }
  return end;
}

function endsKey(text: string, colon: number, limit: number, flow: boolean): boolean {
  const next = text.charAt(colon + 1);
  return colon + 1 >= limit || isSpace(next) || (flow && ',[]{}'.includes(next));
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t';
}
