// Bundles test files and runs them with mocha in this process; those of the ring `host` run inside a VS Code.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import Mocha from 'mocha';

/** The folders below test/ that hold tests, slowest first: so they end at about the same time when they run side by side. */
export const rings = [
  'crash',
  'faults',
  'scenario',
  'process',
  'worker',
  'unit',
  'webview',
  'lsp',
  'property',
  'conformance',
  'architecture',
];

/** Runs inside a VS Code, alone on the machine, since it measures. test/host/README.md says how. */
export const hostRing = 'host';

/** These look at dist/ from outside. */
const ringsOnBuild = ['process', 'worker', 'architecture'];

/**
 * Runs rings by name and test files by path; tells whether all went well. The last line says how many passed. `only` narrows
 * the ring `host` to suites whose paths hold one of these words.
 */
export async function runTests(chosen, { built, only }) {
  if (chosen.some(isHosted)) return runHost(chosen, { built, only });
  const roots = chosen.map((name) => (rings.includes(name) ? path.join('test', name) : path.normalize(name)));
  const empty = roots.find((root) => testFiles(root).length === 0);
  if (empty !== undefined) {
    console.error(`There are no tests in ${empty}. Name rings (${[...rings, hostRing].join(', ')}) or paths.`);
    return false;
  }
  const files = [...new Set(roots.flatMap(testFiles))].sort();
  const needsBuild = files.some((file) => ringsOnBuild.includes(file.split(path.sep)[1]));
  if (needsBuild && !built && spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' }).status !== 0)
    return false;
  return (await bundled(files, async (bundles) => runMocha(bundles))) === 0;
}

/** Bundles the files for Node, hands the bundles over, and takes them away afterwards. */
async function bundled(files, use) {
  const outdir = path.join('.build', `test-${process.pid}`);
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
    const bundles = files.map((file) => path.join(outdir, path.relative('test', file).replace(/\.ts$/, '.js')));
    return await use(bundles);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The ring itself, or a path in it. */
function isHosted(name) {
  return name === hostRing || path.normalize(name).startsWith(path.join('test', hostRing));
}

async function runHost(chosen, { built, only }) {
  if (!chosen.every(isHosted)) {
    console.error(`Run ${hostRing} by itself: it measures.`);
    return false;
  }
  const paths = chosen.filter((name) => name !== hostRing).map(path.normalize);
  if (!built && spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' }).status !== 0) return false;
  process.setSourceMapsEnabled(true);
  const counts = await bundled([path.join('test', 'host', 'ring', 'runHostRing.ts')], async ([bundle]) => {
    const { default: ring } = await import(pathToFileURL(path.resolve(bundle)).href);
    return ring.runHostRing([...only, ...paths]);
  });
  console.log(closingLine(counts));
  return counts.failed === 0;
}

function testFiles(root) {
  const stat = statSync(root, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [root];
  return readdirSync(root, { recursive: true })
    .map((name) => path.join(root, name))
    .filter((name) => name.endsWith('.test.ts') && !isHosted(name));
}

/** How many tests failed. */
function runMocha(bundles) {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: 20_000,
    reporter: 'dot',
    forbidOnly: true,
    color: process.stdout.isTTY,
  });
  for (const bundle of bundles) mocha.addFile(path.resolve(bundle));
  return new Promise((resolve) => {
    const skipped = [];
    const runner = mocha.run((failed) => {
      for (const test of skipped) console.log(`skipped: ${test.fullTitle()}: ${skipReason(test)}`);
      console.log(closingLine({ passed: runner.stats.passes, failed, skipped: skipped.length }));
      resolve(failed);
    });
    runner.on('pending', (test) => skipped.push(test));
  });
}

/** As `skipTest` in test/support left it on the test or on a suite around it. */
function skipReason(place) {
  if (!place) return 'no reason given';
  return place.skipReason ?? skipReason(place.parent);
}

/** `12 passed, 0 failed`, and `, 1 skipped` where some were. Tools read it. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The counts of a closing line; undefined where the line is none. */
export function countsOf(line) {
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line);
  return match ? { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) } : undefined;
}
