/**
 * Runs the suites inside the extension host; VS Code calls `run`. The results go to a file, which is the same on every kind of
 * host; the exit code says only whether there was a failure.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type Mocha from 'mocha';
import { mochaOutcome } from '../ring/mochaOutcome';

/** Resolves when all went well. What fails is in the file of results, and rejects. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  // The tests are copied to where no node_modules is in sight.
  const fromProject = createRequire(path.join(setting('TANDEM_HOST_PROJECT'), 'package.json'));
  const MochaHere = fromProject('mocha') as typeof Mocha;
  // Mocha's base reporter prints nothing: the telling is left to the ring.
  const mocha = new MochaHere({
    ui: 'tdd',
    timeout: 30_000,
    reporter: MochaHere.reporters.Base,
    forbidOnly: true,
    color: false,
  });
  for (const file of JSON.parse(setting('TANDEM_HOST_TESTS')) as readonly string[]) mocha.addFile(file);
  const results = await mochaOutcome(mocha);
  writeFileSync(setting('TANDEM_HOST_RESULTS'), JSON.stringify(results));
  if (results.failed > 0) throw new Error(`${results.failed} tests failed.`);
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
}
