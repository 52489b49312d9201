import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { must } from '../../src/core/assert';

/** The built command line as users have it: what the package ships, in a folder of its own, without node_modules. */
export interface InstalledTandem {
  /** Runs a command to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Starts a command and hands it over while it runs. */
  start(args: readonly string[], options?: RunOptions): RunningTandem;
  /** Takes the folder away; ends what still runs. */
  remove(): void;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Where standard output goes: a pipe, or an open file. */
  readonly stdout?: number;
  readonly stderr?: number;
  /** More variables for the process. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ended {
  /** Null where a signal ended the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningTandem {
  readonly child: ChildProcess;
  /** Resolves as soon as standard error holds the text; fails where the process ends before, or takes too long. */
  untilStderr(text: string): Promise<void>;
  readonly ended: Promise<Ended>;
}

const shipped = ['dist', 'media', 'package.json'];
const longestWaitMs = 30_000;

export function installTandem(): InstalledTandem {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-installed-'));
  for (const name of shipped) cpSync(name, path.join(folder, name), { recursive: true });
  const running = new Set<ChildProcess>();
  const start = (args: readonly string[], options: RunOptions = {}): RunningTandem => {
    const stdio: StdioOptions = ['ignore', options.stdout ?? 'pipe', options.stderr ?? 'pipe'];
    const child = spawn(process.execPath, [path.join(folder, 'dist', 'cli.js'), ...args], {
      cwd: options.cwd ?? folder,
      // Nothing of the terminal or machine the tests run on.
      env: { PATH: process.env['PATH'], HOME: folder, ...options.env },
      stdio,
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    return watch(child);
  };
  return {
    start,
    run: (args, options) => start(args, options).ended,
    remove() {
      for (const child of running) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function watch(child: ChildProcess): RunningTandem {
  const text = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...text }));
  });
  const untilStderr = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const give = (act: () => void): void => {
        clearTimeout(deadline);
        listeners.delete(look);
        act();
      };
      const look = (): void => {
        if (text.stderr.includes(wanted)) give(resolve);
      };
      const fail = (why: string): void =>
        give(() => reject(new Error(`${why} before it said ‘${wanted}’: ${text.stderr}`)));
      const deadline = setTimeout(() => fail('waited too long'), longestWaitMs);
      listeners.add(look);
      void ended.then(() => fail('the process ended'));
      look();
    });
  return { child, untilStderr, ended };
}

/** The one JSON document that a command wrote with `--json`, and nothing beside it. */
export function onlyDocument({ stdout, stderr }: Ended): Readonly<Record<string, unknown>> {
  try {
    const document = JSON.parse(stdout) as Readonly<Record<string, unknown>> | null;
    return must(document, 'the document');
  } catch (error) {
    throw new Error(`not one JSON document: ${stdout}\n${stderr}`, { cause: error });
  }
}
