// Builds the bundles in dist/: the command line and the demo. Only the extension's bundle may ever name `vscode` as
// external: a stray import elsewhere then fails to resolve, and the message names the file.
import * as esbuild from 'esbuild';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const bundles = { cli: 'src/cli/main.ts', demo: 'src/cli/demo.ts' };

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });

const result = await esbuild.build({
  entryPoints: Object.entries(bundles).map(([out, input]) => ({ out, in: input })),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  keepNames: true,
  metafile: true,
  logLevel: 'warning',
  banner: { js: '#!/usr/bin/env node' },
});

mkdirSync('.build', { recursive: true });
writeFileSync('.build/metafile.json', JSON.stringify(result.metafile));
copyFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'), 'dist/sql-wasm.wasm');
