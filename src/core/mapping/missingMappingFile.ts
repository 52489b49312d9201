import type { Problem } from '../model/problem';
import type { Workspace } from '../model/workspace';
import type { MappingProblemCode } from './mappingProblems';
import { mappingProblems } from './mappingProblems';
import { workspaceFileName } from './workspacePath';

/** What is wrong with an entry of `mappings` that names no file. Whoever reads files knows that it does not. */
export function missingMappingFile({ pattern, range }: Workspace['mappings'][number]): Problem<MappingProblemCode> {
  const isPattern = /[*?]/.test(pattern);
  const code = isPattern ? 'PATTERN_WITHOUT_FILES' : 'MAPPING_FILE_NOT_FOUND';
  const message = isPattern
    ? `No file matches ${pattern}. Add a mapping file, or correct the pattern.`
    : `The file ${pattern} does not exist in the workspace. Create it, or correct the name.`;
  return { code, file: workspaceFileName, range, severity: mappingProblems[code].severity, message };
}
