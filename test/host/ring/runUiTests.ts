import { rmSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import Mocha from 'mocha';
import { tellUiSetup } from '../ui/support/uiSetup';
import { noteTime } from './artifacts';
import { browserParts } from './browserHost';
import { inParallel } from './inParallel';
import { mochaOutcome } from './mochaOutcome';
import type { Counts } from './results';
import { nothing, sum, tellResults } from './results';
import { runCommand } from './runCommand';
import type { RingPlaces } from './runSuites';
import { atOnce } from './runSuites';
import { testFilesIn } from './stageExtension';

/** The tests that drive a window, whose path holds one of these words; all of them where there is none. */
export function plannedUiTests(only: readonly string[]): readonly string[] {
  return testFilesIn(path.join('test', 'host', 'ui')).filter(
    (file) => only.length === 0 || only.some((part) => file.includes(part)),
  );
}

/** Packages the extension, and runs the tests in this process against what the package holds. */
export async function runUiTests(files: readonly string[], places: RingPlaces): Promise<Counts> {
  if (files.length === 0) return nothing;
  const parts = await browserParts().catch((error: unknown) => String(error));
  if (typeof parts === 'string') {
    // The suites have had their VS Code already: a desktop one, where there is no code-server for the system.
    console.log(`skipped: the tests that drive a window: ${parts.split('\n')[0]}`);
    return { ...nothing, skipped: files.length };
  }
  const vsix = path.join(places.home, 'tandem.vsix');
  await runCommand(process.execPath, ['.ci/package.mjs', '--built', '--out', vsix], { timeoutMs: 60_000 });
  const { home, big } = places;
  tellUiSetup({ ...parts, vsix, cli: path.resolve('dist', 'cli.js'), home, big });
  process.env['TANDEM_HOST_MEASUREMENTS'] = places.measurements;
  const outdir = path.join('.build', `host-ui-${process.pid}`);
  try {
    await esbuild.build({
      entryPoints: [...files],
      outdir,
      outbase: path.join('test', 'host', 'ui'),
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      logLevel: 'warning',
    });
    const run = async (file: string): Promise<Counts> => {
      const began = performance.now();
      const results = await runFile(path.resolve(outdir, path.basename(file).replace(/\.ts$/, '.js')));
      noteTime(file, performance.now() - began);
      return tellResults(file, results);
    };
    const together = await inParallel(
      files.filter((file) => !isAlone(file)),
      atOnce,
      run,
    );
    return sum([...together, ...(await inParallel(files.filter(isAlone), 1, run))]);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Figures are measured in it, so nothing else may run meanwhile. */
function isAlone(file: string): boolean {
  return path.basename(file).startsWith('big');
}

function runFile(bundle: string): ReturnType<typeof mochaOutcome> {
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: 60_000,
    reporter: Mocha.reporters.Base,
    forbidOnly: true,
    color: false,
  });
  mocha.addFile(bundle);
  return mochaOutcome(mocha);
}
