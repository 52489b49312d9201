// Runs test rings: `node test/run.mjs` runs all of them, `node test/run.mjs unit property` some, and
// `node test/run.mjs test/unit/filter` the test files below a path. Closes with one line over all rings.
import * as esbuild from 'esbuild';
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

const rings = ['unit', 'property', 'conformance', 'scenario', 'crash', 'architecture'];
const chosen = process.argv.slice(2);
const roots = (chosen.length ? chosen : rings).map((name) => (rings.includes(name) ? `test/${name}` : name));

const files = roots.flatMap(testFiles).sort();
const outdir = path.join('.build', `test-${process.pid}`);
let failures = 1;
try {
  await esbuild.build({
    entryPoints: files,
    outdir,
    outbase: 'test',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  failures = await runMocha(files.map((file) => path.join(outdir, path.relative('test', file).replace(/\.ts$/, '.js'))));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
process.exit(failures ? 1 : 0);

function testFiles(root) {
  const stat = statSync(root, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [root];
  return readdirSync(root, { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(root, name));
}

function runMocha(built) {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({ ui: 'tdd', timeout: 20_000, reporter: chosen.length ? 'dot' : 'dot', color: process.stdout.isTTY });
  for (const file of built) mocha.addFile(path.resolve(file));
  return new Promise((resolve) => {
    const runner = mocha.run((count) => {
      const { passes, pending } = runner.stats;
      console.log(`${passes} passed, ${count} failed${pending ? `, ${pending} skipped` : ''}`);
      resolve(count);
    });
  });
}
