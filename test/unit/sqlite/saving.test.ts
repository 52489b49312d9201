import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type { Connector } from '../../../src/core/ports/connector';
import type { SqliteWorkspace } from '../../support/sqliteWorkspace';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { sqliteWorkspace } from '../../support/sqliteWorkspace';
import { skipTest } from '../../support/skipTest';

suite('Saving a SQLite file', () => {
  let workspace: SqliteWorkspace;
  setup(async () => {
    workspace = await sqliteWorkspace();
    workspace.create('data.sqlite', [
      'PRAGMA page_size = 1024',
      'PRAGMA auto_vacuum = incremental',
      'PRAGMA encoding = "UTF-16le"',
      'CREATE TABLE customer (id TEXT PRIMARY KEY, name TEXT, changed DATETIME)',
      'PRAGMA user_version = 42',
      'PRAGMA application_id = 123456',
    ]);
  });
  teardown(() => workspace.dispose());

  const data = () => workspace.file('data.sqlite');
  const names = () => workspace.query('data.sqlite', 'SELECT name FROM customer ORDER BY name').flat();

  test('makes what was written durable', async () => {
    const connector = await workspace.open('data.sqlite');
    await insert(connector, 'Ada');
    assert.deepEqual(names(), []);
    assert.deepEqual(await connector.flush(), { ok: true, value: undefined });
    assert.deepEqual(names(), ['Ada']);
    assert.deepEqual(readdirSync(workspace.folder), ['data.sqlite']);
  });

  test('can be done again and again', async () => {
    const connector = await workspace.open('data.sqlite');
    for (const name of ['Ada', 'Bob', 'Cy']) {
      await insert(connector, name);
      assert.ok((await connector.flush()).ok);
    }
    assert.deepEqual(names(), ['Ada', 'Bob', 'Cy']);
  });

  test('keeps the settings that the user made in the file', async () => {
    const settings = ['page_size', 'auto_vacuum', 'encoding', 'user_version', 'application_id'];
    const read = () => settings.map((name) => workspace.query('data.sqlite', `PRAGMA ${name}`)[0]?.[0]);
    const before = read();
    await insertAndSave('Ada');
    assert.deepEqual(read(), before);
    assert.deepEqual(workspace.query('data.sqlite', 'PRAGMA integrity_check'), [['ok']]);
  });

  test('keeps the permissions of the file', async () => {
    chmodSync(data(), 0o640);
    await insertAndSave('Ada');
    assert.equal(statSync(data()).mode & 0o777, 0o640);
  });

  test('keeps the owner of the file, where it may', async function () {
    if (process.getuid?.() !== 0) skipTest(this, 'only an administrator may give files away');
    chownSync(data(), 1234, 1234);
    await insertAndSave('Ada');
    assert.deepEqual([statSync(data()).uid, statSync(data()).gid], [1234, 1234]);
  });

  test('replaces the file behind a symbolic link, not the link', async () => {
    renameSync(data(), workspace.file('real.sqlite'));
    symlinkSync('real.sqlite', data());
    await insertAndSave('Ada');
    assert.ok(lstatSync(data()).isSymbolicLink());
    assert.deepEqual(workspace.query('real.sqlite', 'SELECT name FROM customer'), [['Ada']]);
  });

  test('keeps a file in write-ahead mode that was in it, readable for sqlite3', async function () {
    const bytes = readFileSync(data());
    bytes.fill(2, 18, 20);
    writeFileSync(data(), bytes);
    await insertAndSave('Ada');
    assert.deepEqual([...readFileSync(data()).subarray(18, 20)], [2, 2]);
    const shell = spawnSync(
      'sqlite3',
      [data(), 'PRAGMA journal_mode; PRAGMA integrity_check; SELECT name FROM customer'],
      { encoding: 'utf8' },
    );
    if (shell.error) skipTest(this, 'there is no sqlite3 program here');
    assert.equal(shell.stdout, 'wal\nok\nAda\n', shell.stderr);
  });

  test('counts the change in the header, for programs that keep pages in memory', async () => {
    const counter = () => readFileSync(data()).readUInt32BE(24);
    const before = counter();
    await insertAndSave('Ada');
    assert.equal(counter(), before + 1);
    assert.equal(readFileSync(data()).readUInt32BE(92), before + 1);
  });

  test('touches nothing where nothing was written', async () => {
    const connector = await workspace.open('data.sqlite');
    workspace.edit('data.sqlite', [`INSERT INTO customer VALUES ('1', 'from elsewhere', NULL)`]);
    assert.ok((await connector.flush()).ok);
    assert.deepEqual(names(), ['from elsewhere']);
  });

  const changes: readonly (readonly [string, () => void])[] = [
    [
      'another program changed it',
      () => workspace.edit('data.sqlite', [`INSERT INTO customer VALUES ('1', 'from elsewhere', NULL)`]),
    ],
    ['it was put back with another time', () => utimesSync(data(), 1, 1)],
    [
      'another file with the same content was put in its place',
      () => {
        writeFileSync(workspace.file('copy.sqlite'), readFileSync(data()));
        const { atime, mtime } = statSync(data());
        utimesSync(workspace.file('copy.sqlite'), atime, mtime);
        renameSync(workspace.file('copy.sqlite'), data());
      },
    ],
    ['another program began a write-ahead log', () => writeFileSync(`${data()}-wal`, 'commits')],
    [
      'another program is in the middle of a transaction',
      () => writeFileSync(`${data()}-journal`, new Uint8Array([0xd9, 0xd5])),
    ],
  ];
  for (const [what, change] of changes) {
    test(`is refused when ${what}, and nothing is overwritten`, async () => {
      const connector = await workspace.open('data.sqlite');
      await insert(connector, 'Ada');
      change();
      const before = readFileSync(data());
      const ready = await connector.prepareToWrite();
      const saved = await connector.flush();
      assert.equal(!ready.ok && ready.error.code, 'FILE_CHANGED');
      assert.equal(!saved.ok && saved.error.code, 'FILE_CHANGED');
      assert.deepEqual(readFileSync(data()), before);
    });
  }

  test('is refused when the header counts a change that size and time do not show', async () => {
    const { atime, mtime } = statSync(data());
    utimesSync(data(), atime, mtime);
    const connector = await workspace.open('data.sqlite');
    await insert(connector, 'Ada');
    const bytes = readFileSync(data());
    bytes.writeUInt32BE(bytes.readUInt32BE(24) + 1, 24);
    writeFileSync(data(), bytes);
    utimesSync(data(), atime, mtime);
    const saved = await connector.flush();
    assert.equal(!saved.ok && saved.error.code, 'FILE_CHANGED');
  });

  test('is refused when the file is gone, which does not come back', async () => {
    const connector = await workspace.open('data.sqlite');
    await insert(connector, 'Ada');
    renameSync(data(), workspace.file('elsewhere.sqlite'));
    const saved = await connector.flush();
    assert.equal(!saved.ok && saved.error.code, 'FILE_CHANGED');
    assert.ok(!existsSync(data()));
  });

  test('can be tried again after it could not be written', async () => {
    const connector = await workspace.open('data.sqlite');
    await insert(connector, 'Ada');
    const inTheWay = `${data()}.${process.pid}.tmp`;
    symlinkSync(workspace.file('no/such/folder'), inTheWay);
    const saved = await connector.flush();
    assert.equal(!saved.ok && saved.error.code, 'FILE_NOT_WRITTEN');
    assert.deepEqual(names(), []);
    assert.ok((await connector.flush()).ok);
    assert.deepEqual(names(), ['Ada']);
  });

  for (const [what, mode, place] of [
    ['file', 0o444, data],
    ['folder', 0o555, () => workspace.folder],
  ] as const) {
    test(`is known to be impossible before anything is written when the ${what} is read-only`, async () => {
      const connector = await workspace.open('data.sqlite');
      const before = statSync(place()).mode;
      chmodSync(place(), mode);
      try {
        const ready = await connector.prepareToWrite();
        assert.equal(!ready.ok && ready.error.code, 'FILE_READ_ONLY');
      } finally {
        chmodSync(place(), before);
      }
      assert.ok((await connector.prepareToWrite()).ok);
    });
  }

  async function insertAndSave(name: string): Promise<void> {
    const connector = await workspace.open('data.sqlite');
    await insert(connector, name);
    assert.deepEqual(await connector.flush(), { ok: true, value: undefined });
  }
});

async function insert(connector: Connector, name: string): Promise<void> {
  const table = { name: 'customer', id: 'id', key: 'id', modifiedOn: 'changed' };
  const write = { kind: 'insert', id: name.toLowerCase(), fields: ['name'], values: [name], resent: false } as const;
  const written = await connector.write({ table, writes: [write], readBack: [] }, neverCancelled);
  assert.equal(written.ok && written.value[0]?.kind, 'written');
}
