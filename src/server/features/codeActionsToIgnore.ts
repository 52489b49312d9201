import type { CodeAction } from 'vscode-languageserver-types';
import type { TextChange } from '../../core/mapping/edits/textChange';
import { lineEndOf } from '../../core/mapping/edits/textChange';
import { ignoreComments } from '../../core/mapping/ignoreComments';
import type { MappingProblemCode } from '../../core/mapping/mappingProblems';
import { mappingProblems } from '../../core/mapping/mappingProblems';
import type { Problem } from '../../core/model/problem';
import type { ActionContext } from './codeActionContext';
import { safeAction } from './codeActionContext';

/** Silences a problem by a comment on the line above; errors cannot be silenced, nor what is wrong with such a comment. */
export function ignoreActions({ file, shown }: ActionContext): readonly CodeAction[] {
  return shown.flatMap(({ problem, diagnostic }) => {
    if (mappingProblems[problem.code].severity === 'error' || aboutComments.has(problem.code)) return [];
    const title = `Ignore ${problem.code} here`;
    const changes = [ignoreComment(file.text, problem)];
    return safeAction(file, { title, kind: 'quickfix', changes, diagnostics: [diagnostic] });
  });
}

const aboutComments: ReadonlySet<MappingProblemCode> = new Set(['UNKNOWN_IGNORE', 'UNUSED_IGNORE']);

/** A comment that speaks for the line already gets one code more. */
function ignoreComment(text: string, { code, range }: Problem): TextChange {
  const existing = ignoreComments(text).find(({ line, codes }) => line === range.start.line && codes.length > 0);
  const last = existing?.codes.at(-1);
  if (last) return { start: last.range.end.offset, end: last.range.end.offset, newText: `, ${code}` };
  const bom = text.startsWith('\uFEFF') ? 1 : 0;
  const lineStart = Math.max(bom, text.lastIndexOf('\n', range.start.offset - 1) + 1);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  return { start: lineStart, end: lineStart, newText: `${indent}# tandem-ignore ${code}${lineEndOf(text)}` };
}
