import type { TextRange } from '../model/problem';

/**
 * A YAML text as the mapping language needs it: three kinds of nodes, every scalar with its text as written, every node
 * with its place. Made by `readSourceTree`; knows nothing of mappings.
 */
export type SourceNode = SourceScalar | SourceMap | SourceList;

export interface SourceScalar {
  readonly kind: 'scalar';
  /** As written, without quotes: `0`, `true` and `2026-01-01` are texts too. */
  readonly text: string;
  /** Written without quotes, so that it may be a boolean or null. */
  readonly plain: boolean;
  readonly range: TextRange;
}

export interface SourceMap {
  readonly kind: 'map';
  /** Each key once; of duplicates the first. */
  readonly entries: readonly SourceEntry[];
  /** Written with braces. */
  readonly flow: boolean;
  readonly range: TextRange;
}

export interface SourceEntry {
  readonly key: SourceScalar;
  readonly value: SourceNode;
}

export interface SourceList {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
  readonly range: TextRange;
}

/** Whether the scalar says null in YAML's words, or nothing at all. */
export function isNull(scalar: SourceScalar): boolean {
  return scalar.plain && /^(~|null|Null|NULL)?$/.test(scalar.text);
}

/** The scalar's text, or null where it says null. */
export function textOrNull(scalar: SourceScalar): string | null {
  return isNull(scalar) ? null : scalar.text;
}

/** For messages: what stands there. */
export function describeNode(node: SourceNode): string {
  switch (node.kind) {
    case 'scalar':
      return isNull(node) ? 'nothing' : `'${node.text}'`;
    case 'map':
      return 'a group of keys';
    case 'list':
      return 'a list';
  }
}

/** The value of `key` in a map, if `node` is one and has it. */
export function entryOf(node: SourceNode | undefined, key: string): SourceEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key.text === key) : undefined;
}
