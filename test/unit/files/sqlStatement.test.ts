import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SqlJs } from '../../../src/files/loadSqlJs';
import { DatabasePieces } from '../../../src/files/databasePieces';
import { SqlDatabase } from '../../../src/files/sqlDatabase';
import { loadSqlJs } from '../../../src/files/loadSqlJs';

suite('A prepared statement', () => {
  let sqlJs: SqlJs;
  let db: SqlDatabase;
  suiteSetup(async () => void (sqlJs = await loadSqlJs()));
  setup(() => (db = SqlDatabase.open(sqlJs, DatabasePieces.empty(sqlJs))));
  teardown(() => db.close());

  const values = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('', '\0', 'a\0b', '\uFEFFafter a mark', '🚲 Fahrräder', '日本語'),
    fc.integer(),
    fc.constantFrom(2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, -(2 ** 53), 0.1, -1e300, 5e-324),
    fc.uint8Array({ maxLength: 40 }),
    fc.constant(null),
  );

  test('gives back every value that it takes', () => {
    const echo = db.prepare('SELECT ?, ?, ?');
    fc.assert(
      fc.property(fc.tuple(values, values, values), (given) => {
        assert.deepEqual(echo.first(given), given);
        assert.deepEqual(echo.all(given), [given]);
      }),
    );
  });

  test('gives back integers exactly where a double could not hold them', () => {
    db.script('CREATE TABLE t (i INTEGER)');
    const limits = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, -(2n ** 53n) - 1n];
    for (const limit of limits) db.prepare('INSERT INTO t VALUES (?)').run([limit]);
    assert.deepEqual(db.prepare('SELECT i FROM t ORDER BY rowid').all([]).flat(), limits);
    assert.deepEqual(db.prepare('SELECT 9007199254740991, -9007199254740992').first([]), [2 ** 53 - 1, -(2 ** 53)]);
  });

  test('reads text of a database that keeps it in UTF-16', () => {
    db.script("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (c TEXT)");
    db.prepare('INSERT INTO t VALUES (?)').run(['Größe 日本語']);
    assert.deepEqual(db.prepare('SELECT c, length(c) FROM t').first([]), ['Größe 日本語', 9]);
  });

  test('takes what is left out for null, whatever the use before bound', () => {
    const echo = db.prepare('SELECT ?1, ?2');
    assert.deepEqual(echo.first(['one', 'two']), ['one', 'two']);
    assert.deepEqual(echo.first(['three']), ['three', null]);
    assert.deepEqual(echo.first([]), [null, null]);
  });

  test('keeps the values of a query that goes on while others run', () => {
    db.script('CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1), (2), (3)');
    const query = db.open('SELECT i, ?1 FROM t WHERE ?1 = ?2 ORDER BY i');
    query.start(['the same', 'the same']);
    const echo = db.prepare('SELECT ?');
    for (const i of [1, 2, 3]) {
      assert.equal(echo.first(['x'.repeat(i * 50_000)])?.[0], 'x'.repeat(i * 50_000));
      assert.deepEqual(query.next(), [i, 'the same']);
    }
    assert.equal(query.next(), undefined);
    query.free();
  });

  test('reads on where the engine had to take more memory', () => {
    const megabytes = 30;
    const [text, length] =
      db.prepare('SELECT ?, length(zeroblob(?)), hex(zeroblob(?))').first(['first', 5, megabytes << 19]) ?? [];
    assert.deepEqual([text, length], ['first', 5]);
    assert.deepEqual(db.prepare('SELECT ?').first(['after']), ['after']);
  });

  test('takes texts of any length, one after the other', () => {
    const echo = db.prepare('SELECT ?, ?');
    for (const length of [10, 3_000_000, 0, 20_000, 300_000, 90_000, 7]) {
      const texts = ['x'.repeat(length), 'ö'.repeat(length)];
      assert.deepEqual(echo.first(texts), texts);
    }
  });

  test('throws what SQLite says, and can be used again', () => {
    db.script('CREATE TABLE t (i INTEGER PRIMARY KEY)');
    const insert = db.prepare('INSERT INTO t VALUES (?)');
    insert.run([1]);
    assert.throws(() => insert.run([1]), /UNIQUE constraint failed: t\.i/);
    assert.throws(() => insert.run([1, 2]), /column index out of range/);
    insert.run([2]);
    assert.equal(db.changes(), 1);
    assert.throws(() => db.prepare('SELECT nowhere FROM t'), /no such column: nowhere/);
  });

  test('cannot be used after the database was closed, which frees what nobody freed', () => {
    db.script('CREATE TABLE t (i INTEGER); INSERT INTO t VALUES (1), (2)');
    const select = db.prepare('SELECT 1');
    const query = db.open('SELECT i FROM t WHERE i > ?');
    query.start([0]);
    assert.deepEqual(query.next(), [1]);
    db.close();
    assert.throws(() => select.first([]), /the statement is open/);
    assert.throws(() => query.next(), /the statement is open/);
    query.free();
    assert.throws(() => db.prepare('SELECT 2'), /the database is open/);
    db = SqlDatabase.open(sqlJs, DatabasePieces.empty(sqlJs));
  });
});
