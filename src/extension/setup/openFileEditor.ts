import * as vscode from 'vscode';
import type { FileChange, FileEditor, Written } from './fileEditor';
import type { TandemWorkspace } from '../workbench';
import { proposedUri } from './proposedTexts';

/** The files of a workspace of this window. */
export function openFileEditor({ folder, name }: TandemWorkspace): FileEditor {
  const uriOf = (file: string) => vscode.Uri.joinPath(folder, ...file.split('/'));
  return {
    read: async (file) => ((await exists(uriOf(file))) ? (await documentOf(uriOf(file))).getText() : undefined),
    write: (changes) => write(changes, uriOf),
    open: async (file) => {
      await vscode.window.showTextDocument(await documentOf(uriOf(file)), { preview: false });
    },
    compare: (title, changes) => compare(title, changes, { uriOf, workspace: name }),
  };
}

async function write(changes: readonly FileChange[], uriOf: (file: string) => vscode.Uri): Promise<Written> {
  const edit = new vscode.WorkspaceEdit();
  const unsaved: string[] = [];
  for (const { file, text } of changes) {
    const uri = uriOf(file);
    if (await exists(uri)) {
      const document = await documentOf(uri);
      if (document.isDirty) unsaved.push(file);
      edit.replace(uri, document.validateRange(new vscode.Range(0, 0, document.lineCount, 0)), text);
    } else edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  }
  if (!(await vscode.workspace.applyEdit(edit))) return { ok: false };
  for (const { file } of changes) {
    const document = await documentOf(uriOf(file));
    // Saving would save what the user left unsaved on purpose.
    if (document.isDirty && !unsaved.includes(file) && !(await document.save())) unsaved.push(file);
  }
  return { ok: true, unsaved };
}

async function compare(
  title: string,
  changes: readonly FileChange[],
  { uriOf, workspace }: { readonly uriOf: (file: string) => vscode.Uri; readonly workspace: string },
): Promise<void> {
  const pairs = await Promise.all(
    changes.map(async ({ file, text }) => {
      const now = (await exists(uriOf(file))) ? uriOf(file) : proposedUri(workspace, file, 'now', '');
      return { file: uriOf(file), now, proposed: proposedUri(workspace, file, 'standard', text) };
    }),
  );
  const [only] = pairs;
  if (pairs.length === 1 && only) {
    await vscode.commands.executeCommand('vscode.diff', only.now, only.proposed, title, { preview: true });
    return;
  }
  const resources = pairs.map(({ file, now, proposed }) => [file, now, proposed]);
  await vscode.commands.executeCommand('vscode.changes', title, resources);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function documentOf(uri: vscode.Uri): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(uri);
}
