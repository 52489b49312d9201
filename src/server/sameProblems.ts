import type { Problem, TextRange } from '../core/model/problem';

/** Whether two lists say the same of the same places, fixes and related places included. */
export function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((problem, index) => sameProblem(problem, b[index]));
}

function sameProblem(a: Problem, b: Problem | undefined): boolean {
  if (a === b) return true;
  return (
    b !== undefined &&
    a.code === b.code &&
    a.file === b.file &&
    a.severity === b.severity &&
    a.message === b.message &&
    sameRange(a.range, b.range) &&
    sameData(a.fixes, b.fixes) &&
    sameData(a.related, b.related)
  );
}

/** Lines count too: a place may keep its offset where a line was split in two and its words were shortened. */
function sameRange(a: TextRange, b: TextRange): boolean {
  return (
    a.start.offset === b.start.offset &&
    a.start.line === b.start.line &&
    a.start.column === b.start.column &&
    a.end.offset === b.end.offset &&
    a.end.line === b.end.line &&
    a.end.column === b.end.column
  );
}

function sameData(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}
