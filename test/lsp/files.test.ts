import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expandPattern as expandOnCommandLine } from '../../src/service/expandPatterns';
import { expandPattern } from '../../src/server/expandPattern';
import { findWorkspaceAbove, findWorkspaces } from '../../src/server/findWorkspaces';
import { nodeFiles } from '../../src/server/nodeFiles';
import { fileUri, folderOf, nameOf, normalUri, relativePath } from '../../src/server/uris';
import { skipTest } from '../support/skipTest';

suite('The server’s files', () => {
  let folder: string;
  let uri: string;
  setup(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tandem files é ')));
    uri = normalUri(pathToFileURL(folder).href);
    const files = ['a.yaml', 'b.mapping.yaml', 'm/c.mapping.yaml', 'm/d.yml', 'm/n/e.mapping.yaml', 'm/n/o/f.yaml'];
    for (const file of [...files, 'node_modules/x/g.yaml', '.tandem/h.yaml', 'm/.git/i.yaml', 'ä ö/j.mapping.yaml']) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), `name: ${file}\n`);
    }
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const patterns = [
    ...[
      '*.yaml',
      '*.mapping.yaml',
      'm/*.mapping.yaml',
      'm/*',
      '**/*.mapping.yaml',
      'm/**/*.yaml',
      '**',
      '**/n/*',
      '*/*.yaml',
    ],
    ...[
      '?/*.yml',
      'm/?/*',
      './m/../m/*.yml',
      'm\\*.yml',
      'ä ö/*',
      'nowhere/*.yaml',
      'node_modules/**/*.yaml',
      '.tandem/*',
    ],
    ...['a.yaml', 'm/d.yml'],
  ];
  for (const pattern of patterns) {
    test(`are those that the command line finds for ${pattern}`, async () => {
      assert.deepEqual(await expandPattern(nodeFiles, uri, pattern), expandOnCommandLine(folder, pattern));
    });
  }

  test('are none for patterns that lead out of the folder', async () => {
    for (const pattern of ['../*.yaml', '/etc/*', 'm/../../*', 'C:\\*', '']) {
      assert.deepEqual(await expandPattern(nodeFiles, uri, pattern), [], pattern);
    }
  });

  test('are none behind links that lead out of the folder', async function () {
    const outside = mkdtempSync(path.join(tmpdir(), 'tandem-outside-'));
    try {
      writeFileSync(path.join(outside, 'secret.yaml'), 'name: secret\n');
      try {
        symlinkSync(outside, path.join(folder, 'link'));
        symlinkSync(path.join(outside, 'secret.yaml'), path.join(folder, 'link.yaml'));
        symlinkSync(path.join(folder, 'a.yaml'), path.join(folder, 'inside.yaml'));
      } catch {
        skipTest(this, 'this system makes no links');
      }
      for (const file of ['link/secret.yaml', 'link.yaml', '../secret.yaml', 'nowhere.yaml', 'm']) {
        assert.equal(await nodeFiles.readText(uri, file), undefined, file);
      }
      assert.deepEqual(await nodeFiles.list(uri, 'link'), []);
      assert.equal(await nodeFiles.readText(uri, 'inside.yaml'), 'name: a.yaml\n');
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test('lead to the workspaces that hold them', async () => {
    for (const below of ['', 'm/n/', 'node_modules/x/']) writeFileSync(path.join(folder, below, 'tandem.yaml'), '');
    assert.deepEqual(await findWorkspaces(nodeFiles, uri), [uri, `${uri}/m/n`]);
    assert.equal(await findWorkspaceAbove(nodeFiles, fileUri(uri, 'm/n/o/f.yaml')), `${uri}/m/n`);
    assert.equal(await findWorkspaceAbove(nodeFiles, fileUri(uri, 'm/c.mapping.yaml')), uri);
    assert.equal(await findWorkspaceAbove(nodeFiles, 'untitled:Untitled-1'), undefined);
  });
});

suite('URIs', () => {
  const spellings: readonly (readonly [string, string])[] = [
    ['file:///c%3A/Work/a%20b', 'file:///C:/Work/a b'],
    ['file:///c%3A/Work', 'file:///c:/Work/'],
    ['file:///home/%C3%A9', 'file:///home/é'],
    ['file:///home/a(b)', 'file:///home/a%28b%29'],
    ['file://server/share/x', 'file://server/share/x/'],
    ['file:///home/100%25', 'file:///home/100%'],
  ];
  for (const [one, other] of spellings) {
    test(`are the same however they are written: ${one} and ${other}`, () => {
      assert.equal(normalUri(one), normalUri(other));
      assert.equal(normalUri(normalUri(one)), normalUri(one));
    });
  }

  test('stay as they are where they are none', () => {
    for (const text of ['', 'work/a', '%', '/home']) assert.equal(normalUri(text), text);
  });

  test('give the path from a folder to a file, and back', () => {
    const folder = normalUri('file:///home/sp%20ace');
    for (const file of ['a.yaml', 'mappings/ä b.mapping.yaml', 'm/100%.yaml', 'a#b/c?d.yaml']) {
      const uri = fileUri(folder, file);
      assert.equal(normalUri(uri), uri);
      assert.equal(relativePath(folder, uri), file);
      assert.equal(nameOf(uri), path.posix.basename(file));
    }
    assert.equal(relativePath(folder, 'file:///home/sp%20aces/a'), undefined);
    assert.equal(folderOf('file:///home/a'), 'file:///home');
    assert.equal(folderOf(normalUri('file:///')), undefined);
  });
});
