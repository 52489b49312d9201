/** `accounts(name='a')` in parts. */
export interface Segment {
  readonly name: string;
  /** What stands in the brackets; undefined where there are none. */
  readonly key?: KeyPredicate;
}

/** `('x')` and `(guid)` have one value without a name. */
export type KeyPredicate =
  | { readonly kind: 'single'; readonly value: string }
  | { readonly kind: 'named'; readonly parts: ReadonlyMap<string, string> };

/** Splits a path below the service's root at the slashes that stand outside of brackets and quotes. */
export function parseSegments(path: string): readonly Segment[] {
  const parts = path.match(/(?:'(?:[^']|'')*'|\((?:'(?:[^']|'')*'|[^')])*\)|[^/'(])+/g) ?? [];
  return parts.map(parseSegment);
}

export function parseSegment(text: string): Segment {
  const open = text.indexOf('(');
  if (open === -1 || !text.endsWith(')')) return { name: text };
  return { name: text.slice(0, open), key: parseKey(text.slice(open + 1, -1)) };
}

function parseKey(text: string): KeyPredicate {
  const parts = new Map<string, string>();
  const pattern = /\s*([A-Za-z_]\w*)\s*=\s*('(?:[^']|'')*'|@\w+|[^,']+)\s*(?:,|$)/gy;
  let end = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    parts.set(found[1] ?? '', unquoted(found[2] ?? ''));
    end = pattern.lastIndex;
  }
  if (parts.size > 0 && end === text.length) return { kind: 'named', parts };
  return { kind: 'single', value: unquoted(text) };
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith("'") && trimmed.endsWith("'") && trimmed.length > 1
    ? trimmed.slice(1, -1).replaceAll("''", "'")
    : trimmed;
}
