import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tellDemo } from './demo/tellDemo';
import { processDependencies } from './processDependencies';

/**
 * The demo's bundle: `npm run demo`. Two sample systems in a temporary folder, a full synchronization, edits on both
 * sides, a modified synchronization. The folder stays, to go on with.
 */
async function runDemo(): Promise<void> {
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'tandem-demo-')), 'sample');
  const asExpected = await tellDemo(folder, processDependencies());
  process.exitCode ??= asExpected ? 0 : 1;
}

runDemo().catch((error: unknown) => {
  process.stderr.write(`The demo broke off: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
