import type { FileAnalysis } from '../analysis';
import type { LooseList, LooseMap, LooseNode, LooseScalar, OpenBlock, PathStep } from './looseTree';
import { endOfLine } from './readLooseFlow';
import { readLooseTree } from './readLooseTree';

/** What stands at a cursor, in any text, also while it is being typed. */
export interface CursorContext {
  /** Where the cursor stands, as it was asked. */
  readonly offset: number;
  /** From the root: of a value up to its own key or position in a list; of a key or a new item, of the group it stands in. */
  readonly path: readonly PathStep[];
  /** item: a new item of a block list, whose dash is not written yet. */
  readonly role: 'key' | 'value' | 'item';
  /** What would be replaced, with its quotes; empty where nothing is written. Its stretch holds the cursor. */
  readonly token: LooseScalar;
  /** The text of the token up to the cursor, as it is written, without the quotes around it. */
  readonly before: string;
  /** A key has its colon already. */
  readonly hasColon: boolean;
  /** A value that may become the first key of a group: it stands alone in its line, or behind a dash. */
  readonly mayBeKey: boolean;
  /** Between brackets: everything stays in one line, and names with commas or brackets need quotes. */
  readonly flow: boolean;
  /** The column, from 0, at which the keys of a block group stand, or would stand, beside the token. */
  readonly column: number;
  /** Of a value in a block: the column, from 0, of the key it belongs to; what is written below it stands further right. */
  readonly parentColumn: number;
  /** The group or list that the token stands in; undefined where it would be the first of it. */
  readonly group: LooseMap | LooseList | undefined;
  readonly root: LooseNode | undefined;
}

/**
 * Finds out what stands at an offset (zero-based, UTF-16), from the text and its indentation alone. Undefined where nothing is to be
 * said: in comments, in block scalars, and where no token could stand.
 */
export function cursorContext(file: Pick<FileAnalysis, 'text'>, offset: number): CursorContext | undefined {
  const { text } = file;
  if (!Number.isInteger(offset) || offset < 0 || offset > text.length) return undefined;
  const { root, silent, openAt } = readLooseTree(text, offset);
  if (silent.some(({ start, end }) => start < offset && offset <= end)) return undefined;
  const place: Cursor = { text, offset, root, lineStart: lineStartOf(text, offset) };
  const at = root && findIn(root, [], place, undefined);
  return at ?? inEmptyPlace(place, openAt);
}

interface Cursor {
  readonly text: string;
  readonly offset: number;
  readonly root: LooseNode | undefined;
  readonly lineStart: number;
}

interface Parent {
  readonly group: LooseMap | LooseList;
  readonly flow: boolean;
  /** Of the key or dash that the value belongs to. */
  readonly column: number;
  /** Offset of that key or dash. */
  readonly from: number;
}

/** Looks for the token or the empty slot that holds the cursor. Blocks have no ends of their own, so each of their tokens is asked. */
function findIn(
  node: LooseNode,
  path: readonly PathStep[],
  cursor: Cursor,
  parent: Parent | undefined,
): CursorContext | undefined {
  if (node.kind === 'scalar') return holds(node, cursor, parent) ? valueContext(node, path, cursor, parent) : undefined;
  if (node.brackets) {
    const { start, end, closed } = node.brackets;
    const inside = start < cursor.offset && (closed ? cursor.offset < end : cursor.offset <= end);
    if (!inside) return undefined;
  }
  return node.kind === 'map' ? findInMap(node, path, cursor) : findInList(node, path, cursor);
}

function findInMap(map: LooseMap, path: readonly PathStep[], cursor: Cursor): CursorContext | undefined {
  const flow = map.brackets !== undefined;
  for (const entry of map.entries) {
    const { key, colon, value } = entry;
    const parent: Parent = {
      group: map,
      flow,
      column: key.start - lineStartOf(cursor.text, key.start),
      from: key.start,
    };
    const onKey =
      colon === undefined ? holds(key, cursor, parent) : key.start <= cursor.offset && cursor.offset <= colon;
    if (onKey && (key.text !== '' || key.start < key.end)) {
      return keyContext(key, path, cursor, parent, colon !== undefined);
    }
    const found = value && findIn(value, [...path, key.text], cursor, parent);
    if (found) return found;
    const inSlot = entry.from <= cursor.offset && cursor.offset <= entry.to;
    if (!inSlot) continue;
    if (colon === undefined ? key.text === '' : cursor.offset > colon && isBefore(value, cursor)) {
      return colon === undefined
        ? keyContext(emptyToken(cursor), path, cursor, parent, false)
        : valueContext(tokenBehind(value, cursor), [...path, key.text], cursor, parent);
    }
  }
  return undefined;
}

function findInList(list: LooseList, path: readonly PathStep[], cursor: Cursor): CursorContext | undefined {
  const flow = list.brackets !== undefined;
  for (const [index, item] of list.items.entries()) {
    const dash = flow ? item.from : item.from - 1;
    const parent: Parent = { group: list, flow, column: dash - lineStartOf(cursor.text, dash), from: dash };
    const found = item.value && findIn(item.value, [...path, index], cursor, parent);
    if (found) return found;
    const inSlot = item.from <= cursor.offset && cursor.offset <= item.to;
    if (inSlot && isBefore(item.value, cursor)) {
      return valueContext(tokenBehind(item.value, cursor), [...path, index], cursor, parent);
    }
  }
  return undefined;
}

/** The cursor stands in front of whatever the slot holds: in its own line, or with the value in the lines below. */
function isBefore(value: LooseNode | undefined, cursor: Cursor): boolean {
  const first = value && firstOffset(value);
  return first === undefined || cursor.offset < first;
}

function firstOffset(node: LooseNode): number | undefined {
  if (node.kind === 'scalar') return node.start;
  if (node.brackets) return node.brackets.start;
  return node.kind === 'map' ? node.entries[0]?.key.start : node.items[0]?.from;
}

/** Spaces behind a plain token belong to it while it is being typed: `Name <-> ` is not finished. */
function holds(scalar: LooseScalar, { text, offset }: Cursor, parent: Parent | undefined): boolean {
  if (scalar.start <= offset && offset <= scalar.end) return scalar.start < scalar.end || parent === undefined;
  if (scalar.quote !== '' || scalar.start === scalar.end || offset < scalar.start) return false;
  return /^[ \t]+$/.test(text.slice(scalar.end, Math.min(offset, scalar.end + 1000)));
}

function keyContext(
  key: LooseScalar,
  path: readonly PathStep[],
  cursor: Cursor,
  { group, flow, column, from }: Parent,
  hasColon: boolean,
): CursorContext {
  const own = from === key.start ? column : cursor.offset - cursor.lineStart;
  return {
    path,
    role: 'key',
    ...tokenAt(key, cursor),
    hasColon,
    mayBeKey: false,
    flow,
    column: own,
    parentColumn: own,
    group,
    root: cursor.root,
  };
}

function valueContext(
  value: LooseScalar,
  path: readonly PathStep[],
  cursor: Cursor,
  parent: Parent | undefined,
): CursorContext {
  const at = value.start - lineStartOf(cursor.text, value.start);
  const lead = cursor.text.slice(value.start - at, value.start);
  const isAlone = /^[\s-]*$/.test(lead);
  // Right behind a dash a space is missing yet.
  const column = isAlone && lead.endsWith('-') ? at + 1 : at;
  return {
    path,
    role: 'value',
    ...tokenAt(value, cursor),
    hasColon: false,
    mayBeKey: parent?.flow !== true && isAlone && value.quote === '',
    flow: parent?.flow ?? false,
    column,
    parentColumn: parent?.column ?? -1,
    group: parent?.group,
    root: cursor.root,
  };
}

/** The token as far as it is typed: with the spaces between it and the cursor. */
function tokenAt(scalar: LooseScalar, { text, offset }: Cursor): Pick<CursorContext, 'token' | 'before' | 'offset'> {
  const end = Math.max(scalar.end, offset);
  const token = end === scalar.end ? scalar : { ...scalar, text: text.slice(scalar.start, end), end };
  const open = token.start + token.quote.length;
  const isClosed = token.quote !== '' && token.end > open && text.charAt(token.end - 1) === token.quote;
  return { offset, token, before: text.slice(open, Math.min(offset, isClosed ? token.end - 1 : token.end)) };
}

function emptyToken({ offset }: Cursor): LooseScalar {
  return { kind: 'scalar', text: '', quote: '', start: offset, end: offset };
}

/** A plain token that is parted from the cursor by spaces alone is what is being typed at: ` <-> name` lacks its first field. */
function tokenBehind(value: LooseNode | undefined, cursor: Cursor): LooseScalar {
  if (value?.kind !== 'scalar' || value.quote !== '') return emptyToken(cursor);
  const between = cursor.text.slice(cursor.offset, value.start);
  if (!/^[ \t]*$/.test(between)) return emptyToken(cursor);
  return { ...value, text: `${between}${value.text}`, start: cursor.offset };
}

/** A line without a token at the cursor: its column tells which group goes on there. */
function inEmptyPlace(cursor: Cursor, openAt: readonly OpenBlock[]): CursorContext | undefined {
  const { text, offset, lineStart, root } = cursor;
  const lineEnd = endOfLine(text, offset);
  if (offset < lineStart || text.slice(lineStart, lineEnd).trim() !== '') return undefined;
  const column = offset - lineStart;
  const shared = {
    ...tokenAt(emptyToken(cursor), cursor),
    hasColon: false,
    flow: false,
    column,
    parentColumn: column,
    root,
  };
  if (root === undefined)
    return { path: [], role: 'value', ...shared, mayBeKey: true, parentColumn: -1, group: undefined };
  const open = openAt.filter((block) => block.column <= column);
  const top = open.at(-1);
  if (!top) return undefined;
  if (top.column === column && top.node.kind === 'list') {
    return { path: top.path, role: 'item', ...shared, mayBeKey: false, group: top.node };
  }
  if (top.column === column) return { path: top.path, role: 'key', ...shared, mayBeKey: false, group: top.node };
  return belowOpenSlot(top, { ...shared, mayBeKey: true, parentColumn: top.column, group: top.node });
}

/** The line stands further right than the group: it goes on with what the last key or dash lacks. */
function belowOpenSlot(
  { node, path }: OpenBlock,
  shared: Omit<CursorContext, 'path' | 'role'>,
): CursorContext | undefined {
  const at = shared.token.start;
  if (node.kind === 'list') {
    const index = node.items.findLastIndex((item) => item.from <= at);
    const value = node.items[index]?.value;
    const isOpen = index >= 0 && (value === undefined || (firstOffset(value) ?? 0) > at);
    return isOpen ? { path: [...path, index], role: 'value', ...shared } : undefined;
  }
  const entry = node.entries.findLast(({ from }) => from <= at);
  const isOpen = entry?.colon !== undefined && (entry.value === undefined || (firstOffset(entry.value) ?? 0) > at);
  if (!isOpen) return undefined;
  // A group or list that begins further down goes on here where it stands in the same column.
  const next = entry.value;
  const place = { path: [...path, entry.key.text], role: 'value' as const, ...shared };
  if (next?.kind === 'list' && !next.brackets) return { ...place, role: 'item', group: next };
  if (next?.kind === 'map' && !next.brackets) return { ...place, role: 'key', group: next, mayBeKey: false };
  return place;
}

/** A byte order mark is no part of the first line. */
function lineStartOf(text: string, at: number): number {
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}
