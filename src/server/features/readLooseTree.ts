import type { LooseEntry, LooseItem, LooseNode, LooseScalar, OpenBlock, PathStep, SilentStretch } from './looseTree';
import { endOfLine, readLooseFlow } from './readLooseFlow';
import { colonAfter, readLooseScalar, skipSpaces } from './readLooseScalar';

export interface LooseText {
  /** Undefined where the text says nothing. */
  readonly root: LooseNode | undefined;
  /** In the order of the text. */
  readonly silent: readonly SilentStretch[];
  /** The blocks that are open where the asked line begins, outermost first; some may stand further right than the line's content. */
  readonly openAt: readonly OpenBlock[];
}

/** Deeper blocks count as nothing, as in `readLooseFlow`. */
const deepest = 50;

/** Reads any text, in time that grows with its length; never throws. `offset` stands in the line that `openAt` is told for. */
export function readLooseTree(text: string, offset = -1): LooseText {
  return new BlockReader(text, offset).read();
}

interface Slot {
  value?: LooseNode;
}
type BlockMap = { kind: 'map'; entries: (LooseEntry & Slot)[] };
type BlockList = { kind: 'list'; items: (LooseItem & Slot)[] };
interface Frame {
  readonly column: number;
  readonly node: BlockMap | BlockList;
  readonly path: readonly PathStep[];
}

class BlockReader {
  private readonly root: Slot = {};
  private readonly frames: Frame[] = [];
  private readonly silent: SilentStretch[] = [];
  private openAt: readonly OpenBlock[] = [];
  /** Where a scalar stands that may turn out to be the first key of a map. */
  private lastAlone: { readonly scalar: LooseScalar; readonly column: number } | undefined;
  private lineStart = 0;

  constructor(
    private readonly text: string,
    private readonly offset: number,
  ) {}

  read(): LooseText {
    // A byte order mark is no column.
    let at = this.text.startsWith('\uFEFF') ? 1 : 0;
    while (at <= this.text.length) at = this.readLine(at);
    return { root: this.root.value, silent: this.silent, openAt: this.openAt };
  }

  /** Reads one line, or as many as its brackets reach over; gives the start of the next. */
  private readLine(start: number): number {
    const end = endOfLine(this.text, start);
    this.lineStart = start;
    if (start <= this.offset) this.openAt = [...this.frames];
    const content = skipSpaces(this.text, start, end);
    let behind = end;
    if (this.text.charAt(content) === '#') this.silent.push({ kind: 'comment', start: content, end });
    else if (content < end && !isMarker(this.text.slice(start, end))) behind = this.readContent(content, end);
    const newline = this.text.indexOf('\n', behind);
    return newline < 0 ? this.text.length + 1 : newline + 1;
  }

  private readContent(content: number, end: number): number {
    let at = content;
    this.leaveDeeper(at - this.lineStart);
    while (this.text.charAt(at) === '-' && (at + 1 >= end || isSpace(this.text.charAt(at + 1)))) {
      if (!this.openItem(at - this.lineStart, at + 1, end)) return end;
      at = skipSpaces(this.text, at + 1, end);
      if (this.text.charAt(at) === '#') return this.skipComment(at, end);
      if (at >= end) return end;
    }
    return this.readToken(at, end);
  }

  private readToken(start: number, end: number): number {
    const column = start - this.lineStart;
    if (isBracket(this.text.charAt(start))) return this.readBrackets(start, end, this.columnOf(this.frames.at(-1)));
    const scalar = readLooseScalar(this.text, start, end, false);
    const colon = colonAfter(this.text, scalar, end, false);
    if (colon === undefined) {
      this.placeAlone(scalar, column, end);
      return this.skipRest(Math.max(scalar.end, start + 1), end);
    }
    const map = this.mapAt(column);
    if (!map) return end;
    map.entries.push({ key: scalar, colon, from: start, to: end });
    return this.readValue(colon + 1, end, column);
  }

  private readValue(from: number, end: number, parentColumn: number): number {
    const at = this.skipProperties(skipSpaces(this.text, from, end), end);
    const sign = this.text.charAt(at);
    if (at >= end) return end;
    if (sign === '#') return this.skipComment(at, end);
    if (isBracket(sign)) return this.readBrackets(at, end, parentColumn);
    if (/^[|>][-+0-9]*\s*(#.*)?$/.test(this.text.slice(at, Math.min(end, at + 100)))) {
      return this.skipBlockScalar(end, parentColumn);
    }
    const scalar = readLooseScalar(this.text, at, end, false);
    this.place(scalar);
    return this.skipRest(Math.max(scalar.end, at + 1), end);
  }

  /** Anchors and tags say nothing of the value behind them. */
  private skipProperties(start: number, end: number): number {
    let at = start;
    while (at < end && (this.text.charAt(at) === '&' || this.text.charAt(at) === '!')) {
      let behind = at;
      while (behind < end && !isSpace(this.text.charAt(behind))) behind += 1;
      if (behind >= end) return at;
      at = skipSpaces(this.text, behind, end);
    }
    return at;
  }

  private readBrackets(start: number, end: number, parentColumn: number): number {
    const flow = readLooseFlow(this.text, start, parentColumn);
    this.silent.push(...flow.silent);
    this.place(flow.node);
    return this.skipRest(flow.end, flow.end > end ? endOfLine(this.text, flow.end) : end);
  }

  /** What stands behind a value is a comment, or nothing that could be understood. */
  private skipRest(start: number, end: number): number {
    const comment = this.text.slice(start, end).search(/(?<=^|\s)#/);
    return comment < 0 ? end : this.skipComment(start + comment, end);
  }

  private skipComment(start: number, end: number): number {
    this.silent.push({ kind: 'comment', start, end });
    return end;
  }

  private skipBlockScalar(end: number, parentColumn: number): number {
    let last = end;
    for (;;) {
      const newline = this.text.indexOf('\n', last);
      if (newline < 0) break;
      const lineEnd = endOfLine(this.text, newline + 1);
      const content = skipSpaces(this.text, newline + 1, lineEnd);
      if (content < lineEnd && content - newline - 1 <= parentColumn) break;
      last = lineEnd;
    }
    this.place({ kind: 'scalar', text: '', quote: '', start: end, end });
    if (last > end) this.silent.push({ kind: 'blockScalar', start: end + 1, end: last });
    return last;
  }

  private leaveDeeper(column: number): void {
    while (this.columnOf(this.frames.at(-1)) > column) this.frames.pop();
  }

  private columnOf(frame: Frame | undefined): number {
    return frame?.column ?? -1;
  }

  /** A dash: the next item of the list that stands here, or the first of a new one. */
  private openItem(column: number, from: number, to: number): boolean {
    let top = this.frames.at(-1);
    if (!top || top.node.kind !== 'list' || top.column !== column) {
      // A list may stand right below the key it belongs to.
      const open = this.openSlot();
      if (!open || open.slot.value) return false;
      const node: BlockList = { kind: 'list', items: [] };
      open.slot.value = node;
      top = { column, node, path: open.path };
      if (!this.push(top)) return false;
    }
    if (top.node.kind === 'list') top.node.items.push({ from, to });
    return true;
  }

  /** The map whose keys stand at a column, begun anew where a value is missing; undefined where a key makes no sense. */
  private mapAt(column: number): BlockMap | undefined {
    const top = this.frames.at(-1);
    if (top?.column === column && top.node.kind === 'list') this.frames.pop();
    const frame = this.frames.at(-1);
    if (frame?.column === column) return frame.node.kind === 'map' ? frame.node : undefined;
    const open = this.openSlot();
    if (!open) return undefined;
    const node: BlockMap = { kind: 'map', entries: [] };
    const alone = this.lastAlone;
    if (open.slot.value && open.slot.value === alone?.scalar && alone.column === column) {
      // What looked like a value is a key that is being typed.
      node.entries.push({ key: alone.scalar, from: alone.scalar.start, to: alone.scalar.end });
    } else if (open.slot.value) return undefined;
    open.slot.value = node;
    return this.push({ column, node, path: open.path }) ? node : undefined;
  }

  private push(frame: Frame): boolean {
    if (this.frames.length >= deepest) return false;
    this.frames.push(frame);
    return true;
  }

  /** A scalar on its own: a value, or a key without its colon yet. */
  private placeAlone(scalar: LooseScalar, column: number, end: number): void {
    const top = this.frames.at(-1);
    const below = top?.column === column && top.node.kind === 'list' ? this.frames.at(-2) : top;
    if (below?.column === column && below.node.kind === 'map') {
      if (below !== top) this.frames.pop();
      below.node.entries.push({ key: scalar, from: scalar.start, to: end });
      return;
    }
    if (this.openSlot()?.slot.value) return;
    this.place(scalar);
    this.lastAlone = { scalar, column };
  }

  private place(node: LooseNode): void {
    const open = this.openSlot();
    if (open) open.slot.value ??= node;
  }

  /** Where a value that is missing belongs: to the last key or dash. */
  private openSlot(): { readonly slot: Slot; readonly path: readonly PathStep[] } | undefined {
    const top = this.frames.at(-1);
    if (!top) return { slot: this.root, path: [] };
    if (top.node.kind === 'list') {
      const slot = top.node.items.at(-1);
      return slot && { slot, path: [...top.path, top.node.items.length - 1] };
    }
    const slot = top.node.entries.at(-1);
    return slot?.colon === undefined ? undefined : { slot, path: [...top.path, slot.key.text] };
  }
}

/** The lines `---` and `...`, and directives. */
function isMarker(line: string): boolean {
  return /^(---|\.\.\.)(\s|$)|^%/.test(line);
}

function isBracket(char: string): boolean {
  return char === '{' || char === '[';
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t';
}
