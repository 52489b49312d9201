import { strict as assert } from 'node:assert';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorkspace } from '../../../src/service/createWorkspace';
import type { CreateWorkspaceOptions } from '../../../src/service/createWorkspace';
import type { SqlJs } from '../../../src/files/loadSqlJs';
import { loadSqlJs } from '../../../src/files/loadSqlJs';

suite('createWorkspace', () => {
  let root: string;

  setup(() => (root = mkdtempSync(path.join(tmpdir(), 'tandem-'))));
  teardown(() => rmSync(root, { recursive: true, force: true }));

  test('writes the template into a folder that it makes', async () => {
    const folder = path.join(root, 'new', 'workspace');
    const created = await create({ folder, template: 'dataverse' });
    const names = ['contacts', 'currency', 'customer', 'salespeople', 'vendor'];
    const expected = ['tandem.yaml', ...names.map((name) => `mappings/${name}.mapping.yaml`)];
    assert.deepEqual(created, { ok: true, value: { files: expected } });
    assert.deepEqual(filesBelow(folder), [...expected].sort());
    assert.match(readFileSync(path.join(folder, 'tandem.yaml'), 'utf8'), /production:/);
  });

  test("writes the template in the words of Business Central's API where asked", async () => {
    const created = await create({ folder: root, template: 'dataverse', local: 'businessCentral' });
    assert.ok(created.ok);
    assert.ok(created.value.files.includes('mappings/vendor.mapping.yaml'));
    assert.match(readFileSync(path.join(root, 'mappings/customer.mapping.yaml'), 'utf8'), /^table: customers$/m);
  });

  test('names the services that are emulated where asked', async () => {
    const created = await create({
      folder: root,
      template: 'dataverse',
      local: 'businessCentral',
      sampleServices: { port: 7099 },
    });
    assert.ok(created.ok);
    const workspace = readFileSync(path.join(root, 'tandem.yaml'), 'utf8');
    assert.doesNotMatch(workspace, /production/);
    assert.ok(workspace.includes('url: http://127.0.0.1:7099\n'));
  });

  test('makes both sample systems, valid SQLite files that the environment names', async () => {
    const sqlJs = await loadSqlJs();
    for (const template of ['dataverse', 'sales', 'blank'] as const) {
      const folder = path.join(root, template);
      const created = await create({ folder, template, sample: true });
      assert.ok(created.ok);
      const workspace = readFileSync(path.join(folder, 'tandem.yaml'), 'utf8');
      assert.doesNotMatch(workspace, /production/);
      for (const file of ['data/business-central.sqlite', 'data/dataverse.sqlite']) {
        assert.ok(created.value.files.includes(file));
        assert.ok(workspace.includes(`file: ${file}`));
        assert.deepEqual(integrityCheck(sqlJs, path.join(folder, file)), [['ok']]);
      }
    }
  });

  test('changes nothing of the template but its environments for the sample', async () => {
    await create({ folder: path.join(root, 'plain') });
    await create({ folder: path.join(root, 'sample'), sample: true });
    const [plain, sample] = ['plain', 'sample'].map((name) =>
      readFileSync(path.join(root, name, 'tandem.yaml'), 'utf8'),
    );
    const environments = readFileSync('media/sample/environments.yaml', 'utf8');
    const [before, after] = (plain ?? '').split(/^environments:[^]*?\n\n/m);
    assert.equal(sample, `${before}${environments}\n${after}`);
  });

  test('makes the same sample every time', async () => {
    await create({ folder: path.join(root, 'one'), sample: true });
    await create({ folder: path.join(root, 'two'), sample: true });
    for (const file of ['data/business-central.sqlite', 'data/dataverse.sqlite']) {
      const [one, two] = ['one', 'two'].map((name) => readFileSync(path.join(root, name, file)));
      assert.ok(one && two?.equals(one), file);
    }
  });

  for (const existing of ['tandem.yaml', 'mappings/customer.mapping.yaml', 'data/dataverse.sqlite']) {
    test(`refuses a folder that holds ${existing}, and leaves it alone`, async () => {
      mkdirSync(path.join(root, path.dirname(existing)), { recursive: true });
      writeFileSync(path.join(root, existing), 'mine');
      const refused = await create({ folder: root, sample: true });
      assert.ok(!refused.ok);
      assert.equal(refused.error.code, 'WORKSPACE_EXISTS');
      assert.ok(refused.error.message.includes(existing));
      assert.deepEqual(filesBelow(root), [existing]);
      assert.equal(readFileSync(path.join(root, existing), 'utf8'), 'mine');
    });
  }

  test('goes beside files of other names', async () => {
    writeFileSync(path.join(root, 'README.md'), 'mine');
    const created = await create({ folder: root });
    assert.ok(created.ok);
    assert.equal(readFileSync(path.join(root, 'README.md'), 'utf8'), 'mine');
  });

  test('does not follow a link out of the folder', async () => {
    const [folder, outside] = [path.join(root, 'folder'), path.join(root, 'outside')];
    mkdirSync(folder);
    mkdirSync(outside);
    symlinkSync(outside, path.join(folder, 'mappings'));
    const refused = await create({ folder });
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'FOLDER_NOT_WRITABLE');
    assert.match(refused.error.message, /mappings/);
    assert.deepEqual(filesBelow(outside), []);
    assert.ok(!existsSync(path.join(folder, 'tandem.yaml')));
  });

  test('does not write through a link that points nowhere', async () => {
    const target = path.join(root, 'elsewhere.yaml');
    symlinkSync(target, path.join(root, 'tandem.yaml'));
    const refused = await create({ folder: root });
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'WORKSPACE_EXISTS');
    assert.ok(!existsSync(target));
  });

  test('takes back what it wrote where a later file cannot be written', async () => {
    const folder = path.join(root, 'new');
    mkdirSync(folder);
    // The mappings are written after the data, and cannot be: their folder's name is taken by a file.
    writeFileSync(path.join(folder, 'mappings'), 'mine');
    const failed = await create({ folder, sample: true });
    assert.ok(!failed.ok);
    assert.equal(failed.error.code, 'FOLDER_NOT_WRITABLE');
    assert.match(failed.error.message, /mappings.*Choose/);
    assert.deepEqual(readdirSync(folder), ['mappings']);
    assert.equal(readFileSync(path.join(folder, 'mappings'), 'utf8'), 'mine');
  });

  test('says when the folder cannot be made', async () => {
    writeFileSync(path.join(root, 'file'), 'mine');
    for (const folder of [path.join(root, 'file'), path.join(root, 'file', 'below')]) {
      const failed = await create({ folder });
      assert.ok(!failed.ok);
      assert.equal(failed.error.code, 'FOLDER_NOT_WRITABLE');
      assert.ok(failed.error.message.includes(folder));
    }
  });

  test('says when the template is missing, and writes nothing', async () => {
    const failed = await create({ folder: path.join(root, 'new'), mediaFolder: root });
    assert.ok(!failed.ok);
    assert.equal(failed.error.code, 'TEMPLATE_NOT_FOUND');
    assert.deepEqual(readdirSync(root), []);
  });
});

async function create(options: Partial<CreateWorkspaceOptions> & { readonly folder: string }) {
  const sqlJs = await loadSqlJs();
  return createWorkspace({ template: 'sales', sample: false, mediaFolder: path.resolve('media'), sqlJs, ...options });
}

function integrityCheck(sqlJs: SqlJs, file: string): unknown {
  const database = new sqlJs.Database(readFileSync(file));
  const answer = database.exec('PRAGMA integrity_check')[0]?.values;
  database.close();
  return answer;
}

/** All files below a folder, relative to it, sorted. */
function filesBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => lstatSync(path.join(folder, name)).isFile());
  return files.map((name) => name.replaceAll('\\', '/')).sort();
}
