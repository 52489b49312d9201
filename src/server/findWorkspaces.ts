import type { FilePort } from './filePort';
import { passedOver } from './filePort';
import { fileUri, folderOf } from './uris';
import { workspaceFileName } from '../core/mapping/workspacePath';

/** How far to look for workspaces in an editor's folder: a repository may hold anything, and a look must end soon. */
const [deepest, mostFolders] = [6, 3000];

/** The folders with a tandem.yaml in an editor's folder or below it, the outer ones first. All are normal URIs. */
export async function findWorkspaces(files: FilePort, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  let level: readonly string[] = [''];
  let looked = 0;
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const next: string[] = [];
    for (const below of level) {
      if (looked++ >= mostFolders) return found;
      const entries = await files.list(folder, below);
      if (entries.some(({ name, isFolder }) => name === workspaceFileName && !isFolder)) {
        found.push(below === '' ? folder : fileUri(folder, below));
      }
      const folders = entries.filter(({ name, isFolder }) => isFolder && !passedOver.has(name));
      next.push(...folders.map(({ name }) => (below === '' ? name : `${below}/${name}`)).sort());
    }
    level = next;
  }
  return found;
}

/** The nearest folder above a file that has a tandem.yaml; undefined where none has. `uri` is normal. */
export async function findWorkspaceAbove(files: FilePort, uri: string): Promise<string | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  for (let folder = folderOf(uri); folder !== undefined; folder = folderOf(folder)) {
    if ((await files.readText(folder, workspaceFileName)) !== undefined) return folder;
  }
  return undefined;
}
