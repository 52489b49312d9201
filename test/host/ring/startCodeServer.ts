import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeServer } from './installCodeServer';
import { endGroup, runCommand } from './runCommand';

/** How a server is started. Everything it keeps is below `home`, which is the caller's to take away. */
export interface ServerOptions {
  readonly home: string;
  /** Whether folders are trusted without a question. */
  readonly trusted: boolean;
  /** The driver lets a window load an extension from its folder and run tests; with it no notification is shown. */
  readonly driver: boolean;
  /** A packaged extension to install first. */
  readonly vsix?: string;
  /** Added to the settings that keep a window quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the extension host sees beside PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  /** `127.0.0.1:port`. */
  readonly authority: string;
  /** What it wrote so far, newest last. */
  log(): string;
  /** Ends it and every process that it started. */
  stop(): void;
}

/** What would otherwise move, ask, or look for a network while tests look on. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.confirmBeforeClose': 'never',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const longestStartMs = 30_000;

/** Starts code-server on a port that is free; resolves as soon as it listens. */
export async function startCodeServer(codeServer: CodeServer, options: ServerOptions): Promise<RunningServer> {
  const folders = { user: path.join(options.home, 'user'), extensions: path.join(options.home, 'extensions') };
  mkdirSync(path.join(folders.user, 'User'), { recursive: true });
  mkdirSync(folders.extensions, { recursive: true });
  const settings = JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2);
  writeFileSync(path.join(folders.user, 'User', 'settings.json'), settings);
  const config = path.join(options.home, 'config.yaml');
  writeFileSync(config, 'auth: none\n');
  const kept = ['--config', config, '--user-data-dir', folders.user, '--extensions-dir', folders.extensions];
  const env = {
    PATH: process.env['PATH'],
    HOME: options.home,
    // No look-ups in a gallery that is not there.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...options.env,
  };
  if (options.vsix !== undefined) {
    const args = [codeServer.entry, ...kept, '--install-extension', options.vsix];
    await runCommand(codeServer.node, args, { cwd: options.home, env, timeoutMs: longestStartMs });
  }
  const args = [
    codeServer.entry,
    ...kept,
    '--bind-addr',
    '127.0.0.1:0',
    '--disable-telemetry',
    '--disable-update-check',
  ];
  if (options.trusted) args.push('--disable-workspace-trust');
  if (options.driver) args.push('--vscode-option', 'enable-smoke-test-driver');
  return listen(codeServer.node, args, { cwd: options.home, env });
}

function listen(
  node: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<RunningServer> {
  const child = spawn(node, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const stop = (): void => {
    process.removeListener('exit', stop);
    endGroup(child.pid);
  };
  process.once('exit', stop);
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(deadline);
      stop();
      reject(new Error(`code-server ${why}.\n${output}`));
    };
    const deadline = setTimeout(() => fail(`did not listen within ${longestStartMs / 1000} s`), longestStartMs);
    const look = (chunk: string): void => {
      output += chunk;
      const authority = /HTTP server listening on http:\/\/([\d.]+:\d+)/.exec(output)?.[1];
      if (authority === undefined) return;
      clearTimeout(deadline);
      resolve({ authority, stop, log: () => output });
    };
    child.stdout.setEncoding('utf8').on('data', look);
    child.stderr.setEncoding('utf8').on('data', look);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', (code) => fail(`ended with ${code}`));
  });
}
