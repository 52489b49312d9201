import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Makes the folder of all states and caches of a workspace, which git is to ignore whole (DESIGN 2). */
export function makeStateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeStateIgnore(folder);
}

/** Writes the `.gitignore` that keeps the folder out of the repository, unless there is one. */
export function writeStateIgnore(folder: string): void {
  const ignore = path.join(folder, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
}
