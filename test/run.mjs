// Runs tests. `node test/run.mjs` is the gate: checks, build and every ring. `node test/run.mjs unit property` runs some
// rings, `node test/run.mjs test/unit/filter` the test files below a path, `node test/run.mjs host --only trees` some suites
// inside a VS Code. Each closes with one line of counts.
import path from 'node:path';
import { runGate } from './gate.mjs';
import { runTests } from './rings.mjs';

process.chdir(path.join(import.meta.dirname, '..'));
const words = process.argv.slice(2);
const onlyAt = words.indexOf('--only');
const only = onlyAt === -1 ? [] : words.slice(onlyAt + 1).filter((word) => !word.startsWith('--'));
const chosen = (onlyAt === -1 ? words : words.slice(0, onlyAt)).filter((word) => word !== '--built');

// The gate has built dist already when it starts a ring with --built.
const succeeded =
  chosen.length === 0 ? await runGate() : await runTests(chosen, { built: words.includes('--built'), only });
process.exit(succeeded ? 0 : 1);
