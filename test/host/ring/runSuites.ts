import { mkdtempSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Host } from './hosts';
import type { Counts } from './results';
import { noteTime } from './artifacts';
import { inParallel } from './inParallel';
import { nothing, readResults, sum, tellResults } from './results';
import type { StagedExtension } from './stageExtension';
import { stageExtension, testFilesIn } from './stageExtension';
import type { WindowKind } from './windowKinds';
import { windowKinds } from './windowKinds';

/** One suite file, and the kind of window that its folder asks for. */
export interface PlannedSuite {
  readonly file: string;
  readonly kind: WindowKind;
}

/** Where a run of the ring keeps what it makes. */
export interface RingPlaces {
  /** A private folder, taken away at the end. */
  readonly home: string;
  /** Where `measure` writes. */
  readonly measurements: string;
  /** Where the large workspace is made, by whoever needs it first. */
  readonly big: string;
}

/** Two windows keep a small machine busy; more would only make each wait longer. */
export const atOnce = Math.min(availableParallelism(), 2);

/** The suites whose path holds one of these words; all of them where there is none. */
export function plannedSuites(only: readonly string[]): readonly PlannedSuite[] {
  return windowKinds
    .flatMap((kind) => testFilesIn(path.join('test', 'host', 'suite', kind.folder)).map((file) => ({ file, kind })))
    .filter(({ file }) => only.length === 0 || only.some((part) => file.includes(part)));
}

/** Runs each in a window of its own with a fresh workspace; those that measure one by one, after the others. */
export async function runSuites(host: Host, suites: readonly PlannedSuite[], places: RingPlaces): Promise<Counts> {
  const files = suites.map(({ file }) => file);
  const staged = await stageExtension(path.join(places.home, 'extension'), files);
  const run = (suite: PlannedSuite): Promise<Counts> => runSuite(host, staged, suite, places);
  const [alone, others] = [true, false].map((yes) => suites.filter(({ kind }) => kind.alone === yes));
  const together = await inParallel(others ?? [], atOnce, run);
  return sum([...together, ...(await inParallel(alone ?? [], 1, run))]);
}

async function runSuite(
  host: Host,
  staged: StagedExtension,
  { file, kind }: PlannedSuite,
  places: RingPlaces,
): Promise<Counts> {
  const began = performance.now();
  const name = path.basename(file, '.test.ts');
  const home = mkdtempSync(path.join(places.home, `${name}-`));
  const results = path.join(home, 'results.json');
  let trouble: string | undefined;
  try {
    trouble = await host.run({
      name,
      home,
      opened: await kind.make(home, { cli: staged.cli, big: places.big }),
      trusted: kind.trusted,
      timeoutMs: kind.timeoutMs,
      extension: staged.folder,
      entry: staged.entry,
      env: {
        TANDEM_HOST_PROJECT: process.cwd(),
        TANDEM_HOST_TESTS: JSON.stringify([staged.bundleOf(file)]),
        TANDEM_HOST_RESULTS: results,
        TANDEM_HOST_MEASUREMENTS: places.measurements,
      },
    });
  } catch (error) {
    // The others are run all the same.
    trouble = `could not be opened: ${String(error)}`;
  }
  noteTime(file, performance.now() - began);
  const outcome = readResults(results);
  if (outcome) return tellResults(file, outcome);
  console.log(`\n${file}: the window came to no result. It ${trouble ?? 'ended before its suites did'}\n`);
  return { ...nothing, failed: 1 };
}
