import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Where what is slow to get survives between runs: below the user's cache folder, or in `.build/host` where that cannot be
 * written. Each thing kept there has a folder named by what it was made from, so nothing in it ever goes stale.
 */
export function cacheFolder(): string {
  const users = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'tandem-host');
  const own = path.resolve('.build', 'host');
  return isWritable(users) ? users : own;
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
