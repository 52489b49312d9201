import type { LooseBrackets, LooseItem, LooseList, LooseMap, LooseNode, LooseScalar, SilentStretch } from './looseTree';
import { colonAfter, readLooseScalar } from './readLooseScalar';

/** Beyond this depth brackets count as nothing: nobody writes them, and what walks the tree may call itself. */
const deepest = 50;

/**
 * Reads a list or map between brackets, over as many lines as it takes. Where the closing bracket is missing it ends before the first
 * line that does not stand further right than `parentColumn`, as YAML wants it, so that what follows is read as usual.
 */
export function readLooseFlow(
  text: string,
  start: number,
  parentColumn: number,
): { readonly node: LooseMap | LooseList; readonly end: number; readonly silent: readonly SilentStretch[] } {
  const reader = new FlowReader(text, start, parentColumn);
  return reader.read();
}

interface Writable {
  value?: LooseNode;
  from: number;
  to: number;
}
type WritableEntry = Writable & { key: LooseScalar; colon?: number };
type OpenMap = { kind: 'map'; brackets?: LooseBrackets; entries: WritableEntry[] };
type OpenList = { kind: 'list'; brackets?: LooseBrackets; items: (Writable & LooseItem)[] };

interface OpenFlow {
  readonly node: OpenMap | OpenList;
  readonly start: number;
  /** `[a: b]`: a map of one entry without braces of its own. */
  readonly implicit: boolean;
}

class FlowReader {
  private at: number;
  private lineEnd: number;
  private readonly open: OpenFlow[] = [];
  private readonly silent: SilentStretch[] = [];

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly parentColumn: number,
  ) {
    this.at = start;
    this.lineEnd = endOfLine(text, start);
  }

  read() {
    const outermost = this.enter(this.text.charAt(this.start));
    while (this.open.length > 0 && this.step());
    // The closing brackets are missing: what is open ends here.
    while (this.open.length > 0) this.leave(this.at, false);
    return { node: outermost, end: this.at, silent: this.silent };
  }

  /** One token further; false where nothing belongs to the brackets any more. */
  private step(): boolean {
    if (this.at >= this.lineEnd) return this.nextLine();
    const char = this.text.charAt(this.at);
    if (char === ' ' || char === '\t') this.at += 1;
    else if (char === '#' && /\s/.test(this.text.charAt(this.at - 1))) this.skipComment();
    else if (char === '{' || char === '[') this.nest(char);
    else if (char === '}' || char === ']') this.close(char);
    else if (char === ',') this.separate();
    else if (char === ':') this.takeColon();
    else this.takeScalar();
    return true;
  }

  private nextLine(): boolean {
    const lastEnd = this.lineEnd;
    let next = this.lineEnd;
    for (;;) {
      const newline = this.text.indexOf('\n', next);
      if (newline < 0) break;
      const lineStart = newline + 1;
      const lineEnd = endOfLine(this.text, lineStart);
      const content = skipBlank(this.text, lineStart, lineEnd);
      next = lineEnd;
      if (content === lineEnd) continue;
      const first = this.text.charAt(content);
      if (content - lineStart <= this.parentColumn && first !== ']' && first !== '}') break;
      this.at = content;
      this.lineEnd = lineEnd;
      return true;
    }
    this.at = lastEnd;
    return false;
  }

  private skipComment(): void {
    this.silent.push({ kind: 'comment', start: this.at, end: this.lineEnd });
    this.at = this.lineEnd;
  }

  private nest(bracket: string): void {
    const slot = this.slot();
    if (this.open.length >= deepest || slot?.value) this.at += 1;
    else this.enter(bracket);
  }

  private enter(bracket: string): OpenMap | OpenList {
    const node: OpenMap | OpenList = bracket === '{' ? { kind: 'map', entries: [] } : { kind: 'list', items: [] };
    const slot = this.slot();
    if (slot) slot.value = node;
    this.open.push({ node, start: this.at, implicit: false });
    this.at += 1;
    this.newSlot();
    return node;
  }

  /** A bracket that closes nothing says nothing; one that closes something further out closes what is in it as well. */
  private close(bracket: string): void {
    const kind = bracket === '}' ? 'map' : 'list';
    const depth = this.open.findLastIndex(({ node, implicit }) => node.kind === kind && !implicit);
    if (depth >= 0) while (this.open.length > depth) this.leave(this.at, this.open.length === depth + 1);
    this.at += 1;
  }

  private leave(at: number, closed: boolean): void {
    const slot = this.slot();
    if (slot) slot.to = at;
    const left = this.open.pop();
    if (left && !left.implicit) left.node.brackets = { start: left.start, end: closed ? at + 1 : at, closed };
  }

  private separate(): void {
    if (this.open.at(-1)?.implicit) this.leave(this.at, false);
    const slot = this.slot();
    if (slot) slot.to = this.at;
    this.at += 1;
    this.newSlot();
  }

  private takeColon(): void {
    const top = this.open.at(-1)?.node;
    const entry = top?.kind === 'map' ? top.entries.at(-1) : undefined;
    const isNear = entry !== undefined && !this.text.slice(entry.key.end, this.at).includes('\n');
    if (isNear && entry.colon === undefined) entry.colon = this.at;
    this.at += 1;
  }

  private takeScalar(): void {
    const scalar = readLooseScalar(this.text, this.at, this.lineEnd, true);
    const colon = colonAfter(this.text, scalar, this.lineEnd, true);
    const top = this.open.at(-1)?.node;
    const slot = this.slot();
    this.at = Math.max(scalar.end, this.at + 1);
    if (top?.kind === 'map') {
      const entry = top.entries.at(-1);
      if (!entry) return;
      if (entry.colon !== undefined) entry.value ??= scalar;
      else if (entry.key.text === '') entry.key = scalar;
      if (colon !== undefined && entry.key === scalar) {
        entry.colon = colon;
        this.at = colon + 1;
      }
    } else if (slot && !slot.value) {
      if (colon === undefined) slot.value = scalar;
      else this.enterPair(slot, scalar, colon);
    }
  }

  private enterPair(slot: Writable, key: LooseScalar, colon: number): void {
    const node: OpenMap = { kind: 'map', entries: [{ key, colon, from: slot.from, to: this.lineEnd }] };
    slot.value = node;
    this.open.push({ node, start: key.start, implicit: true });
    this.at = colon + 1;
  }

  private newSlot(): void {
    const node = this.open.at(-1)?.node;
    const stretch = { from: this.at, to: this.lineEnd };
    if (node?.kind === 'list') node.items.push(stretch);
    const key: LooseScalar = { kind: 'scalar', text: '', quote: '', start: this.at, end: this.at };
    if (node?.kind === 'map') node.entries.push({ key, ...stretch });
  }

  private slot(): Writable | undefined {
    const node = this.open.at(-1)?.node;
    return node?.kind === 'map' ? node.entries.at(-1) : node?.items.at(-1);
  }
}

/** Where the line ends, before its CR LF or LF. */
export function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? text.length : newline;
  return end > at && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

function skipBlank(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && (text.charAt(at) === ' ' || text.charAt(at) === '\t')) at += 1;
  return at;
}
