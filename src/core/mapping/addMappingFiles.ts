import { createLineIndex } from './lineIndex';
import { normalPattern, patternMatcher } from './patternMatcher';
import { readSourceTree } from './readSourceTree';
import type { SourceList, SourceNode } from './sourceTree';
import { entryOf } from './sourceTree';
import { yamlScalar } from './yamlScalar';

/**
 * Adds mapping files to the list in the workspace file's text (DESIGN 2), each unless a pattern there means it already; layout,
 * comments and line endings stay. Undefined where the text has no list to add to: then a person has to.
 */
export function addMappingFiles(text: string, files: readonly string[]): string | undefined {
  let broken = false;
  const root = readSourceTree(text, createLineIndex(text), (code) => (broken ||= code === 'YAML_SYNTAX'));
  const list = entryOf(root, 'mappings')?.value;
  if (broken || root?.kind !== 'map' || list?.kind !== 'list') return undefined;
  const missing = files.filter((file) => !list.items.some((item) => means(item, file)));
  return missing.length === 0 ? text : insertItems(text, list, missing.map(yamlScalar));
}

function means(item: SourceNode, file: string): boolean {
  return item.kind === 'scalar' && patternMatcher(normalPattern(item.text)).test(normalPattern(file));
}

/** After the last item, written as the list is: between brackets, or each on its line with the same indentation. */
function insertItems(text: string, list: SourceList, items: readonly string[]): string {
  const last = list.items.at(-1);
  if (text[list.range.start.offset] === '[') {
    const at = last?.range.end.offset ?? list.range.start.offset + 1;
    return splice(text, at, `${last ? ', ' : ''}${items.join(', ')}`);
  }
  const start = last?.range.start.offset ?? list.range.start.offset;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).replace(/-\s*$/, '');
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const lines = items.map((item) => `${indent.replace(/\S/g, ' ')}- ${item}`);
  const lineEnd = text.indexOf('\n', last?.range.end.offset ?? start);
  if (lineEnd < 0) return `${text}${eol}${lines.join(eol)}`;
  return splice(text, lineEnd + 1, `${lines.join(eol)}${eol}`);
}

function splice(text: string, at: number, insertion: string): string {
  return text.slice(0, at) + insertion + text.slice(at);
}
