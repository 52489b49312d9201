import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cacheFolder';
import { runCommand } from './runCommand';

/**
 * Installs the packages of `test/host/install/<name>` into a cache folder named by their lock, unless they are there; answers
 * the folder. `finish` does what remains after `npm ci`. Two runs that install at the same time do not meet: each works in a
 * folder of its own, and the first to be done gives its folder the name.
 */
export async function installOnce(
  name: string,
  finish: (folder: string) => Promise<void> = async () => undefined,
): Promise<string> {
  const source = path.resolve('test', 'host', 'install', name);
  const lock = readFileSync(path.join(source, 'package-lock.json'));
  const key = createHash('sha256')
    .update(lock)
    .update(process.platform)
    .update(process.arch)
    .digest('hex')
    .slice(0, 16);
  const folder = path.join(cacheFolder(), `${name}-${key}`);
  if (existsSync(folder)) return folder;
  const workshop = `${folder}.${process.pid}`;
  try {
    mkdirSync(workshop, { recursive: true });
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(path.join(source, file), path.join(workshop, file));
    await npm(workshop, ['ci']);
    await finish(workshop);
    if (!existsSync(folder)) renameSync(workshop, folder);
    return folder;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

const longestInstallMs = 240_000;

/** Quiet, and without the scripts that packages bring along. */
export async function npm(cwd: string, args: readonly string[]): Promise<void> {
  await runCommand('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    timeoutMs: longestInstallMs,
  });
}
