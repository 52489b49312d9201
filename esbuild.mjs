// Builds the bundles in dist/: the command line, the demo, the worker, and the extension with what it loads later; with --bench the
// benchmark in .build/bench instead. Only the extension's bundle may ever name `vscode` as external: a stray import elsewhere
// then fails to resolve, and the message names the file.
import * as esbuild from 'esbuild';
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// No `keepNames`: names are put on functions as they are made, which costs a tenth of a keystroke's time.
const forNode = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'warning',
};

/** Programs that plain node runs. */
const programs = { cli: 'src/cli/main.ts', demo: 'src/cli/demo.ts' };

/** The editor's part: what activation reads, and what is read when the first command is called, or the first file opened. */
const shell = {
  extension: 'src/extension/activate.ts',
  laterCommands: 'src/extension/laterCommands.ts',
  resultsView: 'src/extension/results/resultsViews.ts',
  languageClient: 'src/extension/language/languageClient.ts',
  signIn: 'src/extension/signIn/openSignIn.ts',
};

/** The other threads and the line to the first, started with the first request; they know nothing of VS Code. */
const worker = {
  worker: 'src/worker/main.ts',
  sampleServices: 'src/worker/sampleServices.ts',
  workerConnection: 'src/extension/connection/workerConnection.ts',
};

/** The language server, a process of its own; also what `tandem lsp` loads. */
const server = { server: 'src/server/main.ts' };

/** The services of the sample on services and of `tandem emulate`: the tests' double of them, with the sample's data. Nothing in src imports it. */
const emulator = { emulator: 'test/emulator/main.ts' };
/** Microsoft's library for signing in, which the command line loads when it has to show a code. */
const deviceCode = { deviceCode: 'src/service/signIn/msalDeviceCode.ts' };

/** What the results view's page is made of; it runs in the editor's web view, where there is no node. */
const webview = { webview: 'webview/main.ts' };
const webviewBudget = 300_000;

/** What is taken in by `import()` is a bundle of its own, which is read at run time. */
const loadedLater = {
  name: 'loaded later',
  setup(build) {
    const later = Object.entries({ ...shell, ...worker, ...server, ...deviceCode });
    build.onResolve({ filter: /^\./ }, ({ kind, path: wanted, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = `${path.relative(import.meta.dirname, path.resolve(resolveDir, wanted)).replaceAll(path.sep, '/')}.ts`;
      const [name] = later.find(([, input]) => input === file) ?? [];
      return name === undefined ? undefined : { path: `./${name}.js`, external: true };
    });
  },
};

if (process.argv.includes('--bench')) await buildBench();
else await buildDist();

async function buildDist() {
  mkdirSync('dist', { recursive: true });
  await esbuild.build({
    ...forNode,
    entryPoints: entries(programs),
    outdir: 'dist',
    minify: true,
    banner: { js: '#!/usr/bin/env node' },
    plugins: [loadedLater],
  });
  await esbuild.build({
    ...forNode,
    entryPoints: entries({ ...worker, ...emulator, ...deviceCode }),
    outdir: 'dist',
    minify: true,
  });
  await esbuild.build({ ...forNode, entryPoints: entries(server), outdir: 'dist', minify: true });
  await esbuild.build({
    ...forNode,
    entryPoints: entries(shell),
    outdir: 'dist',
    minify: true,
    external: ['vscode'],
    plugins: [loadedLater],
    // `vscode` is there for what is required only: what is loaded later has to be required, too.
    supported: { 'dynamic-import': false },
  });
  await buildWebview();
  copyFileSync(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'), 'dist/sql-wasm.wasm');
  // Stale files go last, so that a command that is just being started finds its bundle.
  const bundles = Object.keys({ ...programs, ...worker, ...server, ...deviceCode, ...shell, ...emulator });
  const wanted = [...bundles.map((name) => `${name}.js`), 'webview.js', 'webview.css', 'sql-wasm.wasm'];
  for (const name of readdirSync('dist')) {
    if (!wanted.includes(name)) rmSync(path.join('dist', name), { recursive: true });
  }
}

async function buildWebview() {
  const { metafile } = await esbuild.build({
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    minify: true,
    metafile: true,
    entryPoints: [...entries(webview), { out: 'webview', in: 'webview/style.css' }],
    outdir: 'dist',
  });
  const { bytes } = metafile.outputs['dist/webview.js'];
  console.log(`dist/webview.js: ${bytes} bytes of ${webviewBudget}`);
  if (bytes > webviewBudget) throw new Error('The results view has outgrown its budget: look what came in.');
}

function entries(inputs) {
  return Object.entries(inputs).map(([out, input]) => ({ out, in: input }));
}

async function buildBench() {
  await esbuild.build({
    ...forNode,
    entryPoints: ['test/bench/main.ts', 'test/bench/languageServer.ts', 'test/bench/services.ts'],
    outdir: '.build/bench',
    packages: 'external',
    sourcemap: 'inline',
  });
}
