import type { Document, Node, Pair, ParsedNode, Scalar } from 'yaml';
import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import type { LineIndex } from './lineIndex';
import { nestsTooDeeply } from './nestsTooDeeply';
import type { Report } from './problemList';
import { readPlainTree } from './readPlainTree';
import type { SourceEntry, SourceMap, SourceNode, SourceScalar } from './sourceTree';

/**
 * Reads YAML text into a tree, and reports syntax errors and duplicate keys. Undefined where the text is empty or cannot
 * be read at all; a tree beside reported errors holds what could be understood. Never throws.
 */
export function readSourceTree(text: string, lines: LineIndex, report: Report): SourceNode | undefined {
  return readPlainTree(text, lines) ?? parseSourceTree(text, lines, report);
}

/** The same for any text, by the parser alone. */
export function parseSourceTree(text: string, lines: LineIndex, report: Report): SourceNode | undefined {
  if (nestsTooDeeply(text)) {
    report('YAML_SYNTAX', lines.range(0, 0), 'The text is nested too deeply. Remove some brackets or indentation.');
    return undefined;
  }
  // Failsafe: every scalar stays the text that was written; what it means depends on the field it is for.
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
  reportSyntax(document, lines, report);
  return document.contents ? convert(document.contents, { lines, report, anchors: new Map() }) : undefined;
}

interface Context {
  readonly lines: LineIndex;
  readonly report: Report;
  /** Completed anchors, in the order of the text: an alias can only look back, and never into a node that holds it. */
  readonly anchors: Map<string, SourceNode>;
}

function reportSyntax(document: Document.Parsed, lines: LineIndex, report: Report): void {
  for (const error of document.errors) {
    const message =
      error.code === 'MULTIPLE_DOCS'
        ? "A file holds one document. Remove the line '---' or move what follows it to another file."
        : `${sentence(error.message)} Correct the YAML here.`;
    report('YAML_SYNTAX', lines.range(error.pos[0], error.pos[1]), message);
  }
  for (const warning of document.warnings) {
    const message = `${sentence(warning.message)} Write the value without a YAML tag or directive.`;
    report('YAML_SYNTAX', lines.range(warning.pos[0], warning.pos[1]), message);
  }
}

/** One line with a full stop: the parser's messages are phrases, some with an excerpt below. */
function sentence(message: string): string {
  const line = (message.split('\n')[0] ?? '').trim().replace(/[.:]$/, '');
  return `${line}.`;
}

function convert(node: Node | ParsedNode, context: Context): SourceNode {
  if (isAlias(node)) {
    const range = rangeOf(node, context);
    const target = context.anchors.get(node.source);
    if (target) return { ...target, range };
    context.report('YAML_SYNTAX', range, `'*${node.source}' refers to nothing before it. Write the value itself.`);
    return { kind: 'scalar', text: '', plain: true, range };
  }
  const converted = convertHere(node, context);
  if ((isScalar(node) || isCollection(node)) && node.anchor) context.anchors.set(node.anchor, converted);
  return converted;
}

function convertHere(node: Node, context: Context): SourceNode {
  const range = rangeOf(node, context);
  if (isMap(node)) {
    const entries = convertEntries(node.items, context);
    return {
      kind: 'map',
      entries,
      flow: node.flow === true,
      range: upTo(range, entries.at(-1)?.value, node.flow, context),
    };
  }
  if (isSeq(node)) {
    const items = node.items.filter(isNode).map((item) => convert(item, context));
    return { kind: 'list', items, range: upTo(range, items.at(-1), node.flow, context) };
  }
  return scalarFrom(node as Scalar, context);
}

function scalarFrom(node: Scalar, context: Context): SourceScalar {
  return { kind: 'scalar', text: String(node.value), plain: node.type === 'PLAIN', range: rangeOf(node, context) };
}

function convertEntries(pairs: readonly Pair[], context: Context): SourceMap['entries'] {
  const entries = new Map<string, SourceEntry>();
  for (const pair of pairs) {
    if (!isScalar(pair.key)) {
      const range = isNode(pair.key) ? rangeOf(pair.key, context) : context.lines.range(0, 0);
      context.report(
        'WRONG_TYPE',
        range,
        'A key is a single word or name. Put names with brackets or braces in quotes.',
      );
      continue;
    }
    const key = scalarFrom(pair.key, context);
    const value: SourceNode = hasText(pair.value)
      ? convert(pair.value, context)
      : { kind: 'scalar', text: '', plain: true, range: key.range };
    const first = entries.get(key.text);
    if (first) reportDuplicate(first.key, key, context);
    else entries.set(key.text, { key, value });
  }
  return [...entries.values()];
}

/** A key without a value has nothing to point at but the key itself. */
function hasText(value: unknown): value is Node {
  return isNode(value) && !(isScalar(value) && value.range?.[0] === value.range?.[1]);
}

function reportDuplicate(first: SourceScalar, second: SourceScalar, context: Context): void {
  const message = `'${second.text}' stands here for the second time. Keep one of the two, it was first used in line ${first.range.start.line}.`;
  context.report('DUPLICATE_KEY', second.range, message);
}

function rangeOf(node: Node, context: Context) {
  const [start, end] = node.range ?? [0, 0];
  return context.lines.range(start, end);
}

/** A block collection ends with its last value: the parser counts the lines and comments after it as well. */
function upTo(range: SourceNode['range'], last: SourceNode | undefined, flow: boolean | undefined, context: Context) {
  return flow === true || !last ? range : context.lines.range(range.start.offset, last.range.end.offset);
}
