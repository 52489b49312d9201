import * as vscode from 'vscode';
import { showRefusal } from '../run/showRefusal';
import type { ParamsOf } from '../../protocol/workerProtocol';
import type { TemplateLocal, TemplateName } from './templateChoices';
import type { Workbench } from '../workbench';

/** What the commands that make a workspace answer. */
export interface MadeWorkspace {
  /** Absolute. */
  readonly folder: string;
  /** The files made, relative to the folder; empty where the workspace was there before. */
  readonly files: readonly string[];
}

/** What the worker is asked for, see there. */
type WorkspaceToMake = Omit<ParamsOf<'workspace/create'>, 'folder' | 'template' | 'local'> & {
  readonly folder: vscode.Uri;
  readonly template: TemplateName;
  readonly local?: TemplateLocal;
};

/** Has the worker write a workspace, and says why where it could not; then undefined. */
export async function makeWorkspace(
  { worker }: Workbench,
  { folder, ...options }: WorkspaceToMake,
): Promise<MadeWorkspace | undefined> {
  const answer = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Making the workspace…') },
    () => worker.request('workspace/create', { ...options, folder: folder.fsPath }),
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
