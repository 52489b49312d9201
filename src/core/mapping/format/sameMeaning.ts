import type { Node, Pair } from 'yaml';
import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import { yamlScalar } from '../yamlScalar';
import { formattedArrow } from './formattedScalar';
import { layoutTokens } from './layoutTokens';

/** Whether two YAML texts say the same and carry the same comments; space beside an arrow does not count. */
export function sameMeaning(before: string, after: string): boolean {
  const [a, b] = [documentOf(before), documentOf(after)];
  return (
    a.errors.length === 0 && b.errors.length === 0 && sameNode(a.contents, b.contents) && sameComments(before, after)
  );
}

function documentOf(text: string) {
  return parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
}

function sameComments(before: string, after: string): boolean {
  const [a, b] = [commentsOf(before), commentsOf(after)];
  return a.length === b.length && a.every((comment, index) => comment === b[index]);
}

function commentsOf(text: string): readonly string[] {
  const comments = layoutTokens(text)?.filter(({ type }) => type === 'comment') ?? [];
  return comments.map(({ source }) => source.trimEnd());
}

function sameNode(a: unknown, b: unknown): boolean {
  if (!isNode(a) || !isNode(b)) return !isNode(a) && !isNode(b);
  if (a.tag !== b.tag || anchorOf(a) !== anchorOf(b)) return false;
  if (isScalar(a) && isScalar(b)) return sameScalar(a, b);
  if (isAlias(a) && isAlias(b)) return a.source === b.source;
  if (isSeq(a) && isSeq(b)) return sameList(a.items, b.items, sameNode);
  return isMap(a) && isMap(b) && sameList(a.items, b.items, samePair);
}

function samePair(a: Pair, b: Pair): boolean {
  return sameNode(a.key, b.key) && sameNode(a.value, b.value);
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index] as T));
}

/** Without quotes a text may say null or true; `yamlScalar` knows which. */
function sameScalar(a: ScalarWords, b: ScalarWords): boolean {
  const [text, other] = [formattedArrow(String(a.value)), formattedArrow(String(b.value))];
  return text === other && (isPlain(a) === isPlain(b) || yamlScalar(text) === text);
}

interface ScalarWords {
  readonly value: unknown;
  readonly type?: string;
}

function isPlain({ type }: ScalarWords): boolean {
  return type === 'PLAIN';
}

function anchorOf(node: Node): string | undefined {
  return 'anchor' in node ? node.anchor : undefined;
}
