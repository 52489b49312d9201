import type { TableReference } from '../model/tableMapping';
import type { TableSource } from './mappingSource';
import type { SourceFile } from './sourceFile';
import type { SourceNode, SourceScalar } from './sourceTree';
import { readKeys, readName, requireKey } from './sourceReader';

export interface ParsedTable {
  readonly table: TableReference;
  readonly source: TableSource;
}

/** Reads a table: its name, or a group with the name and the fields that synchronization needs. */
export function parseTableReference(source: SourceFile, node: SourceNode, what: string): ParsedTable | undefined {
  if (node.kind !== 'map') {
    const name = readName(source, node, what);
    return name && { table: { name: name.text }, source: { name: name.range } };
  }
  const keys = readKeys(source, node, what, ['name', 'id', 'key', 'modifiedOn']);
  if (!keys) return undefined;
  const nameEntry = requireKey(source, keys, 'name', node, what);
  const name = nameEntry && readName(source, nameEntry.value, `'name' of ${what}`);
  const words: Partial<Record<'id' | 'key' | 'modifiedOn', SourceScalar>> = {};
  for (const key of ['id', 'key', 'modifiedOn'] as const) {
    const entry = keys.get(key);
    const scalar = entry && readName(source, entry.value, `'${key}' of ${what}`);
    if (scalar) words[key] = scalar;
  }
  if (!name) return undefined;
  const { id, key, modifiedOn } = words;
  return {
    table: {
      name: name.text,
      ...(id ? { id: id.text } : {}),
      ...(key ? { key: key.text } : {}),
      ...(modifiedOn ? { modifiedOn: modifiedOn.text } : {}),
    },
    source: {
      name: name.range,
      ...(id ? { id: id.range } : {}),
      ...(key ? { key: key.range } : {}),
      ...(modifiedOn ? { modifiedOn: modifiedOn.range } : {}),
    },
  };
}
