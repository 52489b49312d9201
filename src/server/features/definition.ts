import type { LocationLink } from 'vscode-languageserver-types';
import { createLineIndex } from '../../core/mapping/lineIndex';
import type { TextRange } from '../../core/model/problem';
import type { FileAnalysis, MappingFileAnalysis, WorkspaceAnalysis, WorkspaceFileAnalysis } from '../analysis';
import { lspRange } from '../positions';
import { occurrenceAt } from './occurrences';
import { contains, defaultEnvironmentPlaces, filesOfPattern, mappingPatterns } from './workspacePlaces';

/**
 * Where the thing at `offset` is made: a mapping's name in its file, the files that a pattern of tandem.yaml means, the environment that
 * `defaultEnvironment` names. Tables and fields are made in the systems, so that there is no place to go to.
 */
export function definitionOf(analysis: WorkspaceAnalysis, file: FileAnalysis, offset: number): readonly LocationLink[] {
  return file.kind === 'mapping' ? inMapping(analysis, file, offset) : inWorkspace(analysis, file, offset);
}

function inMapping(analysis: WorkspaceAnalysis, file: MappingFileAnalysis, offset: number): readonly LocationLink[] {
  const found = occurrenceAt(analysis, file, offset);
  if (found?.thing.kind !== 'mapping') return [];
  const { name } = found.thing;
  return analysis.mappings
    .filter((other) => other.name === name)
    .map((other) => linkTo(found.range, other.uri, wholeRange(other), nameRange(other)));
}

function inWorkspace(
  analysis: WorkspaceAnalysis,
  file: WorkspaceFileAnalysis,
  offset: number,
): readonly LocationLink[] {
  const environment = defaultEnvironmentPlaces(file.root);
  if (environment && contains(environment.word, offset)) {
    const whole = { start: environment.environment.start, end: environment.body.end };
    return [linkTo(environment.word, file.uri, whole, environment.environment)];
  }
  const pattern = mappingPatterns(file.root).find(({ range }) => contains(range, offset));
  if (!pattern) return [];
  return filesOfPattern(analysis, pattern.text).map((each) => {
    return linkTo(pattern.range, each.uri, wholeRange(each), nameRange(each));
  });
}

function linkTo(from: TextRange, targetUri: string, whole: TextRange, name: TextRange): LocationLink {
  return {
    originSelectionRange: lspRange(from),
    targetUri,
    targetRange: lspRange(whole),
    targetSelectionRange: lspRange(name),
  };
}

function wholeRange({ text }: MappingFileAnalysis): TextRange {
  return createLineIndex(text).range(0, text.length);
}

/** The start of a file that has no name yet. */
function nameRange(file: MappingFileAnalysis): TextRange {
  const { root, text } = file;
  const name = root?.kind === 'map' ? root.entries.find(({ key }) => key.text === 'name') : undefined;
  return name?.value.range ?? createLineIndex(text).range(0, 0);
}
