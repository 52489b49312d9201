import * as vscode from 'vscode';
import { problemsByFile } from './problemsByFile';
import type { Problem, Severity } from '../../core/model/problem';
import type { TandemWorkspace, Workbench } from '../workbench';

/**
 * Lists what the language server cannot know, since it opens no system: that one could not be read. All other problems are the
 * server's, which also knows what is not saved.
 */
export function registerProblems({ workspaces, log }: Workbench): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('tandem systems');
  let asked = 0;
  const update = async (): Promise<void> => {
    const mine = ++asked;
    const entries = (await Promise.all(workspaces.all.map(entriesOf))).flat();
    // What was asked later knows more.
    if (mine !== asked) return;
    collection.clear();
    collection.set(entries);
  };
  const entriesOf = async (workspace: TandemWorkspace): Promise<[vscode.Uri, vscode.Diagnostic[]][]> => {
    const byFile = problemsByFile(await workspaces.overview(workspace));
    return [...byFile].map(([file, problems]) => [
      vscode.Uri.joinPath(workspace.folder, file),
      problems.filter(({ code }) => code === 'SYSTEM_NOT_READ').map(diagnosticOf),
    ]);
  };
  const follow = workspaces.onDidChange(() => {
    update().catch((error: unknown) => log.error(`Problems: ${String(error)}`));
  });
  return {
    dispose() {
      asked++;
      follow.dispose();
      collection.dispose();
    },
  };
}

function diagnosticOf({ code, range: { start, end }, severity, message }: Problem): vscode.Diagnostic {
  const range = new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
  const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
  diagnostic.source = 'tandem';
  diagnostic.code = code;
  return diagnostic;
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};
