import { createLineIndex } from './lineIndex';
import { readSourceTree } from './readSourceTree';
import type { SourceEntry, SourceMap } from './sourceTree';
import { entryOf } from './sourceTree';

/**
 * Sets `synchOnlyCoupledRecords` in a mapping file's text (DESIGN 5.2) and leaves everything else as it was: comments, layout,
 * quotes, line endings. An absent key is added after `direction`. A text that is no group of keys comes back unchanged.
 */
export function setSynchOnlyCoupledRecords(text: string, value: boolean): string {
  let broken = false;
  const root = readSourceTree(text, createLineIndex(text), (code) => (broken ||= code === 'YAML_SYNTAX'));
  if (broken || root?.kind !== 'map') return text;
  const existing = entryOf(root, key);
  return existing ? replaceValue(text, existing, value) : insertKey(text, root, value);
}

const key = 'synchOnlyCoupledRecords';

function replaceValue(text: string, entry: SourceEntry, value: boolean): string {
  const node = entry.value;
  if (node.kind !== 'scalar' || (node.plain && node.text === String(value))) return text;
  const absent = node.range === entry.key.range;
  if (!absent) return splice(text, node.range.start.offset, node.range.end.offset, String(value));
  const colon = text.indexOf(':', entry.key.range.end.offset) + 1;
  return splice(text, colon, colon, ` ${value}`);
}

/** Where the key reads well: after the first of these that the file has. */
const neighbours = ['direction', 'integrationTable', 'table', 'name'];

function insertKey(text: string, root: SourceMap, value: boolean): string {
  const after = neighbours.map((name) => entryOf(root, name)).find((entry) => entry !== undefined) ?? root.entries[0];
  const line = `${key}: ${value}`;
  if (!after) return root.flow ? splice(text, root.range.start.offset + 1, root.range.start.offset + 1, line) : text;
  const end = after.value.range.end.offset;
  if (root.flow) return splice(text, end, end, `, ${line}`);

  const indent = ' '.repeat(after.key.range.start.column - 1);
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  // A block scalar ends with its line break; anything else may have a comment behind it.
  if (text[end - 1] === '\n') return splice(text, end, end, `${indent}${line}${eol}`);
  const next = text.indexOf('\n', end);
  return next < 0 ? `${text}${eol}${indent}${line}` : splice(text, next + 1, next + 1, `${indent}${line}${eol}`);
}

function splice(text: string, start: number, end: number, insertion: string): string {
  return text.slice(0, start) + insertion + text.slice(end);
}
