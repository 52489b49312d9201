import type { DocumentLink } from 'vscode-languageserver-types';
import { normalPattern } from '../../core/mapping/patternMatcher';
import type { SourceNode, SourceScalar } from '../../core/mapping/sourceTree';
import { entryOf } from '../../core/mapping/sourceTree';
import { leavesFolder } from '../../core/mapping/workspacePath';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspRange } from '../positions';
import { fileUri } from '../uris';
import { mappingPatterns } from './workspacePlaces';

/**
 * The paths in tandem.yaml that lead to files: mapping files that are named one by one, and the data files of environments. Patterns lead
 * to many files; "Go to Definition" lists those. `exists` tells of a path relative to the folder whether a file is there; mapping
 * files that the analysis knows need not be asked for.
 */
export function documentLinks(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  exists: (file: string) => boolean = () => false,
): readonly DocumentLink[] {
  if (file.kind !== 'workspace') return [];
  const paths = [...mappingPatterns(file.root), ...dataFiles(file.root)];
  return paths.flatMap(({ text, range }) => {
    const path = normalPattern(text);
    if (path === '' || /[*?]/.test(path) || leavesFolder(text)) return [];
    if (!analysis.byFile.has(path) && !exists(path)) return [];
    return [{ range: lspRange(range), target: fileUri(analysis.folder, path), tooltip: `Open ${path}` }];
  });
}

function dataFiles(root: SourceNode | undefined): readonly SourceScalar[] {
  const environments = entryOf(root, 'environments')?.value;
  if (environments?.kind !== 'map') return [];
  return environments.entries.flatMap(({ value }) =>
    ['local', 'integration'].flatMap((side) => {
      const path = entryOf(entryOf(value, side)?.value, 'file')?.value;
      return path?.kind === 'scalar' ? [path] : [];
    }),
  );
}
