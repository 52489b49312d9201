import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Where pictures, logs and times go; git ignores it. */
export const artifacts = path.join('test', 'host', '.artifacts');

/** Makes the folder; emptied first where a whole run begins, so that nothing in it is older than the run. */
export function openArtifacts({ emptied }: { readonly emptied: boolean }): void {
  if (emptied) rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(artifacts, { recursive: true });
}

/** Notes how long a file of tests took, its window's opening included. */
export function noteTime(file: string, durationMs: number): void {
  appendFileSync(path.join(artifacts, 'times.txt'), `${(durationMs / 1000).toFixed(1).padStart(6)} s  ${file}\n`);
}
