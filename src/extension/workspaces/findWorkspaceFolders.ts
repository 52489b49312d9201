import * as vscode from 'vscode';

/** How deep below a folder of the window a tandem.yaml is looked for: a repository of several apps, not a disk. */
const deepest = 3;
const mostFiles = 200;

/** Directories that hold no workspace of the user's. */
const passedOver = '**/{node_modules,.tandem,.git}/**';

/**
 * The folders of this window that hold a tandem.yaml: in the order of the window, those nearer to the top first. Folders that are
 * no files of this machine are left out, since the engine reads files; `onLeftOut` is told each.
 */
export async function findWorkspaceFolders(onLeftOut: (folder: vscode.Uri) => void): Promise<readonly vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  for (const { uri } of folders) if (uri.scheme !== 'file') onLeftOut(uri);
  const found = await Promise.all(folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => below(uri)));
  // A folder of the window may stand inside another one.
  return [...new Map(found.flat().map((folder) => [folder.toString(), folder])).values()];
}

async function below(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const levels = Array.from({ length: deepest + 1 }, (_, depth) => `${'*/'.repeat(depth)}tandem.yaml`);
  const pattern = new vscode.RelativePattern(folder, `{${levels.join(',')}}`);
  const files = await vscode.workspace.findFiles(pattern, passedOver, mostFiles);
  const depth = ({ path }: vscode.Uri): number => path.split('/').length;
  return files
    .map((file) => vscode.Uri.joinPath(file, '..'))
    .sort((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1));
}
