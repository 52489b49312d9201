import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { installOnce } from './installOnce';
import { runCommand } from './runCommand';

/** A browser to drive, and what it has to be started with. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/**
 * Finds a Chromium: the one of CHROME_PATH, one on the PATH, Playwright's own; else installs Debian's where that is allowed, or
 * at last one that comes in an npm package. Throws where none of these can be had.
 */
export async function findChromium(): Promise<Chromium> {
  const found = findInstalled();
  if (found !== undefined) return plain(found);
  const failures: string[] = [];
  for (const way of [fromDebian, fromPackage]) {
    try {
      return await way();
    } catch (error) {
      failures.push(String(error));
    }
  }
  throw new Error(`No Chromium was found and none could be installed.\n${failures.join('\n')}`);
}

function findInstalled(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  const candidates = [process.env['CHROME_PATH'] ?? '', ...onPath, chromium.executablePath()];
  return candidates.find((candidate) => candidate !== '' && existsSync(candidate));
}

/** Root on Debian may; the fonts are for the pictures that the tests take. */
async function fromDebian(): Promise<Chromium> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    throw new Error('Only root on Debian installs its chromium.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { env, timeoutMs: 60_000 });
  const packages = ['chromium', 'fonts-dejavu-core'];
  await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    timeoutMs: 180_000,
  });
  const found = findInstalled();
  if (found === undefined) throw new Error('Debian installed a chromium that is not on the PATH.');
  return plain(found);
}

async function fromPackage(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('The npm package is for Linux on x64.');
  const folder = await installOnce('chromium');
  // It unpacks itself into the folder for temporary files, and answers where.
  const unpacked = path.join(folder, 'unpacked');
  mkdirSync(unpacked, { recursive: true });
  const ask = "import('@sparticuz/chromium').then(async (it) => console.log(await it.default.executablePath()))";
  const printed = await runCommand(process.execPath, ['--input-type=module', '--eval', ask], {
    cwd: folder,
    env: { ...process.env, TMPDIR: unpacked },
    timeoutMs: 60_000,
  });
  const libraries = path.join(unpacked, 'al2023', 'lib');
  return {
    executablePath: printed.trim(),
    args: ['--headless=shell', '--no-zygote', '--use-gl=angle', '--use-angle=swiftshader'],
    env: existsSync(libraries) ? { LD_LIBRARY_PATH: libraries } : {},
  };
}

function plain(executablePath: string): Chromium {
  return { executablePath, args: [], env: {} };
}
