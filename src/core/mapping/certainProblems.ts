import type { Problem } from '../model/problem';
import type { MappingProblemCode } from './mappingProblems';

/**
 * The problems that a text surely has. A bracket or quote that is not closed swallows what follows, so that keys seem to be missing:
 * whether they are shows once the YAML is right.
 */
export function certainProblems(
  problems: readonly Problem<MappingProblemCode>[],
): readonly Problem<MappingProblemCode>[] {
  if (!problems.some(({ code }) => code === 'YAML_SYNTAX')) return problems;
  return problems.filter(({ code }) => code !== 'MISSING_KEY');
}
