/**
 * A text in the making as a tree: what stands where by indentation and brackets alone, also where it is no YAML (half a key, an
 * open bracket, a value on its way). Made by `readLooseTree` for what happens at a cursor; what files mean is told by `core/mapping`.
 */
export type LooseNode = LooseScalar | LooseMap | LooseList;

export interface LooseScalar {
  readonly kind: 'scalar';
  /** Without quotes and escapes. */
  readonly text: string;
  /** The sign around it, also where the closing one is missing yet. */
  readonly quote: '' | "'" | '"';
  /** Zero-based offsets, quotes included; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface LooseMap {
  readonly kind: 'map';
  /** Where it is written with braces; absent for a block. */
  readonly brackets?: LooseBrackets;
  /** In the order of the text, duplicates and empty ones between commas included. */
  readonly entries: readonly LooseEntry[];
}

export interface LooseBrackets {
  readonly start: number;
  /** Behind the closing bracket, or at the end of the line where it is missing. */
  readonly end: number;
  readonly closed: boolean;
}

export interface LooseEntry {
  /** Empty text where nothing is written yet. */
  readonly key: LooseScalar;
  /** Where the colon stands; absent while the key is being typed. */
  readonly colon?: number;
  readonly value?: LooseNode;
  /** The stretch that belongs to the entry: up to the comma or the closing brace, in a block up to the end of the key's line. */
  readonly from: number;
  readonly to: number;
}

export interface LooseList {
  readonly kind: 'list';
  readonly brackets?: LooseBrackets;
  readonly items: readonly LooseItem[];
}

export interface LooseItem {
  readonly value?: LooseNode;
  /** The stretch that belongs to the item: up to the comma or the closing bracket, in a block from behind the dash to the line's end. */
  readonly from: number;
  readonly to: number;
}

/** A key, or a position in a list from 0. */
export type PathStep = string | number;

/** A block collection that is open at a line: what stands at `column` belongs to it. */
export interface OpenBlock {
  /** From 0. */
  readonly column: number;
  readonly node: LooseMap | LooseList;
  readonly path: readonly PathStep[];
}

/** A stretch of text that says nothing: a comment, or the lines of a block scalar. */
export interface SilentStretch {
  readonly kind: 'comment' | 'blockScalar';
  readonly start: number;
  readonly end: number;
}

/** The value at a path; undefined where there is none. Of duplicate keys the first. */
export function looseValue(root: LooseNode | undefined, path: readonly PathStep[]): LooseNode | undefined {
  let node = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.find(({ key }) => key.text === step)?.value;
    else if (node?.kind === 'list' && typeof step === 'number') node = node.items[step]?.value;
    else return undefined;
  }
  return node;
}

/** The text of the single value at a path; undefined where there is none, or where it is empty. */
export function looseText(root: LooseNode | undefined, path: readonly PathStep[]): string | undefined {
  const node = looseValue(root, path);
  return node?.kind === 'scalar' && node.text.trim() !== '' ? node.text : undefined;
}
