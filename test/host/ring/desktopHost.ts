import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import path from 'node:path';
import { cacheFolder } from './cacheFolder';
import type { Host, WindowToRun } from './hosts';

const versions = 'https://update.code.visualstudio.com/api/releases/stable';
const longestLookMs = 5_000;

/** Desktop VS Code, downloaded once. Throws where it cannot be downloaded, or shown. */
export async function desktopHost(): Promise<Host> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    throw new Error('Desktop VS Code needs a display.');
  const answer = await fetch(versions, { signal: AbortSignal.timeout(longestLookMs) });
  if (!answer.ok) throw new Error(`${versions} answered ${answer.status}.`);
  const vscodeExecutablePath = await downloadAndUnzipVSCode({
    version: 'stable',
    cachePath: path.join(cacheFolder(), 'desktop'),
  });
  return {
    name: 'desktop VS Code',
    run: (window) => runWindow(vscodeExecutablePath, window),
    close: async () => undefined,
  };
}

async function runWindow(vscodeExecutablePath: string, window: WindowToRun): Promise<string | undefined> {
  const { opened, home } = window;
  const launchArgs = [
    ...(opened.kind === 'nothing' ? [] : [opened.path]),
    ...['--user-data-dir', path.join(home, 'user'), '--extensions-dir', path.join(home, 'extensions')],
    ...(window.trusted ? ['--disable-workspace-trust'] : []),
    '--disable-extensions',
    '--disable-gpu',
  ];
  if (process.getuid?.() === 0) launchArgs.push('--no-sandbox');
  const run = runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: window.extension,
    extensionTestsPath: window.entry,
    extensionTestsEnv: window.env,
    launchArgs,
    reuseMachineInstall: true,
  });
  let deadline: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    deadline = setTimeout(() => resolve(`did not end within ${window.timeoutMs / 1000} s`), window.timeoutMs);
  });
  try {
    return await Promise.race([late, run.then(() => undefined)]);
  } catch (error) {
    // Failed tests end it like this too; they are in the results.
    return String(error);
  } finally {
    clearTimeout(deadline);
  }
}
