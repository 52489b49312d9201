import * as esbuild from 'esbuild';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { shippedEntryPoints } from './importGraph';

/** What the packages do not say of themselves. */
const remarks: Readonly<Record<string, string>> = {
  'sql.js': 'It contains SQLite, which its authors have put into the public domain, compiled by Emscripten (MIT).',
};

/** Packages that bring no license file: the package with the license that they are under, of the same holder. */
const licensedLike: Readonly<Record<string, string>> = {
  '@microsoft/fast-element': '@vscode/webview-ui-toolkit',
  '@microsoft/fast-foundation': '@vscode/webview-ui-toolkit',
  '@microsoft/fast-web-utilities': '@vscode/webview-ui-toolkit',
  '@nodable/entities': 'fast-xml-parser',
};

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** THIRD_PARTY_NOTICES.txt: the packages whose code is in the extension's bundles, each with the text of its license. */
export async function thirdPartyNotices(): Promise<string> {
  const sections = (await bundledPackages()).map((folder) => {
    const { name, version, license = '' } = readManifest(folder);
    const remark = remarks[name];
    return [
      `${name} ${version} (${license})`,
      ...(remark ? [remark] : []),
      '',
      licenseText(licenseFolder(folder, name)),
    ].join('\n');
  });
  const line = '='.repeat(100);
  const opening = 'Tandem contains code of these packages, under these licenses.\n';
  return `${[opening, ...sections].join(`\n${line}\n\n`)}\n`;
}

/** The folders of the packages in the bundles, in the order of their names. */
export async function bundledPackages(): Promise<readonly string[]> {
  const { metafile } = await esbuild.build({
    entryPoints: [...shippedEntryPoints, 'webview/main.ts', 'test/emulator/main.ts'],
    bundle: true,
    platform: 'node',
    external: ['vscode'],
    outdir: 'dist',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const folders = Object.keys(metafile.inputs).flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
}

function licenseFolder(folder: string, name: string): string {
  const other = licensedLike[name];
  return other === undefined ? folder : path.join('node_modules', other);
}

function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as PackageManifest;
}

/** Empty where the package brings none, which the test refuses. */
function licenseText(folder: string): string {
  const name = readdirSync(folder).find((each) => /^licen[cs]e(\.|$)/i.test(each));
  return name === undefined ? '' : readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim();
}
