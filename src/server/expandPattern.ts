import { normalPattern, patternMatcher } from '../core/mapping/patternMatcher';
import { leavesFolder } from '../core/mapping/workspacePath';
import type { FilePort } from './filePort';
import { passedOver } from './filePort';

/** Entries that one pattern may look at: no workspace has so many, and no pattern may hold up the server for good. */
const mostEntries = 100_000;

/**
 * The files that a pattern of tandem.yaml names, relative to the folder with forward slashes, in alphabetical order, as the command
 * line finds them. A name without wildcards is its own answer: whether the file is there shows when it is read.
 */
export async function expandPattern(files: FilePort, folder: string, pattern: string): Promise<readonly string[]> {
  const normal = normalPattern(pattern);
  if (normal === '' || leavesFolder(pattern)) return [];
  if (!isPattern(normal)) return [normal];
  const segments = normal.split('/');
  const fixed = segments.slice(0, segments.findIndex(isPattern));
  const depth = normal.includes('**') ? Infinity : segments.length - fixed.length;
  if (!(await isWalkable(files, folder, fixed))) return [];
  const matches = patternMatcher(normal);
  const found = await filesBelow(files, folder, fixed.join('/'), depth);
  return found.filter((file) => matches.test(file)).sort();
}

/** Whether a text of `mappings` stands for any number of files. */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** Whether the folders before the first wildcard are there, one in the other, and may hold mapping files. */
async function isWalkable(files: FilePort, folder: string, names: readonly string[]): Promise<boolean> {
  let below = '';
  for (const name of names) {
    const entries = passedOver.has(name) ? [] : await files.list(folder, below);
    if (!entries.some((entry) => entry.isFolder && entry.name === name)) return false;
    below = below === '' ? name : `${below}/${name}`;
  }
  return true;
}

async function filesBelow(files: FilePort, folder: string, start: string, depth: number): Promise<readonly string[]> {
  const found: string[] = [];
  let level: readonly string[] = [start];
  let seen = 0;
  for (let deep = 0; deep < depth && level.length > 0 && seen < mostEntries; deep++) {
    const next: string[] = [];
    for (const below of level) {
      const entries = await files.list(folder, below);
      seen += entries.length;
      for (const { name, isFolder } of entries) {
        const path = below === '' ? name : `${below}/${name}`;
        if (!isFolder) found.push(path);
        else if (!passedOver.has(name)) next.push(path);
      }
      if (seen >= mostEntries) break;
    }
    level = next;
  }
  return found;
}
