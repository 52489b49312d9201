import * as esbuild from 'esbuild';
import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

/** One import of one source file. Paths are relative to the repository, with forward slashes. */
export interface ImportEdge {
  readonly from: string;
  /** A source file, a package's name, or `node:` with a built-in module. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Where the bundles of the package begin. */
export const shippedEntryPoints = [
  'src/extension/activate.ts',
  'src/extension/laterCommands.ts',
  'src/extension/results/resultsViews.ts',
  'src/extension/connection/workerConnection.ts',
  'src/extension/language/languageClient.ts',
  'src/worker/main.ts',
  'src/worker/sampleServices.ts',
  'src/server/main.ts',
];

/** Where the bundles begin. */
export const entryPoints = ['src/cli/main.ts', 'src/cli/demo.ts', ...shippedEntryPoints];

export function sourceFiles(): readonly string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${name.replaceAll(path.sep, '/')}`)
    .sort();
}

/** All imports in src: those that the bundler follows, and the types that it leaves out. */
export async function importGraph(): Promise<readonly ImportEdge[]> {
  const { metafile } = await esbuild.build({
    entryPoints: [...sourceFiles()],
    bundle: true,
    packages: 'external',
    platform: 'node',
    outdir: 'dist',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const values = Object.entries(metafile.inputs).flatMap(([from, { imports }]) =>
    imports.map((each): ImportEdge => ({
      from,
      to: each.external ? packageOf(each.path) : each.path,
      typeOnly: false,
    })),
  );
  const known = new Set(values.map(({ from, to }) => `${from} ${to}`));
  return [
    ...values,
    ...sourceFiles()
      .flatMap(writtenImports)
      .filter(({ from, to }) => !known.has(`${from} ${to}`)),
  ];
}

/** The imports as they are written. */
function writtenImports(from: string): readonly ImportEdge[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(from, 'utf8'));
  return importedFiles.map(({ fileName }) => ({
    from,
    to: fileName.startsWith('.') ? `${path.posix.join(path.posix.dirname(from), fileName)}.ts` : packageOf(fileName),
    typeOnly: true,
  }));
}

/** `sql.js/dist/…` belongs to `sql.js`, `fs/promises` to `node:fs`. */
function packageOf(specifier: string): string {
  const parts = specifier.replace(/^node:/, '').split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  return builtinModules.includes(name) ? `node:${name}` : name;
}
