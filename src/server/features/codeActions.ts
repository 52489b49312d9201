import type { CodeAction, CodeActionKind, Diagnostic, Range } from 'vscode-languageserver-types';
import type { FileAnalysis, WorkspaceAnalysis } from '../analysis';
import { fieldActions } from './codeActionsOfFields';
import { wholeFileActions } from './codeActionsOfFile';
import { ignoreActions } from './codeActionsToIgnore';
import { problemActions } from './codeActionsForProblems';
import { fixAllActions } from './codeActionsFixAll';
import type { ActionContext } from './codeActionContext';
import { actionContext } from './codeActionContext';

/** The kinds of actions, for the server's capabilities. */
export const codeActionKinds = [
  'quickfix',
  'refactor.rewrite',
  'source.fixAll.tandem',
  'source.sortFields.tandem',
  'source.addFieldPairs.tandem',
] as const satisfies readonly CodeActionKind[];

/**
 * What can be done about a range of a file: fixes of the problems that `diagnostics` shows there, changes of the field mapping that
 * holds the range, and changes of the whole file. `only`: the kinds asked for; absent, all. Every edit keeps layout and comments, and
 * none is offered that would bring an error of another kind.
 */
export function codeActionsFor(
  analysis: WorkspaceAnalysis,
  file: FileAnalysis,
  range: Range,
  diagnostics: readonly Diagnostic[],
  only?: readonly string[],
): readonly CodeAction[] {
  const isWanted = (kind: string) => !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const context = actionContext(analysis, file, range, diagnostics);
  const makers: readonly (readonly [string, (context: ActionContext) => readonly CodeAction[]])[] = [
    ['quickfix', problemActions],
    ['quickfix', ignoreActions],
    ['refactor.rewrite', fieldActions],
    ['source.fixAll.tandem', fixAllActions],
    ['source.sortFields.tandem', wholeFileActions],
  ];
  const wanted = makers.filter(
    ([kind]) => isWanted(kind) || (kind === 'source.sortFields.tandem' && isWanted('source.addFieldPairs.tandem')),
  );
  return wanted.flatMap(([, make]) => make(context)).filter(({ kind }) => kind === undefined || isWanted(kind));
}
