import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FilePort, FolderEntry } from './filePort';

/** Bytes. A mapping file has some thousands, the schemas of a large system some millions. */
const largest = 64_000_000;

/** The machine's files. Paths in a workspace are untrusted: what links lead out of its folder is absent (DESIGN 2). */
export const nodeFiles: FilePort = {
  async readText(folder, file) {
    const found = await inside(folder, file);
    if (found === undefined) return undefined;
    try {
      const { size } = await stat(found);
      return size <= largest ? await readFile(found, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  },

  async list(folder, below) {
    const found = await inside(folder, below);
    if (found === undefined) return [];
    try {
      const entries = await readdir(found, { withFileTypes: true });
      // Links to folders are no folders here: they may lead in a circle.
      return entries.map((entry): FolderEntry => ({ name: entry.name, isFolder: entry.isDirectory() }));
    } catch {
      return [];
    }
  },
};

/** The real path, where it lies in the folder's real path. */
async function inside(folder: string, file: string): Promise<string | undefined> {
  try {
    const root = fileURLToPath(folder);
    const [realRoot, real] = await Promise.all([realpath(root), realpath(path.join(root, file))]);
    const relative = path.relative(realRoot, real);
    const leaves = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
    return leaves ? undefined : real;
  } catch {
    // Missing, or no file at all.
    return undefined;
  }
}
