import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { loadSqlJs } from '../files/loadSqlJs';
import { exitCodes } from '../protocol/exitCodes';
import { createWorkspace } from '../service/createWorkspace';
import { openWorkspace } from '../service/openWorkspace';
import { validateWorkspace } from '../service/validateWorkspace';
import { watchWorkspace } from '../service/watchWorkspace';
import type { SampleServicesBundle } from '../protocol/sampleServices';
import { createCommandLineGate } from '../service/signIn/commandLineGate';
import { printable } from './render/printable';
import { systemClock } from '../service/systemClock';
import { engineUse, tuneEngine } from './tuneEngine';
import type { CliDependencies, TextSink } from './cliDependencies';
import type { ServiceGate } from '../service/signIn/serviceGate';

/**
 * The real outside of the command line: this process and the service. Runs from a bundle in `dist/`, beside which stand
 * the package's manifest and `media/`.
 */
export function processDependencies(): CliDependencies {
  const packageFolder = path.join(__dirname, '..');
  return {
    openWorkspace({ allowedHosts, ...options }) {
      tuneEngine(engineUse(options.command));
      return openWorkspace({ ...options, services: { gate: processGate(allowedHosts) } });
    },
    validateWorkspace(options) {
      tuneEngine('short');
      return validateWorkspace(options);
    },
    async createWorkspace(options) {
      tuneEngine('short');
      return createWorkspace({ ...options, mediaFolder: path.join(packageFolder, 'media'), sqlJs: await loadSqlJs() });
    },
    watchWorkspace({ allowedHosts, ...options }) {
      tuneEngine('long');
      return watchWorkspace({ ...options, services: { gate: processGate(allowedHosts) } });
    },
    async startSampleServices(port) {
      const bundle = createRequire(__filename)(path.join(__dirname, 'emulator.js')) as SampleServicesBundle;
      return bundle.startSampleServices({ port, mediaFolder: path.join(packageFolder, 'media') });
    },
    async serveLanguage() {
      // A bundle of its own, which starts as it is loaded.
      await import('../server/main');
      return new Promise<never>(() => undefined);
    },
    stdout: streamSink(process.stdout),
    stderr: streamSink(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    version: packageVersion(packageFolder),
    now: () => Date.now(),
    onInterrupt,
    exitNow: (code) => process.exit(code),
  };
}

const interrupts = ['SIGINT', 'SIGTERM'] as const;

function onInterrupt(listener: () => void): () => void {
  for (const signal of interrupts) process.on(signal, listener);
  return () => {
    for (const signal of interrupts) process.off(signal, listener);
  };
}

/** The way to services from here: this process' variables, and whoever sits at its terminal. */
function processGate(allowedHosts: readonly string[]): ServiceGate {
  const { env, stderr } = process;
  const write = (line: string) => void stderr.write(`${printable(line)}\n`);
  return createCommandLineGate({
    env,
    allowedHosts,
    isTerminal: stderr.isTTY,
    // Whatever status line stands there gives way.
    tell: (lines) => lines.forEach((line) => void stderr.write(`\r\u001b[2K${printable(line)}\n`)),
    ...(env['TANDEM_DEBUG'] === '1' && { log: write }),
    onStop: onInterrupt,
    fetch,
    clock: systemClock,
    loadDeviceCode: () => import('../service/signIn/msalDeviceCode'),
  });
}

/**
 * A reader that closes its end early (`tandem couplings | head -1`) has what it wanted: what is left to write is dropped,
 * and the work goes on. Any other failure to write is told, as the answer did not arrive.
 */
function streamSink(stream: NodeJS.WriteStream): TextSink {
  let broken = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!broken && error.code !== 'EPIPE' && stream !== process.stderr) {
      process.stderr.write(
        `error: The output could not be written (${error.code ?? error.message}). Check where it goes.\n`,
      );
      process.exitCode = exitCodes.notRun;
    }
    broken = true;
  });
  return {
    isTerminal: Boolean(stream.isTTY),
    // Some terminals say 0 where they do not know.
    columns: () => (stream.isTTY && stream.columns > 0 ? stream.columns : undefined),
    write(text) {
      if (!broken) stream.write(text);
    },
  };
}

function packageVersion(packageFolder: string): string {
  const manifest = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
