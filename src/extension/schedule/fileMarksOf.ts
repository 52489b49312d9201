import * as vscode from 'vscode';
import type { FileMarks } from '../../core/schedule/driveSchedule';
import type { TandemWorkspace, Workspaces } from '../workbench';

/** Which files a schedule looks at, relative to the folder. */
export interface NamedFiles {
  readonly mappings: readonly string[];
  readonly data: readonly string[];
}

/**
 * Gives a look at the files that the workspace's runs read in this environment. While nobody can name the files (the worker starts
 * again) those of the last look count: not to know is no change.
 */
export function fileMarksOf(
  workspaces: Pick<Workspaces, 'overview'>,
  workspace: TandemWorkspace,
  environment: string,
): () => Promise<FileMarks> {
  let named: NamedFiles = { mappings: ['tandem.yaml'], data: [] };
  return async () => {
    const overview = await workspaces.overview(workspace);
    if (overview.ok) {
      const { mappings, problems, environments } = overview.value;
      const files = ['tandem.yaml', ...mappings.map(({ file }) => file), ...problems.map(({ file }) => file)];
      const own = environments.find(({ name }) => name === environment);
      named = { mappings: [...new Set(files)].sort(), data: own?.dataFiles ?? named.data };
    }
    const [mappings, data] = await Promise.all([named.mappings, named.data].map((files) => marksOf(workspace, files)));
    return { mappings: mappings ?? '', data: data ?? '' };
  };
}

async function marksOf({ folder }: TandemWorkspace, files: readonly string[]): Promise<string> {
  const marks = await Promise.all(files.map((file) => markOf(vscode.Uri.joinPath(folder, file))));
  return files.map((file, index) => `${file} ${marks[index]}`).join('\n');
}

async function markOf(file: vscode.Uri): Promise<string> {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(file);
    return `${mtime} ${size}`;
  } catch {
    return 'absent';
  }
}
