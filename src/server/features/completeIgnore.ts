import type { CompletionItem } from 'vscode-languageserver-types';
import { createLineIndex } from '../../core/mapping/lineIndex';
import type { MappingProblemCode } from '../../core/mapping/mappingProblems';
import { mappingProblems } from '../../core/mapping/mappingProblems';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { lspRange } from '../positions';
import { itemKinds, rank } from './completionAsk';

/** Offers the codes that a `# tandem-ignore` comment may name; those that are reported in the next line first. */
export function completeIgnore(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  offset: number,
): readonly CompletionItem[] {
  const lineStart = offset === 0 ? 0 : file.text.lastIndexOf('\n', offset - 1) + 1;
  const before = file.text.slice(lineStart, offset);
  const typed = before.length > 500 ? null : /#\s?tandem-ignore\s+(?:\w+\s?,\s?)*(\w*)$/.exec(before);
  if (!typed) return [];
  const { start } = createLineIndex(file.text).range(offset, offset);
  const range = lspRange(createLineIndex(file.text).range(offset - (typed[1] ?? '').length, offset));
  const reported = new Set(
    [...file.problems, ...(analysis.crossProblems.get(file.file) ?? [])]
      .filter((problem) => problem.range.start.line === start.line + 1)
      .map(({ code }) => code),
  );
  const codes = (Object.keys(mappingProblems) as MappingProblemCode[]).filter(
    (code) => mappingProblems[code].severity !== 'error',
  );
  return codes.map((code, index) => ({
    label: code,
    kind: itemKinds.constant,
    documentation: { kind: 'markdown', value: mappingProblems[code].summary },
    sortText: rank(reported.has(code) ? '1' : '2', index),
    textEdit: { range, newText: code },
  }));
}
