import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SqlJs } from '../../../src/files/loadSqlJs';
import { loadSqlJs } from '../../../src/files/loadSqlJs';
import { readDatabaseBytes, withRoomToGrow } from '../../../src/files/databaseBytes';

suite('A database’s bytes with room to grow', () => {
  let sqlJs: SqlJs;
  let folder: string;
  suiteSetup(async () => {
    sqlJs = await loadSqlJs();
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-bytes-'));
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  test('are read as they are, and say the same when the database has grown into the room', () => {
    const bytes = read(someDatabase());
    assert.deepEqual(Buffer.from(bytes), Buffer.from(someDatabase()));
    const roomy = withRoomToGrow(bytes);
    assert.ok(roomy.length > bytes.length);
    const database = new sqlJs.Database(roomy);
    for (let turn = 0; turn < 3; turn++) {
      database.run("INSERT INTO t (b) SELECT b || 'again' FROM t");
      database.run('BEGIN; DELETE FROM t WHERE a % 2 = 0; ROLLBACK');
    }
    const again = new sqlJs.Database(database.export());
    assert.deepEqual(again.exec('PRAGMA integrity_check')[0]?.values, [['ok']]);
    assert.deepEqual(again.exec('SELECT count(*) FROM t')[0]?.values, [[200 * 8]]);
    const [pages, size] = ['page_count', 'page_size'].map((name) => again.exec(`PRAGMA ${name}`)[0]?.values[0]?.[0]);
    assert.equal(database.export().length, Number(pages) * Number(size));
  });

  test('can grow beyond the room', () => {
    const database = new sqlJs.Database(withRoomToGrow(read(someDatabase())));
    database.run('INSERT INTO t (b) VALUES (hex(randomblob(2000000)))');
    const again = new sqlJs.Database(database.export());
    assert.deepEqual(again.exec('PRAGMA integrity_check')[0]?.values, [['ok']]);
  });

  test('have none where the header does not tell how long the file is', () => {
    const foreign = someDatabase();
    foreign.fill(0, 28, 32);
    const bytes = read(foreign);
    assert.equal(withRoomToGrow(bytes), bytes);
    const short = read(new Uint8Array(20));
    assert.equal(withRoomToGrow(short), short);
    assert.equal(withRoomToGrow(read(new Uint8Array(0))).length, 0);
  });

  function someDatabase(): Uint8Array {
    const database = new sqlJs.Database();
    database.run('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)');
    for (let row = 0; row < 200; row++) database.run('INSERT INTO t (b) VALUES (?)', [`row ${row}`]);
    return database.export();
  }

  function read(content: Uint8Array): Uint8Array {
    const file = path.join(folder, 'some.sqlite');
    writeFileSync(file, content);
    const descriptor = openSync(file, 'r');
    try {
      return readDatabaseBytes(descriptor, content.length);
    } finally {
      closeSync(descriptor);
    }
  }
});
