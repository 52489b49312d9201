import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { normalPattern, patternMatcher } from '../core/mapping/patternMatcher';
import { isInside } from '../files/isInside';

/** Folders that never hold mapping files. */
const passedOver = new Set(['node_modules', '.git', '.tandem']);

/**
 * The files a pattern names, relative to the folder with forward slashes, in alphabetical order. `*` and `?` stay within one
 * name, `**` crosses folders. Files that symbolic links lead out of the folder are left out: paths in files are untrusted.
 */
export function expandPattern(folder: string, pattern: string): readonly string[] {
  const normal = normalPattern(pattern);
  if (!/[*?]/.test(normal)) return staysInside(folder, normal) && isFile(folder, normal) ? [normal] : [];
  const matches = patternMatcher(normal);
  return listFiles(folder, '', /\/|\*\*/.test(normal) ? Infinity : 1)
    .filter((file) => matches.test(file) && staysInside(folder, file))
    .sort();
}

/** Whether a relative path, resolved through symbolic links, stays within the folder (DESIGN 2). */
export function staysInside(folder: string, relative: string): boolean {
  try {
    return isInside(realpathSync(folder), realpathSync(path.resolve(folder, relative)));
  } catch {
    // What does not exist leads nowhere but where its name says.
    return isInside(folder, path.resolve(folder, relative));
  }
}

function isFile(folder: string, file: string): boolean {
  return statSync(path.join(folder, file), { throwIfNoEntry: false })?.isFile() ?? false;
}

function listFiles(folder: string, below: string, depth: number): readonly string[] {
  if (depth === 0) return [];
  const entries = readdirSync(path.join(folder, below), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : listFiles(folder, name, depth - 1);
    return [name];
  });
}
