import * as vscode from 'vscode';
import { relativeFile } from '../commandArguments';
import type { TandemWorkspace } from '../workbench';
import type { WorkspaceOverview } from '../../protocol/workerProtocol';

/** A mapping file that is open with changes which are not on disk. */
export interface UnsavedFile {
  /** Relative to the workspace's folder. */
  readonly file: string;
  readonly document: vscode.TextDocument;
}

/** The workspace's mapping files with unsaved changes; of all mappings, or of those named. */
export function unsavedMappingFiles(
  workspace: TandemWorkspace,
  { mappings }: Pick<WorkspaceOverview, 'mappings'>,
  names?: readonly string[],
): readonly UnsavedFile[] {
  const files = new Set(mappings.filter(({ name }) => !names || names.includes(name)).map(({ file }) => file));
  return vscode.workspace.textDocuments.flatMap((document) => {
    if (!document.isDirty || document.uri.scheme !== workspace.folder.scheme) return [];
    const file = relativeFile(workspace, document.uri.fsPath);
    return file !== undefined && files.has(file) ? [{ file, document }] : [];
  });
}
