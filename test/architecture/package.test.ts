import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { manifest } from './extensionManifest';
import type { ZipEntry } from './zipEntries';
import { zipEntries } from './zipEntries';

/** Bytes. Half of what a package may have at most: what takes more is worth a look. */
const budget = 2_500_000;

suite('The package', function () {
  // vsce looks through all files for secrets.
  this.timeout(60_000);
  let folder: string;
  let file: string;
  let entries: readonly ZipEntry[];

  suiteSetup(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-package-'));
    file = path.join(folder, 'tandem.vsix');
    const made = spawnSync(process.execPath, ['.ci/package.mjs', '--built', '--out', file], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    assert.doesNotMatch(made.stdout + made.stderr, /WARN/i);
    entries = zipEntries(file);
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('holds what runs and what explains it, and nothing else', () => {
    // Screenshots are for the README's page, not for the installed extension.
    const media = readdirSync('media', { recursive: true, encoding: 'utf8' }).filter(
      (name) => statSync(path.join('media', name)).isFile() && !name.startsWith('screenshots'),
    );
    assert.deepEqual(
      entries.map(({ name }) => name).sort(),
      [
        '[Content_Types].xml',
        'extension.vsixmanifest',
        'extension/LICENSE.txt',
        'extension/THIRD_PARTY_NOTICES.txt',
        'extension/changelog.md',
        'extension/dist/emulator.js',
        'extension/dist/extension.js',
        'extension/dist/languageClient.js',
        'extension/dist/laterCommands.js',
        'extension/dist/resultsView.js',
        'extension/dist/sampleServices.js',
        'extension/dist/server.js',
        'extension/dist/signIn.js',
        'extension/dist/sql-wasm.wasm',
        'extension/dist/webview.css',
        'extension/dist/webview.js',
        'extension/dist/worker.js',
        'extension/dist/workerConnection.js',
        'extension/package.json',
        'extension/package.nls.json',
        'extension/readme.md',
        ...media.map((name) => `extension/media/${name.replaceAll(path.sep, '/')}`),
      ].sort(),
    );
  });

  test('has of dist all but the programs for plain node', () => {
    const inPackage = entries.flatMap(({ name }) => /^extension\/dist\/(.+)/.exec(name)?.[1] ?? []);
    const forNode = ['cli.js', 'demo.js', 'deviceCode.js'];
    const built = readdirSync('dist').filter((name) => !forNode.includes(name));
    assert.deepEqual(inPackage.sort(), built.sort());
  });

  test('has of media only what is used: pictures, words, the sample and the templates', () => {
    const packed = readdirSync('media').filter((name) => name !== 'screenshots');
    assert.deepEqual(packed.sort(), [
      'icon.png',
      'icons',
      'l10n',
      'language',
      'problems',
      'sample',
      'schemas',
      'templates',
      'walkthrough',
    ]);
  });

  test('is small', () => {
    const { size } = statSync(file);
    assert.ok(size > 0 && size < budget, `${size} bytes of ${budget}`);
  });

  test('holds no test, no source, no map and no path of the machine that made it', () => {
    for (const { name, read } of entries) {
      assert.doesNotMatch(name, /\.(ts|map|mjs)$|(^|\/)(test|src|node_modules)\//);
      assert.ok(!read().includes(process.cwd()), name);
    }
  });

  test('says in its gallery entry what it is', () => {
    const about = textOf('extension.vsixmanifest');
    assert.match(about, new RegExp(`Version="${manifest.version.replaceAll('.', '\\.')}" Publisher="tandem"`));
    assert.match(about, /<DisplayName>Tandem<\/DisplayName>/);
    assert.match(about, /<Description [^>]*>Keeps the records of Business Central and Dataverse/);
    for (const part of ['Details', 'Changelog', 'License']) assert.match(about, new RegExp(`Content\\.${part}"`), part);
  });

  test('has a page without links and pictures that lead nowhere', () => {
    const page = textOf('extension/readme.md');
    assert.match(page, /^# Tandem\n/);
    assert.deepEqual(page.match(/\]\((?!https:|#)[^)]*\)/g), null);
  });

  function textOf(name: string): string {
    return (entries.find((entry) => entry.name === name)?.read() ?? assert.fail(name)).toString('utf8');
  }
});

suite('The gallery’s picture', () => {
  test('is a square PNG of 128 pixels or more', () => {
    const picture = readFileSync(manifest.icon);
    assert.equal(picture.toString('latin1', 1, 4), 'PNG');
    const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
    assert.equal(width, height);
    assert.ok(width >= 128, `${width} pixels`);
  });
});
