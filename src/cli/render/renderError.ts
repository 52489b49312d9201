import { printable } from './printable';
import { problemLine } from './renderValidation';
import type { ServiceError } from '../../service/workspaceService';
import type { RenderContext } from './renderContext';

/** Why a command could not do its work, with the first problems of the files that are to blame. */
export function renderError(
  error: Pick<ServiceError, 'message' | 'problems'>,
  { style, commandLine }: Pick<RenderContext, 'style' | 'commandLine'>,
): readonly string[] {
  const problems = (error.problems ?? []).filter(({ severity }) => severity === 'error');
  return [
    `${style.paint('red', 'error:')} ${printable(error.message)}`,
    ...problems.slice(0, mostProblems).map((problem) => `  ${problemLine(problem, style, problem.file)}`),
    ...(problems.length > mostProblems
      ? [
          `  ${style.glyphs.ellipsis} and ${problems.length - mostProblems} more; ${commandLine(['validate'])} shows all`,
        ]
      : []),
  ];
}

const mostProblems = 10;
