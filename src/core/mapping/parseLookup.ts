import type { Lookup } from '../model/tableMapping';
import type { LookupSource } from './mappingSource';
import type { SourceFile } from './sourceFile';
import type { SourceNode } from './sourceTree';
import { readKeys, readName, requireKey } from './sourceReader';

export interface ParsedLookup {
  readonly lookup: Lookup;
  readonly source: LookupSource;
}

/** Reads a lookup: a mapping's name, the long form, or a list of either. Undefined where a part is wrong. */
export function parseLookups(source: SourceFile, node: SourceNode, what: string): readonly ParsedLookup[] | undefined {
  if (node.kind !== 'list') {
    const one = parseLookup(source, node, what);
    return one && [one];
  }
  if (node.items.length === 0) {
    source.report('WRONG_TYPE', node.range, `${what} names no mapping. Write the name of one, or remove the key.`);
    return undefined;
  }
  const lookups = node.items.map((item) => parseLookup(source, item, what));
  return lookups.every((lookup) => lookup !== undefined) ? lookups : undefined;
}

function parseLookup(source: SourceFile, node: SourceNode, what: string): ParsedLookup | undefined {
  if (node.kind !== 'map') {
    const name = readName(source, node, what);
    return name && { lookup: { mapping: name.text }, source: { mapping: name.range } };
  }
  const keys = readKeys(source, node, what, ['mapping', 'localField', 'integrationField']);
  if (!keys) return undefined;
  const entry = requireKey(source, keys, 'mapping', node, what);
  const mapping = entry && readName(source, entry.value, `'mapping' of ${what}`);
  const local = keys.get('localField');
  const localField = local && readName(source, local.value, `'localField' of ${what}`);
  const integration = keys.get('integrationField');
  const integrationField = integration && readName(source, integration.value, `'integrationField' of ${what}`);
  if (!mapping || (local && !localField) || (integration && !integrationField)) return undefined;
  return {
    lookup: {
      mapping: mapping.text,
      ...(localField ? { localField: localField.text } : {}),
      ...(integrationField ? { integrationField: integrationField.text } : {}),
    },
    source: {
      mapping: mapping.range,
      ...(localField ? { localField: localField.range } : {}),
      ...(integrationField ? { integrationField: integrationField.range } : {}),
    },
  };
}
