import * as vscode from 'vscode';
import { askResults } from './askResults';
import { fileExtensions, recordsWriter } from './recordsText';
import type { Answer } from '../../protocol/workerProtocol';
import type { ExportFormat } from './recordsText';
import type { RecordsQuestion } from '../../protocol/resultsProtocol';
import type { TandemWorkspace, Workbench } from '../workbench';

/** Rows asked for at once. */
const pageSize = 1_000;

/**
 * Writes the records that a question names into a file that the user chooses. Answers the file; undefined where the user stopped,
 * or why it could not be.
 */
export async function exportRecords(
  { worker }: Workbench,
  workspace: TandemWorkspace,
  format: ExportFormat,
  question: RecordsQuestion,
): Promise<Answer<vscode.Uri | undefined>> {
  const extension = fileExtensions[format];
  const name = ['records', question.counter, question.runId.slice(0, 8)].filter(Boolean).join('-');
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(workspace.folder, `${name}.${extension}`),
    filters: { [format.toUpperCase()]: [extension] },
    title: vscode.l10n.t('Export Records'),
  });
  if (!file) return { ok: true, value: undefined };
  const title = vscode.l10n.t('Exporting records');
  const location = vscode.ProgressLocation.Notification;
  const text = await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const writer = recordsWriter(format);
    const parts = [writer.begin()];
    for (let offset = 0, total = 1; offset < total; offset += pageSize) {
      const asked = { name: 'records', params: { ...question, offset, limit: pageSize } } as const;
      const answer = await askResults(worker, workspace.address(), asked, vscode.workspace.isTrusted);
      if (!answer.ok) return answer;
      if (token.isCancellationRequested) return undefined;
      // The question's name says which answer it is.
      const found = answer.value as { readonly rows: Parameters<typeof writer.rows>[0]; readonly total: number };
      parts.push(writer.rows(found.rows));
      total = found.total;
      progress.report({ increment: (100 * pageSize) / Math.max(total, pageSize), message: `${offset}/${total}` });
    }
    return { ok: true, value: [...parts, writer.end()].join('') } as const;
  });
  if (text === undefined) return { ok: true, value: undefined };
  if (!text.ok) return text;
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text.value));
  } catch (error) {
    const message = vscode.l10n.t('{0} could not be written: {1} Choose another file.', file.fsPath, String(error));
    return { ok: false, error: { code: 'FILE_NOT_WRITTEN', kind: 'run', message } };
  }
  offerFile(file);
  return { ok: true, value: file };
}

/** Waits for nobody. */
function offerFile(file: vscode.Uri): void {
  const open = vscode.l10n.t('Open File');
  void vscode.window
    .showInformationMessage(vscode.l10n.t('The records are in {0}.', file.fsPath), open)
    .then((chosen) => (chosen === open ? vscode.commands.executeCommand('vscode.open', file) : undefined));
}
