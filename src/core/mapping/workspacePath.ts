/** What the workspace file is called, in problems too. */
export const workspaceFileName = 'tandem.yaml';

/**
 * Whether a path, read relative to the workspace file, leaves that file's folder: by being absolute, or by more `..` than
 * folders before them. Slashes of both kinds count, since workspaces travel between systems. Symbolic links are the
 * concern of whoever opens the file.
 */
export function leavesFolder(path: string): boolean {
  if (/^([\\/]|[A-Za-z]:)/.test(path)) return true;
  let depth = 0;
  for (const part of path.split(/[\\/]+/)) {
    if (part === '..') depth -= 1;
    else if (part !== '.' && part !== '') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}
