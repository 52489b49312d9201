import type { CodeAction } from 'vscode-languageserver-types';
import type { MappingProblemCode } from '../../core/mapping/mappingProblems';
import type { Fix, Problem } from '../../core/model/problem';
import type { WorkspaceAnalysis } from '../analysis';
import { fileUri } from '../uris';
import type { ActionContext, ShownProblem } from './codeActionContext';
import { actionFrom, lspEdits, safeAction } from './codeActionContext';
import { createMappingActions } from './codeActionsToCreate';
import { moreFixes } from './moreFixes';

/** Quick fixes: those that the checks themselves know, the nearest name first, then those that change more than a word. */
export function problemActions(context: ActionContext): readonly CodeAction[] {
  return context.shown.flatMap((shown) => [
    ...ownFixes(context, shown),
    ...furtherFixes(context, shown),
    ...sameKind(context, shown),
    ...(shown.problem.code === 'UNKNOWN_MAPPING' ? createMappingActions(context, shown) : []),
  ]);
}

/** None is preferred, which an editor may apply unasked: each takes something away, or decides for a person. */
function furtherFixes(context: ActionContext, { problem, diagnostic }: ShownProblem): readonly CodeAction[] {
  const diagnostics = [diagnostic];
  return moreFixes(context, problem).flatMap((fix) => {
    return safeAction(context.file, { ...fix, kind: 'quickfix', diagnostics });
  });
}

function ownFixes({ analysis }: ActionContext, { problem, diagnostic }: ShownProblem): readonly CodeAction[] {
  const fixes = problem.fixes ?? [];
  return fixes.flatMap((fix) => {
    const changes = changesOf(analysis, fix);
    if (!changes) return [];
    const preferred = fixes.length === 1;
    return [actionFrom({ title: fix.title, kind: 'quickfix', diagnostics: [diagnostic], preferred }, changes)];
  });
}

/** By URI; undefined where a file is not known: its text is needed to tell lines. */
function changesOf(analysis: WorkspaceAnalysis, { edits }: Fix) {
  const byUri: Record<string, ReturnType<typeof lspEdits>[number][]> = {};
  for (const edit of edits) {
    const file = analysis.byFile.get(edit.file);
    if (!file) return undefined;
    const uri = file.uri === '' ? fileUri(analysis.folder, edit.file) : file.uri;
    (byUri[uri] ??= []).push(...lspEdits(file.text, [edit]));
  }
  return byUri;
}

/** All problems of the shown one's code that have one fix each, where there are several. */
function sameKind(context: ActionContext, { problem, diagnostic }: ShownProblem): readonly CodeAction[] {
  const first = context.shown.find((shown) => shown.problem.code === problem.code);
  if (first?.problem !== problem) return [];
  const { fixed, changes } = singleFixes(context, ({ code }) => code === problem.code);
  if (fixed < 2) return [];
  const title = `Fix all ${fixed} problems of this kind (${problem.code})`;
  const edit = { [context.file.uri]: [...lspEdits(context.file.text, changes)] };
  return [actionFrom({ title, kind: 'quickfix', diagnostics: [diagnostic] }, edit)];
}

/** The changes of all problems that have exactly one fix, in this file alone; of two that overlap the first. */
export function singleFixes(
  { file, problems }: ActionContext,
  isMeant: (problem: Problem<MappingProblemCode>) => boolean,
) {
  const changes: Fix['edits'][number][] = [];
  let fixed = 0;
  for (const problem of problems.filter(isMeant)) {
    const [fix, ...others] = problem.fixes ?? [];
    if (!fix || others.length > 0 || fix.edits.some((edit) => edit.file !== file.file)) continue;
    if (fix.edits.some((edit) => changes.some((taken) => edit.start < taken.end && taken.start < edit.end))) continue;
    if (fix.edits.some((edit) => changes.some((taken) => taken.start === edit.start && taken.end === edit.end)))
      continue;
    changes.push(...fix.edits);
    fixed += 1;
  }
  return { fixed, changes };
}
