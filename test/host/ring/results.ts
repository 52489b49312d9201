import { existsSync, readFileSync } from 'node:fs';

/** What one part of the ring came to: tests inside a window, or tests that drive one. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What the suites inside a window leave in the file that `TANDEM_HOST_RESULTS` names, when they end. */
export interface SuiteResults extends Counts {
  /** Full titles with the reason. */
  readonly skips: readonly string[];
  readonly failures: readonly { readonly title: string; readonly stack: string }[];
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

export function sum(counts: readonly Counts[]): Counts {
  const total = (key: keyof Counts): number => counts.reduce((so, each) => so + each[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** Undefined where the suites did not come to their end. */
export function readResults(file: string): SuiteResults | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SuiteResults) : undefined;
}

/** Lines that `measure` wrote, as they are printed at the end of the ring. */
export function readMeasurements(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

/** Prints what is not well; answers the counts. */
export function tellResults(file: string, { failures, skips, ...counts }: SuiteResults): Counts {
  for (const { title, stack } of failures) console.log(`\n${file}: ${title}\n${stack}\n`);
  for (const skip of skips) console.log(`skipped: ${skip}`);
  return counts;
}
