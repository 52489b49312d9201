import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { SqliteWorkspace } from '../../support/sqliteWorkspace';
import { isWriteLocked } from '../../../src/connectors/sqlite/lockHolder';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { skipTest } from '../../support/skipTest';
import { sqliteWorkspace } from '../../support/sqliteWorkspace';

suite('Locks that the system lists', () => {
  const line = (kind: string, inode: number, from: number | string, to: number | string) =>
    `3: POSIX  ADVISORY  ${kind} 4711 fe:00:${inode} ${from} ${to}\n`;
  const cases = [
    { name: 'a transaction that is to write', locks: line('WRITE', 77, 1073741825, 1073741825), held: true },
    { name: 'one that writes now', locks: line('WRITE', 77, 1073741824, 1073742335), held: true },
    { name: 'a lock on the whole file', locks: line('WRITE', 77, 0, 'EOF'), held: true },
    { name: 'a reader', locks: line('READ ', 77, 1073741826, 1073742335), held: false },
    { name: 'another file', locks: line('WRITE', 177, 1073741825, 1073741825), held: false },
    { name: 'a lock that has nothing to do with SQLite', locks: line('WRITE', 77, 0, 9), held: false },
    { name: 'somebody who waits for a lock', locks: '3: -> POSIX  ADVISORY  WRITE 1 fe:00:77 0 EOF\n', held: false },
    { name: 'no locks at all', locks: '', held: false },
  ];
  for (const { name, locks, held } of cases) {
    test(`${name}: the file is ${held ? 'held' : 'free'}`, () => assert.equal(isWriteLocked(locks, 77n), held));
  }
});

suite('A SQLite file that another program is changing', () => {
  let workspace: SqliteWorkspace;
  let other: ChildProcessWithoutNullStreams;

  setup(async function () {
    if (process.platform !== 'linux') skipTest(this, 'only Linux lists locks');
    if (spawnSync('sqlite3', ['--version']).status !== 0) skipTest(this, 'the sqlite3 shell is not installed');
    workspace = await sqliteWorkspace();
    workspace.create('data.sqlite', ['CREATE TABLE customer (id TEXT PRIMARY KEY, name TEXT, changed DATETIME)']);
    other = spawn('sqlite3', [workspace.file('data.sqlite')]);
  });
  teardown(async () => {
    if (!other) return;
    other.kill();
    await once(other, 'close');
    await workspace.dispose();
  });

  const tell = async (...statements: readonly string[]) => {
    other.stdin.write(`${statements.join('\n')}\nSELECT 'done';\n`);
    await once(other.stdout, 'data');
  };
  const save = async () => {
    const connector = await workspace.open('data.sqlite');
    const table = { name: 'customer', id: 'id', key: 'id', modifiedOn: 'changed' };
    return async () => {
      const write = { kind: 'insert', id: 'ours', fields: ['name'], values: ['Ada'], resent: false } as const;
      await connector.write({ table, writes: [write], readBack: ['name'] }, neverCancelled);
      return connector.flush();
    };
  };

  for (const begin of ['BEGIN IMMEDIATE;', 'BEGIN EXCLUSIVE;']) {
    test(`is not opened after ${begin}`, async () => {
      await tell(begin);
      const opened = await workspace.tryOpen('data.sqlite');
      assert.equal(opened.ok ? 'opened' : opened.error.code, 'FILE_LOCKED');
    });
  }

  test('is not replaced, and the other program keeps what it wrote', async () => {
    const flush = await save();
    await tell('BEGIN IMMEDIATE;', "INSERT INTO customer VALUES ('theirs', 'Bo', NULL);");
    const before = readFileSync(workspace.file('data.sqlite'));
    const saved = await flush();
    assert.equal(saved.ok ? 'saved' : saved.error.code, 'FILE_LOCKED');
    assert.deepEqual(readFileSync(workspace.file('data.sqlite')), before);
    await tell('COMMIT;');
    const found = spawnSync('sqlite3', [workspace.file('data.sqlite'), 'SELECT id FROM customer'], {
      encoding: 'utf8',
    });
    assert.equal(found.stdout, 'theirs\n');
  });

  test('is opened while it is only read', async () => {
    await tell('BEGIN;', 'SELECT count(*) FROM customer;');
    assert.ok((await workspace.tryOpen('data.sqlite')).ok);
  });
});
