import * as vscode from 'vscode';
import { showRefusal } from '../run/showRefusal';
import type { TemplateName } from './templateChoices';
import type { Workbench } from '../workbench';

/** What the commands that make a workspace answer. */
export interface MadeWorkspace {
  /** Absolute. */
  readonly folder: string;
  /** The files made, relative to the folder; empty where the workspace was there before. */
  readonly files: readonly string[];
}

/** Has the worker write a workspace, and says why where it could not; then undefined. */
export async function makeWorkspace(
  { worker }: Workbench,
  options: { readonly folder: vscode.Uri; readonly template: TemplateName; readonly sample: boolean },
): Promise<MadeWorkspace | undefined> {
  const { folder, template, sample } = options;
  const answer = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Making the workspace…') },
    () => worker.request('workspace/create', { folder: folder.fsPath, template, sample }),
  );
  if (answer.ok) return { folder: folder.fsPath, files: answer.value.files };
  showRefusal(answer.error);
  return undefined;
}

/** Tandem makes no files in Restricted Mode: says so and offers the way out. True where the window is trusted. */
export async function isTrustedToMake(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const message = vscode.l10n.t(
    'In Restricted Mode Tandem makes no files. Trust the folder of this window, or use an empty window.',
  );
  if ((await vscode.window.showWarningMessage(message, manage)) === manage)
    await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}
