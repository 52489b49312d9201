import path from 'node:path';
import { formatCount } from './formatCount';
import { printable } from './printable';
import type { Problem, Severity } from '../../core/model/problem';
import type { Validation } from '../cliDependencies';
import type { Colour, TextStyle } from './textStyle';

/**
 * One line a problem, `file:line:column` first, as terminals and editors make links of it: file names are shown from
 * `cwd`, although the problems name them from the workspace's `folder`.
 */
export function renderValidation(
  { files, problems }: Validation,
  { style, folder, cwd }: { readonly style: TextStyle; readonly folder: string; readonly cwd: string },
): readonly string[] {
  const shownFile = (file: string): string => path.relative(cwd, path.resolve(folder, file)) || file;
  const { shown, left } = firstOfEachKind(problems);
  const lines = shown.flatMap((problem) => [
    problemLine(problem, style, shownFile(problem.file)),
    ...(problem.related ?? []).map(
      ({ file, range, message }) =>
        `    ${printable(shownFile(file))}:${range.start.line}:${range.start.column}  ${printable(message)}`,
    ),
    ...(problem.fixes ?? []).map(({ title }) => `    possible fix: ${printable(title)}`),
  ]);
  const more = [...left].map(
    ([kind, count]) => `${printable(kind)}: ${formatCount(count)} more like it; --format json lists all`,
  );
  return [...lines, ...more, ...(lines.length > 0 ? [''] : []), summary(files.length, problems)];
}

/** Of warnings and remarks that say the same of many fields, these many are told for each code. */
const mostOfAKind = 3;

/** All errors, and the first few of every other kind; what is left out is counted by code. */
function firstOfEachKind(problems: readonly Problem[]): {
  readonly shown: readonly Problem[];
  readonly left: ReadonlyMap<string, number>;
} {
  const seen = new Map<string, number>();
  const left = new Map<string, number>();
  const shown = problems.filter(({ code, severity }) => {
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    if (severity === 'error' || count <= mostOfAKind) return true;
    left.set(code, (left.get(code) ?? 0) + 1);
    return false;
  });
  return { shown, left };
}

/** `mappings/customer.mapping.yaml:12:5  error  FIELD_NOT_FOUND  …`. `file` is how the file is to be named. */
export function problemLine(problem: Problem, style: TextStyle, file: string): string {
  const { range, severity, code, message } = problem;
  const place = `${printable(file)}:${range.start.line}:${range.start.column}`;
  return `${place}  ${style.paint(colours[severity], severity)}  ${printable(message)}  ${style.paint('dim', code)}`;
}

const colours: Readonly<Record<Severity, Colour>> = { error: 'red', warning: 'yellow', information: 'cyan' };

function summary(files: number, problems: readonly Problem[]): string {
  const counted = (severity: Severity): number => problems.filter((problem) => problem.severity === severity).length;
  const parts = [
    plural(counted('error'), 'error', 'errors'),
    plural(counted('warning'), 'warning', 'warnings'),
    ...(counted('information') > 0 ? [plural(counted('information'), 'remark', 'remarks')] : []),
  ];
  return `${plural(files, 'file', 'files')} checked: ${parts.join(', ')}.`;
}

function plural(count: number, one: string, many: string): string {
  return `${count === 0 ? 'no' : formatCount(count)} ${count === 1 ? one : many}`;
}
