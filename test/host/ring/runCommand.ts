import { spawn } from 'node:child_process';

/** How a command is run: where, with what environment (the current one where absent), and how long at most. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** Exit codes that are no failure; zero alone where absent. */
  readonly expectedCodes?: readonly number[];
}

/**
 * Runs a command to its end and answers its standard output. Throws, with the last lines that it wrote, where it fails or takes
 * longer than it may; then its whole process group is ended.
 */
export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { expectedCodes = [0] } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const stop = (): void => endGroup(child.pid);
    process.once('exit', stop);
    const text = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
    const deadline = setTimeout(() => {
      stop();
      fail(`took longer than ${options.timeoutMs / 1000} s`);
    }, options.timeoutMs);
    const fail = (why: string): void => {
      clearTimeout(deadline);
      const said = `${text.stdout}\n${text.stderr}`.trim().split('\n').slice(-20).join('\n');
      reject(new Error(`${command} ${args.join(' ')} ${why}.\n${said}`));
    };
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', (code) => {
      process.removeListener('exit', stop);
      clearTimeout(deadline);
      if (code !== null && expectedCodes.includes(code)) resolve(text.stdout);
      else fail(`ended with ${code}`);
    });
  });
}

/** Ends a process that was started detached, and all that it started. */
export function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
