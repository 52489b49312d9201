// Builds the bundles in dist/: the command line and the demo; with --bench the benchmark in .build/bench instead. Only the
// extension's bundle may ever name `vscode` as external: a stray import elsewhere then fails to resolve, and the message
// names the file.
import * as esbuild from 'esbuild';
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const forNode = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  keepNames: true,
  logLevel: 'warning',
};

if (process.argv.includes('--bench')) await buildBench();
else await buildDist();

async function buildDist() {
  const bundles = { cli: 'src/cli/main.ts', demo: 'src/cli/demo.ts' };
  mkdirSync('dist', { recursive: true });
  await esbuild.build({
    ...forNode,
    entryPoints: Object.entries(bundles).map(([out, input]) => ({ out, in: input })),
    outdir: 'dist',
    minify: true,
    banner: { js: '#!/usr/bin/env node' },
  });
  copyFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'), 'dist/sql-wasm.wasm');
  // Stale files go last, so that a command that is just being started finds its bundle.
  const wanted = [...Object.keys(bundles).map((name) => `${name}.js`), 'sql-wasm.wasm'];
  for (const name of readdirSync('dist')) {
    if (!wanted.includes(name)) rmSync(path.join('dist', name), { recursive: true });
  }
}

async function buildBench() {
  await esbuild.build({
    ...forNode,
    entryPoints: ['test/bench/main.ts'],
    outdir: '.build/bench',
    packages: 'external',
    sourcemap: 'inline',
  });
}
