import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { openArtifacts } from './artifacts';
import { browserHost } from './browserHost';
import { desktopHost } from './desktopHost';
import type { Host } from './hosts';
import type { Counts } from './results';
import { nothing, readMeasurements, sum } from './results';
import { plannedSuites, runSuites } from './runSuites';
import { plannedUiTests, runUiTests } from './runUiTests';

/**
 * Runs the suites inside a real VS Code, and the tests that drive one through its window. `only` names files by part of
 * their path; empty for all. Prints what failed, and the figures measured; answers the counts.
 */
export async function runHostRing(only: readonly string[]): Promise<Counts> {
  const suites = plannedSuites(only);
  const uiTests = plannedUiTests(only);
  if (suites.length + uiTests.length === 0) {
    console.error(`No file of test/host/suite or test/host/ui is named like ${only.join(', ')}.`);
    return { ...nothing, failed: 1 };
  }
  const home = mkdtempSync(path.join(tmpdir(), 'tandem-host-'));
  const removeHome = (): void => rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', removeHome);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  // What others look at stays while only some tests are run.
  openArtifacts({ emptied: only.length === 0 });
  const places = { home, measurements: path.join(home, 'measurements.txt'), big: path.join(home, 'big') };
  try {
    const host = await findHost();
    if (typeof host === 'string') return withoutHost(host);
    const inside = await runSuites(host, suites, places).finally(() => host.close());
    const outside = await runUiTests(uiTests, places);
    const figures = readMeasurements(places.measurements);
    if (figures.length > 0) console.log(`measured: in ${host.name}, with ${availableParallelism()} processors`);
    for (const line of figures) console.log(`measured: ${line}`);
    return sum([inside, outside]);
  } finally {
    removeHome();
  }
}

/** The host, or why there is none. */
async function findHost(): Promise<Host | string> {
  const reasons: string[] = [];
  for (const find of [desktopHost, browserHost]) {
    try {
      return await find();
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  return reasons.join('\n');
}

/** Loud on purpose: a gate that quietly leaves out the editor proves nothing about it. */
function withoutHost(reason: string): Counts {
  const allowed = process.env['TANDEM_SKIP_HOST'] === '1';
  console.log(`NO VS CODE TO TEST IN. ${reason}`);
  if (allowed) console.log('skipped: host: TANDEM_SKIP_HOST=1 is set, and there is no VS Code to test in');
  else console.log('Give this machine a network, or set TANDEM_SKIP_HOST=1 to leave these tests out.');
  return allowed ? { ...nothing, skipped: 1 } : { ...nothing, failed: 1 };
}
