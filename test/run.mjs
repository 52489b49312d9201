// Runs tests. `node test/run.mjs` is the gate: checks, build and every ring. `node test/run.mjs unit property` runs some
// rings, `node test/run.mjs test/unit/filter` the test files below a path. Each closes with one line of counts.
import path from 'node:path';
import { runGate } from './gate.mjs';
import { runTests } from './rings.mjs';

process.chdir(path.join(import.meta.dirname, '..'));
const words = process.argv.slice(2);
const chosen = words.filter((word) => word !== '--built');

// The gate has built dist already when it starts a ring with --built.
const succeeded = chosen.length === 0 ? await runGate() : await runTests(chosen, { built: words.includes('--built') });
process.exit(succeeded ? 0 : 1);
