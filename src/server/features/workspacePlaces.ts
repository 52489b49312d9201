import type { TextRange } from '../../core/model/problem';
import { normalPattern, patternMatcher } from '../../core/mapping/patternMatcher';
import type { SourceNode, SourceScalar } from '../../core/mapping/sourceTree';
import { entryOf } from '../../core/mapping/sourceTree';
import type { MappingFileAnalysis, WorkspaceAnalysis } from '../analysis';

/** The items of `mappings` in tandem.yaml, also where other parts of the file are wrong. */
export function mappingPatterns(root: SourceNode | undefined): readonly SourceScalar[] {
  const list = entryOf(root, 'mappings')?.value;
  return list?.kind === 'list' ? list.items.filter((item) => item.kind === 'scalar') : [];
}

/** The mapping files that an item of `mappings` means, in the workspace's order. */
export function filesOfPattern(analysis: WorkspaceAnalysis, pattern: string): readonly MappingFileAnalysis[] {
  const matcher = patternMatcher(normalPattern(pattern));
  return analysis.mappings.filter(({ file }) => matcher.test(normalPattern(file)));
}

/** The value of `defaultEnvironment` and the environment's own key; undefined where either is missing. */
export function defaultEnvironmentPlaces(
  root: SourceNode | undefined,
): { readonly word: TextRange; readonly environment: TextRange; readonly body: TextRange } | undefined {
  const word = entryOf(root, 'defaultEnvironment')?.value;
  if (word?.kind !== 'scalar') return undefined;
  const entry = entryOf(entryOf(root, 'environments')?.value, word.text);
  return entry && { word: word.range, environment: entry.key.range, body: entry.value.range };
}

export function contains({ start, end }: TextRange, offset: number): boolean {
  return start.offset <= offset && offset <= end.offset;
}
