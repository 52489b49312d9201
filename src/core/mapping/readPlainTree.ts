import type { LineIndex } from './lineIndex';
import type { Key, PlainText } from './plainLine';
import { readKey, readValue } from './plainLine';
import type { SourceEntry, SourceNode, SourceScalar } from './sourceTree';

/**
 * Reads YAML as nearly every mapping file has it: groups and lists by indentation, values on the line of their key, brackets that close
 * on their line. Undefined for anything else, right or wrong: `readSourceTree` then asks the parser, which takes some fifteen times as long.
 * What is read here is to the last offset what the parser would have given; a property test holds it to that.
 */
export function readPlainTree(text: string, lines: LineIndex): SourceNode | undefined {
  const content = contentLines(text);
  if (!content || content.length === 0) return undefined;
  const reader: Reader = { text, lines, content };
  const block = readBlock(reader, 0, 0);
  return block?.next === content.length ? block.node : undefined;
}

interface Reader extends PlainText {
  /** Without blank lines and comments. */
  readonly content: readonly ContentLine[];
}

interface ContentLine {
  /** Offset of the line's first character that is no space. */
  readonly start: number;
  /** Offset behind its last one, line break and spaces left out. */
  readonly end: number;
  /** Spaces before `start`. */
  readonly indent: number;
}

/** A node, and the index of the first content line behind it. */
interface Block {
  readonly node: SourceNode;
  readonly next: number;
}

/** Far less deep than the parser may go. */
const [deepest, widestIndent] = [20, 100];

/** Undefined where a character stands that means something else somewhere: tabs, lone CR, other controls, a byte order mark. */
function contentLines(text: string): readonly ContentLine[] | undefined {
  if (notPlain.test(text)) return undefined;
  const found: ContentLine[] = [];
  for (let from = 0; from < text.length;) {
    const feed = text.indexOf('\n', from);
    const behind = feed < 0 ? text.length : feed;
    let start = from;
    while (start < behind && text[start] === ' ') start++;
    let end = text[behind - 1] === '\r' ? behind - 1 : behind;
    while (end > start && text[end - 1] === ' ') end--;
    if (start < end && text[start] !== '#') found.push({ start, end, indent: start - from });
    from = behind + 1;
  }
  return found;
}

// eslint-disable-next-line no-control-regex
const notPlain = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]|\r(?!\n)|^(?:---|\.\.\.)/m;

function readBlock(reader: Reader, index: number, depth: number): Block | undefined {
  const line = reader.content[index];
  if (!line || depth > deepest || line.indent > widestIndent) return undefined;
  return beginsItem(reader, line)
    ? readList(reader, index, line.indent, depth)
    : readMap(reader, index, line.start, line.indent, depth);
}

function beginsItem({ text }: Reader, { start }: ContentLine): boolean {
  return text[start] === '-' && text[start + 1] === ' ';
}

function readList(reader: Reader, first: number, indent: number, depth: number): Block | undefined {
  const items: SourceNode[] = [];
  let index = first;
  for (let line = reader.content[index]; line?.indent === indent && beginsItem(reader, line);) {
    let start = line.start + 1;
    while (reader.text[start] === ' ') start++;
    const item = readItem(reader, index, start, indent, depth);
    if (!item) return undefined;
    items.push(item.node);
    index = item.next;
    line = reader.content[index];
  }
  const [start, last] = [reader.content[first]?.start, items.at(-1)];
  if (start === undefined || !last) return undefined;
  return { node: { kind: 'list', items, range: reader.lines.range(start, last.range.end.offset) }, next: index };
}

/** What stands behind a dash: a group whose keys begin in its column, or a value on the line. */
function readItem(reader: Reader, index: number, start: number, indent: number, depth: number): Block | undefined {
  const line = reader.content[index];
  if (!line || start >= line.end || reader.text[start] === '#') return undefined;
  const column = indent + start - line.start;
  if (readKey(reader, start, line.end)) return readMap(reader, index, start, column, depth);
  const value = readValue(reader, start, line.end, depth);
  return value && isAlone(reader, index, indent) ? { node: value, next: index + 1 } : undefined;
}

/** `start` is the first key's offset, `column` the one in which all of its keys begin. */
function readMap(reader: Reader, first: number, start: number, column: number, depth: number): Block | undefined {
  if (depth > deepest) return undefined;
  const entries: SourceEntry[] = [];
  const keys = new Set<string>();
  let [index, at] = [first, start];
  for (;;) {
    const line = reader.content[index];
    const key = line && readKey(reader, at, line.end);
    if (!key || keys.has(key.node.text)) return undefined;
    keys.add(key.node.text);
    const value = readEntryValue(reader, index, key, column, depth);
    if (!value) return undefined;
    entries.push({ key: key.node, value: value.node });
    index = value.next;
    const following = reader.content[index];
    if (!following || following.indent < column) break;
    if (following.indent > column || beginsItem(reader, following)) return undefined;
    at = following.start;
  }
  const end = entries.at(-1)?.value.range.end.offset ?? start;
  return { node: { kind: 'map', entries, flow: false, range: reader.lines.range(start, end) }, next: index };
}

function readEntryValue(reader: Reader, index: number, key: Key, column: number, depth: number): Block | undefined {
  const { text, content } = reader;
  const line = content[index];
  if (!line) return undefined;
  let start = key.end + 1;
  while (start < line.end && text[start] === ' ') start++;
  if (start < line.end && text[start] !== '#') {
    const value = readValue(reader, start, line.end, depth);
    return value && isAlone(reader, index, column) ? { node: value, next: index + 1 } : undefined;
  }
  const following = content[index + 1];
  if (following && following.indent > column) return readBlock(reader, index + 1, depth + 1);
  if (following?.indent === column && beginsItem(reader, following)) return readBlock(reader, index + 1, depth + 1);
  // A key without a value has nothing to point at but the key itself.
  const nothing: SourceScalar = { kind: 'scalar', text: '', plain: true, range: key.node.range };
  return { node: nothing, next: index + 1 };
}

/** Whether no later line goes on with what stands on this one: it would be indented more than `column`. */
function isAlone({ content }: Reader, index: number, column: number): boolean {
  const following = content[index + 1];
  return !following || following.indent <= column;
}
