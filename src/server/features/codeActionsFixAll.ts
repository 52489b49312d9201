import type { CodeAction } from 'vscode-languageserver-types';
import { applyIgnores } from '../../core/mapping/ignoreComments';
import type { ActionContext } from './codeActionContext';
import { actionFrom, lspEdits } from './codeActionContext';
import { singleFixes } from './codeActionsForProblems';

/** Fixes all problems of the file that have exactly one fix; those that a comment silences are left alone. */
export function fixAllActions(context: ActionContext): readonly CodeAction[] {
  const { file, problems } = context;
  const spoken = new Set<unknown>(applyIgnores(file, problems));
  const { fixed, changes } = singleFixes(context, (problem) => spoken.has(problem));
  if (fixed === 0) return [];
  const title = fixed === 1 ? 'Fix the problem that has one fix' : `Fix the ${fixed} problems that have one fix each`;
  const edit = { [file.uri]: [...lspEdits(file.text, changes)] };
  return [actionFrom({ title, kind: 'source.fixAll.tandem' }, edit)];
}
