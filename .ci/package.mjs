// Makes tandem-<version>.vsix: builds, gathers what .vscodeignore lets through, and packs it. Everything is bundled, so no
// node_modules travel along. `--out FILE` puts it elsewhere; with `--built` dist/ is taken as it is.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

process.chdir(path.join(import.meta.dirname, '..'));
const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const { values } = parseArgs({
  options: { out: { type: 'string', default: `${name}-${version}.vsix` }, built: { type: 'boolean', default: false } },
});

if (!values.built) {
  const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const gathered = mkdtempSync(path.join(tmpdir(), 'tandem-vsix-'));
try {
  for (const file of await listFiles({ packageManager: PackageManager.None })) cpSync(file, path.join(gathered, file));
  // Nothing is left to leave out; vsce warns where the file is missing.
  writeFileSync(path.join(gathered, '.vscodeignore'), '');
  writeFileSync(path.join(gathered, 'README.md'), withoutRelativeLinks(readFileSync('README.md', 'utf8')));
  await createVSIX({
    cwd: gathered,
    packagePath: path.resolve(values.out),
    dependencies: false,
    allowMissingRepository: true,
  });
} finally {
  rmSync(gathered, { recursive: true, force: true });
}
console.log(`${values.out} is ready. Install it with: code --install-extension ${values.out}`);

/** There is no public repository yet, so on the extension's page links into it lead nowhere and pictures from it stay empty. */
function withoutRelativeLinks(text) {
  return text
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gm, '')
    .replace(/(?<!!)\[([^\]]*)\]\((?!https:)[^)]*\)/g, '$1');
}
