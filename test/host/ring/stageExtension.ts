import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

/** The extension as it is built, in a folder of its own, with the suites beside it. */
export interface StagedExtension {
  readonly folder: string;
  /** The built command line in it. */
  readonly cli: string;
  /** What VS Code calls to run suites. */
  readonly entry: string;
  /** The bundle of a suite, by its source file. */
  bundleOf(file: string): string;
}

const suitesFolder = path.join('test', 'host', 'suite');
const shipped = [
  'dist',
  'media',
  'l10n',
  'package.json',
  'package.nls.json',
  'syntaxes',
  'language-configuration.json',
];

/**
 * Copies what the package ships, so that a build in between disturbs no window, and bundles the suites into it: from there they
 * are given the very `vscode` that the extension is given.
 */
export async function stageExtension(folder: string, suites: readonly string[]): Promise<StagedExtension> {
  mkdirSync(folder, { recursive: true });
  for (const name of shipped) {
    if (existsSync(name)) cpSync(name, path.join(folder, name), { recursive: true });
  }
  const outdir = path.join(folder, 'suites');
  await esbuild.build({
    entryPoints: [path.join(suitesFolder, 'entry.ts'), ...suites],
    outdir,
    outbase: suitesFolder,
    bundle: true,
    external: ['vscode', 'mocha'],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const bundleOf = (file: string): string =>
    path.join(outdir, path.relative(suitesFolder, file).replace(/\.ts$/, '.js'));
  return {
    folder,
    cli: path.join(folder, 'dist', 'cli.js'),
    entry: bundleOf(path.join(suitesFolder, 'entry.ts')),
    bundleOf,
  };
}

/** The tests right in a folder, in the order of their names. */
export function testFilesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
    .sort();
}
