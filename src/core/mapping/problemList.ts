import type { Fix, Problem, TextRange } from '../model/problem';
import type { MappingProblemCode } from './mappingProblems';
import { mappingProblems } from './mappingProblems';

/** Tells of one problem in the file it was made for. The message ends with the next step. */
export type Report = (code: MappingProblemCode, range: TextRange, message: string, details?: ProblemDetails) => void;

/** What may go with a problem: ways to resolve it, and other places that belong to it. */
export interface ProblemDetails {
  readonly fixes?: readonly Fix[];
  readonly related?: Problem['related'];
}

/** Collects problems of any number of files; the severity follows from the code. */
export interface ProblemList {
  readonly reportIn: (file: string) => Report;
  /** By file as first reported, then by place: what reads top to bottom. */
  sorted(): readonly Problem<MappingProblemCode>[];
  hasErrors(): boolean;
}

export function createProblemList(): ProblemList {
  const problems: Problem<MappingProblemCode>[] = [];
  return {
    reportIn: (file) => (code, range, message, details) => {
      const fixes = details?.fixes?.length ? { fixes: details.fixes } : {};
      const related = details?.related?.length ? { related: details.related } : {};
      problems.push({ code, file, range, severity: mappingProblems[code].severity, message, ...fixes, ...related });
    },
    sorted: () => sortedProblems(problems),
    hasErrors: () => problems.some((problem) => problem.severity === 'error'),
  };
}

/** By file in the order in which the files come first, then by place. */
export function sortedProblems<P extends Problem>(problems: readonly P[]): readonly P[] {
  const files = new Map<string, number>();
  for (const { file } of problems) if (!files.has(file)) files.set(file, files.size);
  const orderOf = (problem: P) => files.get(problem.file) ?? 0;
  return problems.toSorted((a, b) => orderOf(a) - orderOf(b) || a.range.start.offset - b.range.start.offset);
}
