import type { SourceEntry, SourceMap, SourceNode } from '../sourceTree';
import type { TextChange } from './textChange';
import { lineEndOf } from './textChange';

/** Adds `key: value`, on one line, behind the entry `after`: on a line of its own, or between the braces. */
export function insertEntry(
  text: string,
  map: SourceMap,
  line: string,
  after: SourceEntry | undefined = map.entries.at(-1),
): TextChange {
  if (!after) {
    const at = map.range.start.offset + 1;
    return { start: at, end: at, newText: ` ${line} ` };
  }
  const end = endOfEntry(text, after);
  if (map.flow) return { start: end, end, newText: `, ${line}` };
  return insertLine(text, end, `${' '.repeat(after.key.range.start.column - 1)}${line}`);
}

/** Puts a line below the one that holds `offset`; a comment behind it stays there. */
export function insertLine(text: string, offset: number, line: string): TextChange {
  const eol = lineEndOf(text);
  // The text of a block scalar ends with its line break.
  if (text[offset - 1] === '\n') return { start: offset, end: offset, newText: `${line}${eol}` };
  const at = endOfLine(text, offset);
  return { start: at, end: at, newText: `${eol}${line}` };
}

/** Takes an entry away, with its line; a comment behind it stays. Undefined where only a person can tell how the rest is to stand. */
export function removeEntry(text: string, map: SourceMap, entry: SourceEntry): TextChange | undefined {
  const index = map.entries.indexOf(entry);
  const [previous, next] = [map.entries[index - 1], map.entries[index + 1]];
  const [start, end] = [entry.key.range.start.offset, endOfEntry(text, entry)];
  if (map.flow && previous) {
    const from = endOfEntry(text, previous);
    return cleanCut(text, from, end, [from, start]);
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const sharesLine = text.slice(lineStart, start).trim() !== '';
  // The dash before the first key of an item needs something behind it.
  if (sharesLine || map.flow) {
    const to = next?.key.range.start.offset;
    return to === undefined ? undefined : cleanCut(text, start, to, [end, to]);
  }
  if (map.entries.length === 1) return undefined;
  if (text[end - 1] === '\n') return { start: lineStart, end, newText: '' };
  const rest = text.slice(end, endOfLine(text, end));
  const comment = rest.indexOf('#');
  if (comment >= 0) return { start, end: end + comment, newText: '' };
  const lineEnd = text.indexOf('\n', end);
  // At the end of the text the line goes with the break before it.
  return lineEnd >= 0
    ? { start: lineStart, end: lineEnd + 1, newText: '' }
    : { start: Math.max(0, lineStart - 1), end: text.length, newText: '' };
}

/** Puts another value behind a key, which may have had none. */
export function replaceEntryValue(text: string, { key, value }: SourceEntry, newText: string): TextChange {
  if (!isAbsent(key, value)) return { start: value.range.start.offset, end: value.range.end.offset, newText };
  const at = endOfEntry(text, { key, value });
  return { start: at, end: at, newText: ` ${newText}` };
}

/** Where what an entry says ends: behind its value, or behind the colon where there is none. */
export function endOfEntry(text: string, { key, value }: SourceEntry): number {
  return isAbsent(key, value) ? text.indexOf(':', key.range.end.offset) + 1 : value.range.end.offset;
}

/** Whether a node and all below it is written where it stands, so that a change there changes nothing else: no alias. */
export function isWrittenHere(text: string, node: SourceNode): boolean {
  if (text[node.range.start.offset] === '*' && (node.kind !== 'scalar' || node.plain)) return false;
  const within = (inner: SourceNode) => {
    const isInside =
      inner.range.start.offset >= node.range.start.offset && inner.range.end.offset <= node.range.end.offset;
    return isInside && isWrittenHere(text, inner);
  };
  if (node.kind === 'list') return node.items.every(within);
  return node.kind === 'scalar' || node.entries.every(({ key, value }) => within(key) && within(value));
}

/** Behind the last character of a line, before its line break. */
export function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' && at > offset ? at - 1 : at;
}

function isAbsent(key: SourceNode, value: SourceNode): boolean {
  return value.range.start.offset === key.range.start.offset;
}

/** The cut, unless a comment or an anchor stands in what goes along with the entry. */
function cleanCut(text: string, start: number, end: number, along: readonly [number, number]): TextChange | undefined {
  return /[#&]/.test(text.slice(...along)) ? undefined : { start, end, newText: '' };
}
