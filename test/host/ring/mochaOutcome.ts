import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import type Mocha from 'mocha';
import type { SuiteResults } from './results';

/** Runs what a Mocha holds and answers how each test ended, without printing anything. */
export function mochaOutcome(mocha: Mocha): Promise<SuiteResults> {
  return new Promise((resolve) => {
    const failures: { title: string; stack: string }[] = [];
    const skips: string[] = [];
    let passed = 0;
    const runner = mocha.run((failed) => resolve({ passed, failed, skipped: skips.length, skips, failures }));
    runner.on('pass', () => passed++);
    runner.on('pending', (test) => skips.push(`${test.fullTitle()}: ${skipReason(test)}`));
    runner.on('fail', (test, error: unknown) => failures.push({ title: test.fullTitle(), stack: textOf(error) }));
  });
}

/** As `skipTest` in test/support left it on the test or on a suite around it. */
function skipReason(place: Mocha.Test | Mocha.Suite): string {
  const reason = (place as { readonly skipReason?: string }).skipReason;
  return reason ?? (place.parent ? skipReason(place.parent) : 'no reason given');
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nbecause of ${textOf(error.cause)}`;
  return `${inSources(error.stack ?? error.message)}${compared(error)}${cause}`;
}

/** What a comparison expected, where the test gave it a message of its own that leaves it out. */
function compared(error: Error): string {
  if (!('generatedMessage' in error) || error.generatedMessage !== false) return '';
  if (!('expected' in error) || !('actual' in error)) return '';
  return `\nexpected: ${JSON.stringify(error.expected)}\nactual:   ${JSON.stringify(error.actual)}`;
}

/** VS Code lays out stacks itself, and knows nothing of the maps that lead from a bundle to its sources. */
function inSources(stack: string): string {
  return stack.replace(
    /((?:file:\/\/)?\/[^\s():]+\.js):(\d+):(\d+)/g,
    (whole, file: string, line: string, column: string) => {
      const map = findSourceMap(file.startsWith('file:') ? fileURLToPath(file) : file);
      const entry = map?.findEntry(Number(line) - 1, Number(column) - 1);
      if (!entry || !('originalSource' in entry)) return whole;
      const source = entry.originalSource.replace(/^.*(?=\b(?:test|src)\/)/, '');
      return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    },
  );
}
