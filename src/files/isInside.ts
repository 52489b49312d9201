import path from 'node:path';

/** Whether a path leads into a folder or is the folder. Looks at the text only: resolve symbolic links before. */
export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
