import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What is shipped, and how many bytes each may have: half as much again as now is a reason to look what came in. */
const budgets: Readonly<Record<string, number>> = {
  'cli.js': 1_060_000,
  'demo.js': 1_070_000,
  // What activation reads.
  'extension.js': 102_400,
  'laterCommands.js': 350_000,
  // The host of the results view; what it does it has done by commands.
  'resultsView.js': 60_000,
  'worker.js': 1_000_000,
  'workerConnection.js': 100_000,
  'sampleServices.js': 5_000,
  'signIn.js': 10_000,
  // Microsoft's library is most of it.
  'deviceCode.js': 380_000,
  // The protocol's library is most of it.
  'languageClient.js': 700_000,
  'server.js': 1_000_000,
  'emulator.js': 250_000,
  'webview.js': 300_000,
  'webview.css': 20_000,
  'sql-wasm.wasm': 750_000,
};
const bundles = Object.keys(budgets).filter((name) => name.endsWith('.js') && name !== 'webview.js');

/** What a bundle may ask for besides Node's own modules: the editor, and bundles that are read later. */
const mayAsk: Readonly<Record<string, readonly string[]>> = {
  'cli.js': ['./deviceCode.js', './server.js'],
  'demo.js': ['./deviceCode.js', './server.js'],
  'extension.js': [
    'vscode',
    './languageClient.js',
    './laterCommands.js',
    './resultsView.js',
    './signIn.js',
    './workerConnection.js',
  ],
  'languageClient.js': ['vscode'],
  'laterCommands.js': ['vscode'],
  'resultsView.js': ['vscode'],
  'signIn.js': ['vscode'],
};

suite('The bundles', () => {
  test('are all of dist', () => {
    assert.deepEqual(readdirSync('dist').sort(), Object.keys(budgets).sort());
  });

  for (const [name, budget] of Object.entries(budgets)) {
    test(`keep within their budget: ${name}`, () => {
      const { size } = statSync(path.join('dist', name));
      assert.ok(size > 0 && size <= budget, `${size} bytes of ${budget}`);
    });
  }

  for (const name of bundles) {
    test(`ask for nothing but what Node has: ${name}`, () => {
      const text = readFileSync(path.join('dist', name), 'utf8');
      const asked = new Set(
        [...text.matchAll(/\b(?:require|import)\(["']([^"']+)["']\)/g)].map(([, module]) => module ?? ''),
      );
      assert.ok(asked.size > 0, 'no require was found');
      assert.deepEqual([...asked].filter((module) => !nodeModule(module)).sort(), [...(mayAsk[name] ?? [])].sort());
    });

    test(`hold no path of the machine that built them: ${name}`, () => {
      assert.ok(!readFileSync(path.join('dist', name), 'utf8').includes(process.cwd()));
    });
  }

  test('make a command line that plain node runs: it prints its usage', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', '--help'], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^Usage: tandem <command> \[options\]/);
  });

  test('make a command line that a shell can run as a program', () => {
    assert.match(readFileSync('dist/cli.js', 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });
});

/** `vscode` is none: only the extension may ask for it. */
function nodeModule(name: string): boolean {
  try {
    return require.resolve(name) === name && !path.isAbsolute(name);
  } catch {
    return false;
  }
}
