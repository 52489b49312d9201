import type { LineIndex } from './lineIndex';
import type { SourceEntry, SourceNode, SourceScalar } from './sourceTree';

/** A text whose lines are read one by one. */
export interface PlainText {
  readonly text: string;
  readonly lines: LineIndex;
}

/** A key with its colon's offset. */
export interface Key {
  readonly node: SourceScalar;
  readonly end: number;
}

/** Undefined where no key begins there, or none that is plain or in simple quotes. `limit` is the line's end. */
export function readKey(reader: PlainText, start: number, limit: number): Key | undefined {
  const { text } = reader;
  const quoted = readQuoted(reader, start, limit);
  if (quoted) return isColon(text, quoted.end, limit) ? { node: quoted.node, end: quoted.end } : undefined;
  if (!mayBegin(text, start, limit)) return undefined;
  for (let at = start; at < limit && at - start < longestKey; at++) {
    if (text[at] === '#' && text[at - 1] === ' ') return undefined;
    if (!isColon(text, at, limit)) continue;
    return at > start && text[at - 1] !== ' ' ? { node: plainScalar(reader, start, at), end: at } : undefined;
  }
  return undefined;
}

/** Far less than the parser may take. */
const [deepest, longestKey] = [20, 200];

/** A node on one line, and the offset behind it. */
interface Inline {
  readonly node: SourceNode;
  readonly end: number;
}

function isColon(text: string, at: number, limit: number): boolean {
  return text[at] === ':' && (at + 1 === limit || text[at + 1] === ' ');
}

/** The value between `start` and the line's end, a comment left out. Undefined where it is none that `readPlainTree` reads. */
export function readValue(reader: PlainText, start: number, limit: number, depth: number): SourceNode | undefined {
  const { text } = reader;
  const inline = readQuoted(reader, start, limit) ?? readFlow(reader, start, limit, depth);
  if (inline) {
    let behind = inline.end;
    while (text[behind] === ' ') behind++;
    return behind >= limit || (text[behind] === '#' && behind > inline.end) ? inline.node : undefined;
  }
  if (!mayBegin(text, start, limit)) return undefined;
  let end = limit;
  for (let at = start; at < limit; at++) {
    if (isColon(text, at, limit)) return undefined;
    if (text[at] !== '#' || text[at - 1] !== ' ') continue;
    end = at;
    break;
  }
  while (text[end - 1] === ' ') end--;
  return plainScalar(reader, start, end);
}

/** Whether a plain value may begin here: signs that mean something to YAML begin none. */
function mayBegin(text: string, start: number, limit: number): boolean {
  const sign = text[start] ?? '';
  if (start >= limit || ',[]{}#&*!|>\'"%@`'.includes(sign)) return false;
  return !'-?:'.includes(sign) || (start + 1 < limit && !' ,[]{}'.includes(text[start + 1] ?? ' '));
}

function readQuoted({ text, lines }: PlainText, start: number, limit: number): (Key & Inline) | undefined {
  const quote = text[start];
  if (quote !== "'" && quote !== '"') return undefined;
  let end = start + 1;
  for (; end < limit; end++) {
    if (text[end] === '\\' && quote === '"') return undefined;
    if (text[end] !== quote) continue;
    if (quote === "'" && text[end + 1] === "'") end++;
    else break;
  }
  if (end >= limit) return undefined;
  const inside = text.slice(start + 1, end);
  const written = quote === "'" ? inside.replaceAll("''", "'") : inside;
  return { node: { kind: 'scalar', text: written, plain: false, range: lines.range(start, end + 1) }, end: end + 1 };
}

/** A group or list in brackets that close on the line. */
function readFlow(reader: PlainText, start: number, limit: number, depth: number): Inline | undefined {
  const { text, lines } = reader;
  const isMap = text[start] === '{';
  if ((!isMap && text[start] !== '[') || depth > deepest) return undefined;
  const close = isMap ? '}' : ']';
  const items: SourceNode[] = [];
  const entries: SourceEntry[] = [];
  let at = afterSpaces(text, start + 1);
  while (text[at] !== close) {
    const key = isMap ? readFlowKey(reader, at, limit) : undefined;
    if (isMap && (!key || entries.some((entry) => entry.key.text === key.node.text))) return undefined;
    const value = readFlowValue(reader, key ? afterSpaces(text, key.end + 1) : at, limit, depth);
    if (!value) return undefined;
    if (key) entries.push({ key: key.node, value: value.node });
    else items.push(value.node);
    at = afterSpaces(text, value.end);
    if (text[at] === close) break;
    if (text[at] !== ',') return undefined;
    at = afterSpaces(text, at + 1);
    if (text[at] === close) return undefined;
  }
  if (at >= limit) return undefined;
  const range = lines.range(start, at + 1);
  return { node: isMap ? { kind: 'map', entries, flow: true, range } : { kind: 'list', items, range }, end: at + 1 };
}

function readFlowKey(reader: PlainText, start: number, limit: number): Key | undefined {
  const { text } = reader;
  const quoted = readQuoted(reader, start, limit);
  if (quoted) return text[quoted.end] === ':' && text[quoted.end + 1] === ' ' ? quoted : undefined;
  const end = plainEnd(text, start, limit);
  return end !== undefined && text[end] === ':' && text[end - 1] !== ' '
    ? { node: plainScalar(reader, start, end), end }
    : undefined;
}

function readFlowValue(reader: PlainText, start: number, limit: number, depth: number): Inline | undefined {
  const { text } = reader;
  const bracketed = readQuoted(reader, start, limit) ?? readFlow(reader, start, limit, depth + 1);
  if (bracketed) return bracketed;
  let end = plainEnd(text, start, limit);
  if (end === undefined || text[end] === ':') return undefined;
  while (text[end - 1] === ' ') end--;
  return { node: plainScalar(reader, start, end), end };
}

/** Where a plain value between brackets ends: at a comma, a bracket, or the colon of a key. */
function plainEnd(text: string, start: number, limit: number): number | undefined {
  if (!mayBegin(text, start, limit)) return undefined;
  for (let at = start; at < limit && at - start < longestKey; at++) {
    const sign = text[at] ?? '';
    if (sign === '[' || sign === '{' || (sign === '#' && text[at - 1] === ' ')) return undefined;
    if (sign === ',' || sign === ']' || sign === '}') return at;
    if (sign !== ':') continue;
    const behind = text[at + 1] ?? ' ';
    if (behind === ' ') return at;
    if (',[]{}'.includes(behind) || at + 1 >= limit) return undefined;
  }
  return undefined;
}

function afterSpaces(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ') at++;
  return at;
}

function plainScalar({ text, lines }: PlainText, start: number, end: number): SourceScalar {
  return { kind: 'scalar', text: text.slice(start, end), plain: true, range: lines.range(start, end) };
}
