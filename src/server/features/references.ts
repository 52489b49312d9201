import type { Location } from 'vscode-languageserver-types';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspRange } from '../positions';
import { occurrenceAt, occurrencesIn, sameThing } from './occurrences';

/**
 * Every place of the workspace that names the mapping, the table or the field at `offset`, by file in the workspace's order. A table
 * is the same on its side of all mappings, a field wherever its table is. `withDeclaration`: a mapping's own name counts too.
 */
export function referencesOf(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  offset: number,
  withDeclaration = true,
): readonly Location[] {
  const found = file.kind === 'mapping' ? occurrenceAt(analysis, file, offset) : undefined;
  if (!found) return [];
  return analysis.mappings.flatMap((other) =>
    occurrencesIn(analysis, other)
      .filter(({ thing, declares }) => sameThing(thing, found.thing) && (withDeclaration || !declares))
      .toSorted((a, b) => a.range.start.offset - b.range.start.offset)
      .map(({ range }) => ({ uri: other.uri, range: lspRange(range) })),
  );
}
