import assert from 'node:assert/strict';
import fc from 'fast-check';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SqlJs } from '../../../src/files/loadSqlJs';
import { DatabasePieces } from '../../../src/files/databasePieces';
import { loadSqlJs } from '../../../src/files/loadSqlJs';

suite('A database in pieces', () => {
  let sqlJs: SqlJs;
  let folder: string;
  suiteSetup(async () => {
    sqlJs = await loadSqlJs();
    folder = mkdtempSync(path.join(tmpdir(), 'tandem-pieces-'));
  });
  suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

  for (const pageSize of [512, 4096, 65_536]) {
    test(`grows over many of them, with pages of ${pageSize} bytes`, () => {
      const pieces = read(someDatabase(`PRAGMA page_size = ${pageSize}`));
      const database = pieces.open(sqlJs);
      for (let turn = 0; turn < 6; turn++) {
        database.run("INSERT INTO t (b) SELECT b || ' and again' FROM t");
        database.run('BEGIN; DELETE FROM t WHERE a % 2 = 0; ROLLBACK');
      }
      const image = pieces.image(database);
      assert.ok(image.length > 2, `${image.length} pieces`);
      assert.deepEqual(rowsOf(image), [[200 * 64, 'ok', pageSize]]);
      assert.ok(Buffer.concat(image).equals(withCounters(database.export(), image)), 'sql.js says the same');
      database.close();
    });
  }

  test('is whole where SQLite has made the file shorter', () => {
    const pieces = read(someDatabase('PRAGMA auto_vacuum = FULL'));
    const database = pieces.open(sqlJs);
    database.run("INSERT INTO t (b) SELECT b || ' and again' FROM t, (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)");
    const large = Buffer.concat(pieces.image(database)).length;
    database.run('DELETE FROM t WHERE a > 100');
    database.run("UPDATE t SET b = 'short'");
    const small = pieces.image(database);
    assert.ok(Buffer.concat(small).length < large);
    assert.deepEqual(rowsOf(small), [[100, 'ok', 4096]]);
    database.run('DELETE FROM t WHERE a > 50; VACUUM');
    assert.deepEqual(rowsOf(pieces.image(database)), [[50, 'ok', 4096]]);
    database.close();
  });

  test('has a first piece of its own to be saved: what is changed there changes no page', () => {
    const pieces = read(someDatabase());
    const database = pieces.open(sqlJs);
    pieces.image(database)[0]?.fill(0);
    assert.deepEqual(rowsOf(pieces.image(database)), [[200, 'ok', 4096]]);
    database.close();
  });

  test('keeps its version number, and the transaction that is open', () => {
    const pieces = read(someDatabase('PRAGMA user_version = 7'));
    const database = pieces.open(sqlJs);
    database.run('BEGIN; DELETE FROM t');
    assert.throws(() => pieces.image(database));
    database.run('ROLLBACK');
    const image = new sqlJs.Database(Buffer.concat(pieces.image(database)));
    assert.deepEqual(image.exec('PRAGMA user_version')[0]?.values, [[7]]);
    image.close();
    database.close();
  });

  test('may be new, or an empty file', () => {
    for (const pieces of [DatabasePieces.empty(sqlJs), read(new Uint8Array(0))]) {
      const database = pieces.open(sqlJs);
      database.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); INSERT INTO t (b) VALUES ('row')");
      assert.deepEqual(rowsOf(pieces.image(database)), [[1, 'ok', 4096]]);
      database.close();
    }
  });

  test('says what SQLite itself would say of it, whatever was done', () => {
    const steps = fc.array(
      fc.constantFrom(
        "INSERT INTO t (b) SELECT hex(randomblob(500)) FROM t LIMIT 200; INSERT INTO t (b) VALUES ('one')",
        'DELETE FROM t WHERE a % 3 = 0',
        'DELETE FROM t',
        "BEGIN; UPDATE t SET b = 'x'; ROLLBACK",
        'CREATE INDEX IF NOT EXISTS i ON t (b)',
        'DROP INDEX IF EXISTS i',
        'PRAGMA incremental_vacuum(20)',
        'VACUUM',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom('NONE', 'FULL', 'INCREMENTAL'),
        fc.boolean(),
        steps,
        (vacuum, exclusive, statements) => {
          const pieces = read(someDatabase(`PRAGMA auto_vacuum = ${vacuum}`));
          const database = pieces.open(sqlJs);
          if (exclusive) database.run('PRAGMA locking_mode = exclusive; PRAGMA journal_mode = memory');
          for (const statement of statements) {
            database.run(statement);
            assert.deepEqual(saidBy(Buffer.concat(pieces.image(database))), saidBy(database.export()), statement);
          }
          database.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is none where the file ends early', () => {
    const descriptor = openSync(written(new Uint8Array(100)), 'r');
    assert.equal(DatabasePieces.read(descriptor, 101), undefined);
    closeSync(descriptor);
  });

  function someDatabase(first = ''): Uint8Array {
    const database = new sqlJs.Database();
    database.run(`${first}; CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)`);
    for (let row = 0; row < 200; row++) database.run('INSERT INTO t (b) VALUES (?)', [`a row with some text ${row}`]);
    const bytes = database.export();
    database.close();
    return bytes;
  }

  function read(content: Uint8Array): DatabasePieces {
    const descriptor = openSync(written(content), 'r');
    const pieces = DatabasePieces.read(descriptor, content.length);
    closeSync(descriptor);
    assert.ok(pieces);
    return pieces;
  }

  function written(content: Uint8Array): string {
    const file = path.join(folder, 'some.sqlite');
    writeFileSync(file, content);
    return file;
  }

  /** Rows, integrity and page size of what would be saved. */
  function rowsOf(image: readonly Uint8Array[]): unknown[][] | undefined {
    const database = new sqlJs.Database(Buffer.concat(image));
    try {
      return database.exec(
        'SELECT (SELECT count(*) FROM t), (SELECT * FROM pragma_integrity_check), (SELECT * FROM pragma_page_size)',
      )[0]?.values;
    } finally {
      database.close();
    }
  }

  /** All that can be read of a database. Pages that are free hold anything. */
  function saidBy(bytes: Uint8Array): unknown {
    const database = new sqlJs.Database(bytes);
    try {
      const pragmas = ['integrity_check', 'page_count', 'freelist_count', 'auto_vacuum'];
      const questions = pragmas.map((name) => `PRAGMA ${name}`);
      return database.exec([...questions, 'SELECT * FROM t', 'SELECT * FROM sqlite_schema'].join(';'));
    } finally {
      database.close();
    }
  }

  /** The bytes with the counters and version of another image: a copy by SQLite counts anew. */
  function withCounters(bytes: Uint8Array, image: readonly Uint8Array[]): Uint8Array {
    const first = image[0] ?? bytes;
    for (const [from, to] of [
      [18, 20],
      [24, 28],
      [40, 44],
      [92, 100],
    ] as const) {
      bytes.set(first.subarray(from, to), from);
    }
    return bytes;
  }
});
