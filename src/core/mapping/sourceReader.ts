import { hintFor, nearestName } from './nearestName';
import { replaceToken } from './replaceToken';
import type { SourceFile } from './sourceFile';
import type { SourceEntry, SourceMap, SourceNode, SourceScalar } from './sourceTree';
import { describeNode, isNull } from './sourceTree';

/** The known keys of one group, as far as the text has them. */
export type Keys<K extends string> = ReadonlyMap<K, SourceEntry>;

/**
 * The readers below expect one form each. They report what does not have it and then return undefined, so that a caller
 * goes on with the rest of the file. `what` names the place in messages, such as `table` or `transform of 'Name'`.
 */
export function readKeys<K extends string>(
  source: SourceFile,
  node: SourceNode,
  what: string,
  known: readonly K[],
): Keys<K> | undefined {
  const map = readMap(source, node, what);
  if (!map) return undefined;
  const keys = new Map<K, SourceEntry>();
  for (const entry of map.entries) {
    const key = known.find((word) => word === entry.key.text);
    if (key === undefined) reportUnknownKey(source, map, entry, what, known);
    else keys.set(key, entry);
  }
  return keys;
}

/** A group of keys that the user names, such as the fields of a filter. */
export function readMap(source: SourceFile, node: SourceNode, what: string): SourceMap | undefined {
  if (node.kind === 'map') return node;
  source.report(
    'WRONG_TYPE',
    node.range,
    `${what} needs keys with values, not ${describeNode(node)}. Write 'key: value'.`,
  );
  return undefined;
}

export function readList(source: SourceFile, node: SourceNode, what: string): readonly SourceNode[] | undefined {
  if (node.kind === 'list') return node.items;
  const message = `${what} needs a list, not ${describeNode(node)}. Put it in brackets, or each item on a line after '- '.`;
  source.report('WRONG_TYPE', node.range, message);
  return undefined;
}

/** Any single value, also an empty one; its text as written. */
export function readScalar(source: SourceFile, node: SourceNode, what: string): SourceScalar | undefined {
  if (node.kind === 'scalar') return node;
  source.report('WRONG_TYPE', node.range, `${what} needs a single value, not ${describeNode(node)}. Write one value.`);
  return undefined;
}

/** A text that says something: not empty, not null. */
export function readName(source: SourceFile, node: SourceNode, what: string): SourceScalar | undefined {
  const scalar = readScalar(source, node, what);
  if (!scalar) return undefined;
  if (!isNull(scalar) && scalar.text.trim() !== '') return scalar;
  source.report('WRONG_TYPE', node.range, `${what} is empty. Write a name.`);
  return undefined;
}

export function readWord<W extends string>(
  source: SourceFile,
  node: SourceNode,
  what: string,
  words: readonly W[],
): W | undefined {
  const scalar = readScalar(source, node, what);
  if (!scalar) return undefined;
  const word = words.find((candidate) => candidate === scalar.text);
  if (word === undefined) {
    const nearest = nearestName(scalar.text, words);
    const message = `${what} cannot be ${describeNode(scalar)}. ${hintFor(nearest, `Use ${listed(words)}.`)}`;
    const fixes = nearest === undefined ? [] : replaceToken(source, scalar.range, scalar.text, nearest);
    source.report('WRONG_WORD', scalar.range, message, { fixes });
  }
  return word;
}

export function readBoolean(source: SourceFile, node: SourceNode, what: string): boolean | undefined {
  const scalar = readScalar(source, node, what);
  if (!scalar) return undefined;
  if (scalar.plain && /^(true|True|TRUE)$/.test(scalar.text)) return true;
  if (scalar.plain && /^(false|False|FALSE)$/.test(scalar.text)) return false;
  source.report(
    'WRONG_WORD',
    scalar.range,
    `${what} cannot be ${describeNode(scalar)}. Use true or false, without quotes.`,
  );
  return undefined;
}

/** A whole number of at least `minimum`. */
export function readWholeNumber(
  source: SourceFile,
  node: SourceNode,
  what: string,
  minimum: number,
): number | undefined {
  const scalar = readScalar(source, node, what);
  if (!scalar) return undefined;
  const value = /^\d{1,9}$/.test(scalar.text) ? Number(scalar.text) : undefined;
  if (value !== undefined && value >= minimum) return value;
  const message = `${what} cannot be ${describeNode(scalar)}. Use a whole number from ${minimum}.`;
  source.report('WRONG_NUMBER', scalar.range, message);
  return undefined;
}

/** The entry of a key that must be there. The problem stands at the group's first key, since the key itself has no place. */
export function requireKey<K extends string>(
  source: SourceFile,
  keys: Keys<K>,
  key: K,
  node: SourceNode,
  what: string,
): SourceEntry | undefined {
  const entry = keys.get(key);
  if (entry) return entry;
  const range = node.kind === 'map' ? (node.entries[0]?.key.range ?? node.range) : node.range;
  source.report('MISSING_KEY', range, `${what} lacks '${key}'. Add '${key}: …'.`);
  return undefined;
}

/** `a, b or c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function reportUnknownKey(
  source: SourceFile,
  map: SourceMap,
  entry: SourceEntry,
  what: string,
  known: readonly string[],
): void {
  const used = new Set(map.entries.map((other) => other.key.text));
  const open = known.filter((key) => !used.has(key));
  const nearest = nearestName(entry.key.text, open);
  const message = `${what} has no key '${entry.key.text}'. ${hintFor(nearest, `Remove it, or use ${listed(known)}.`)}`;
  const fixes = nearest === undefined ? [] : replaceToken(source, entry.key.range, entry.key.text, nearest);
  source.report('UNKNOWN_KEY', entry.key.range, message, { fixes });
}
