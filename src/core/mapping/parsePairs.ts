import type { PairSource } from './mappingSource';
import type { SourceFile } from './sourceFile';
import { readMap, readName, readScalar } from './sourceReader';
import type { SourceNode } from './sourceTree';
import { textOrNull } from './sourceTree';

/** A field and what is said of it, as written; null where that is nothing. */
export interface ParsedPair {
  readonly field: string;
  readonly value: string | null;
  readonly source: PairSource;
}

/** Reads `{ field: value }`, as filters and `onCreate` have it. Wrong entries are reported and left out. */
export function parsePairs(source: SourceFile, node: SourceNode, what: string): readonly ParsedPair[] {
  return (readMap(source, node, what)?.entries ?? []).flatMap(({ key, value }) => {
    const field = readName(source, key, `A field in ${what}`);
    const scalar = readScalar(source, value, `'${key.text}' in ${what}`);
    if (!field || !scalar) return [];
    return [{ field: field.text, value: textOrNull(scalar), source: { field: field.range, value: scalar.range } }];
  });
}
