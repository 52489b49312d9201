import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { ConnectorErrorCode } from '../../../src/core/ports/connector';
import type { SqliteWorkspace } from '../../support/sqliteWorkspace';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { openSqliteFile } from '../../../src/connectors/sqlite/sqliteFile';
import { sqliteWorkspace } from '../../support/sqliteWorkspace';

suite('Opening a SQLite file', () => {
  let workspace: SqliteWorkspace;
  setup(async () => {
    workspace = await sqliteWorkspace();
    workspace.create('data.sqlite', [
      'CREATE TABLE customer (id TEXT PRIMARY KEY, name TEXT, changed DATETIME)',
      `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
       INSERT INTO customer SELECT 'id' || i, 'a name that takes some room ' || i, NULL FROM n`,
    ]);
  });
  teardown(() => workspace.dispose());

  const refuses = async (name: string, code: ConnectorErrorCode, message: RegExp) => {
    const result = await workspace.tryOpen(name);
    assert.ok(!result.ok, 'the file was opened');
    assert.equal(result.error.code, code);
    assert.match(result.error.message, message);
  };
  const data = () => workspace.file('data.sqlite');

  test('leaves the file as it is, byte for byte', async () => {
    const before = readFileSync(data());
    const connector = await workspace.open('data.sqlite');
    await connector.describe(neverCancelled);
    await connector.flush();
    assert.deepEqual(readFileSync(data()), before);
  });

  test('refuses a file that does not exist', () =>
    refuses('gone.sqlite', 'FILE_NOT_FOUND', /gone\.sqlite does not exist/));

  test('refuses a folder', async () => {
    mkdirSync(workspace.file('folder.sqlite'));
    await refuses('folder.sqlite', 'FILE_NOT_FOUND', /folder\.sqlite/);
  });

  test('refuses what is not a database', async () => {
    writeFileSync(data(), 'name;city\n'.repeat(200));
    await refuses('data.sqlite', 'FILE_CORRUPT', /data\.sqlite is not a SQLite database/);
  });

  test('refuses an empty file', async () => {
    writeFileSync(data(), '');
    await refuses('data.sqlite', 'FILE_CORRUPT', /data\.sqlite/);
  });

  for (const cut of [1, 4096, 8192, 40_000]) {
    test(`refuses a file that lacks its last ${cut} bytes`, async () => {
      truncateSync(data(), readFileSync(data()).length - cut);
      await refuses('data.sqlite', 'FILE_CORRUPT', /damaged/);
    });
  }

  test('refuses a file whose schema is damaged', async () => {
    const bytes = readFileSync(data());
    bytes.fill(0xff, 100, 200);
    writeFileSync(data(), bytes);
    await refuses('data.sqlite', 'FILE_CORRUPT', /damaged/);
  });

  test('says so when it meets a damaged page while it reads', async () => {
    const bytes = readFileSync(data());
    bytes.fill(0xff, 4096 * 4, 4096 * 5);
    writeFileSync(data(), bytes);
    const connector = await workspace.open('data.sqlite');
    const table = { name: 'customer', id: 'id', key: 'id', modifiedOn: 'changed' };
    const codes: string[] = [];
    const query = { table, fields: ['name'], filter: [], order: { by: 'id' }, pageSize: 500 } as const;
    for await (const page of connector.read(query, neverCancelled)) codes.push(page.ok ? 'ok' : page.error.code);
    assert.equal(codes.at(-1), 'FILE_CORRUPT');
  });

  test('refuses a file with a write-ahead log that is not empty, and says what to do', async () => {
    writeFileSync(`${data()}-wal`, 'commits');
    await refuses('data.sqlite', 'FILE_HAS_WAL', /data\.sqlite-wal .*wal_checkpoint/);
  });

  test('refuses a file whose last transaction was not finished', async () => {
    writeFileSync(`${data()}-journal`, new Uint8Array([0xd9, 0xd5, 0x05]));
    await refuses('data.sqlite', 'FILE_HAS_WAL', /data\.sqlite-journal/);
  });

  test('refuses a file whose transaction goes on: its journal has no magic number yet', async () => {
    const journal = new Uint8Array(512);
    journal.set([0x02, 0x00], 22);
    writeFileSync(`${data()}-journal`, journal);
    await refuses('data.sqlite', 'FILE_HAS_WAL', /data\.sqlite-journal/);
  });

  test('opens a file with an empty log, or with the zeroed journal of a finished transaction', async () => {
    writeFileSync(`${data()}-wal`, '');
    writeFileSync(`${data()}-journal`, new Uint8Array(512));
    assert.ok((await workspace.tryOpen('data.sqlite')).ok);
  });

  test('refuses a path that climbs out of the workspace', () =>
    refuses('../data.sqlite', 'PATH_OUTSIDE_WORKSPACE', /outside the workspace folder/));

  test('refuses a symbolic link that leads out of the workspace', async () => {
    const outside = await sqliteWorkspace();
    try {
      copyFileSync(data(), outside.file('other.sqlite'));
      symlinkSync(outside.file('other.sqlite'), workspace.file('link.sqlite'));
      symlinkSync(outside.folder, workspace.file('folder'));
      await refuses('link.sqlite', 'PATH_OUTSIDE_WORKSPACE', /link\.sqlite/);
      await refuses(path.join('folder', 'other.sqlite'), 'PATH_OUTSIDE_WORKSPACE', /other\.sqlite/);
    } finally {
      await outside.dispose();
    }
  });

  test('follows a symbolic link inside the workspace', async () => {
    renameSync(data(), workspace.file('real.sqlite'));
    symlinkSync('real.sqlite', data());
    assert.ok((await workspace.tryOpen('data.sqlite')).ok);
    rmSync(data());
  });

  test('refuses a file that another program changed while it was read', async () => {
    const place = { file: data(), workspaceFolder: workspace.folder, displayName: 'data.sqlite' };
    const opened = openSqliteFile(place);
    assert.ok(opened.ok);
    assert.ok(opened.value.file.checkUntouched().ok);
    workspace.edit('data.sqlite', ["UPDATE customer SET name = 'another'"]);
    const untouched = opened.value.file.checkUntouched();
    assert.equal(untouched.ok ? 'untouched' : untouched.error.code, 'FILE_CHANGED');
  });

  test('refuses a file that memory could not hold, without reading it', async () => {
    truncateSync(data(), 1_600_000_000);
    await refuses('data.sqlite', 'FILE_TOO_LARGE', /1\.6 GB/);
  });
});
