import assert from 'node:assert/strict';
import type { ColumnDefaults } from '../../../src/connectors/sqlite/describeTables';
import type { SqliteWorkspace } from '../../support/sqliteWorkspace';
import type { TableDescription } from '../../../src/core/model/schema';
import { findField, findTable } from '../../../src/core/model/schema';
import { must } from '../../../src/core/assert';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { sqliteWorkspace } from '../../support/sqliteWorkspace';

suite('Describing a SQLite file', () => {
  let workspace: SqliteWorkspace;
  setup(async () => void (workspace = await sqliteWorkspace()));
  teardown(() => workspace.dispose());

  const describe = async (
    statements: readonly string[],
    defaults: ColumnDefaults = {},
  ): Promise<readonly TableDescription[]> => {
    workspace.create('data.sqlite', statements);
    const schema = await (await workspace.open('data.sqlite', { defaults })).describe(neverCancelled);
    return must(schema.ok ? schema.value : undefined, 'schema').tables;
  };
  const describeOne = async (sql: string, defaults?: ColumnDefaults) =>
    must((await describe([sql], defaults))[0], 'table');

  test('takes the primary key for the id and the first unique column for the key', async () => {
    const table = await describeOne('CREATE TABLE c (a TEXT, id TEXT PRIMARY KEY, "No." TEXT UNIQUE, d TEXT UNIQUE)');
    assert.deepEqual([table.idField, table.keyField, table.modifiedOnField], ['id', 'No.', undefined]);
  });

  test('takes the id for the key where nothing else is unique', async () => {
    const table = await describeOne('CREATE TABLE c (id INTEGER PRIMARY KEY, name TEXT)');
    assert.equal(table.keyField, 'id');
  });

  test("uses the workspace's defaults in tables that have such columns", async () => {
    const defaults = { id: 'SystemId', key: 'Code', modifiedOn: 'ModifiedAt' };
    const tables = await describe(
      [
        'CREATE TABLE a (No TEXT PRIMARY KEY, SystemId GUID, Code TEXT, ModifiedAt DATETIME)',
        'CREATE TABLE b (No TEXT PRIMARY KEY)',
      ],
      defaults,
    );
    const fields = tables.map((table) => [table.idField, table.keyField, table.modifiedOnField]);
    assert.deepEqual(fields, [
      ['SystemId', 'Code', 'ModifiedAt'],
      ['No', 'No', undefined],
    ]);
    assert.ok(findField(must(tables[0], 'a'), 'ModifiedAt')?.readOnly);
  });

  test('has no id for a table whose key is made of several columns', async () => {
    const table = await describeOne('CREATE TABLE c (a TEXT, b TEXT, PRIMARY KEY (a, b))');
    assert.equal(table.idField, undefined);
    assert.ok(table.fields.every((field) => !field.unique));
  });

  test('requires what refuses null and has no default', async () => {
    const table = await describeOne(
      `CREATE TABLE c (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL DEFAULT '', c TEXT)`,
    );
    assert.deepEqual(
      table.fields.map((field) => field.required),
      [false, true, false, false],
    );
  });

  test('marks as read-only what is generated or holds bytes', async () => {
    const table = await describeOne(
      'CREATE TABLE c (a TEXT, b TEXT GENERATED ALWAYS AS (a) VIRTUAL, c TEXT AS (a) STORED, picture BLOB)',
    );
    assert.deepEqual(
      table.fields.map((field) => field.readOnly),
      [false, true, true, true],
    );
  });

  test('marks as unique only what is unique alone, for every record', async () => {
    const table = await describeOne('CREATE TABLE c (a TEXT, b TEXT, c TEXT, UNIQUE (a), UNIQUE (b, c))');
    assert.deepEqual(
      table.fields.map((field) => field.unique),
      [true, false, false],
    );
    const partial = await describe(['CREATE TABLE d (a TEXT)', `CREATE UNIQUE INDEX i ON d (a) WHERE a <> ''`]);
    assert.equal(partial[0]?.fields[0]?.unique, false);
  });

  test('follows foreign keys of one column, to the named column or to the primary key', async () => {
    const tables = await describe([
      'CREATE TABLE owner (id TEXT PRIMARY KEY, code TEXT UNIQUE)',
      'CREATE TABLE c (a TEXT REFERENCES owner, b TEXT REFERENCES owner (code), c TEXT)',
    ]);
    const table = must(findTable({ tables }, 'c'), 'c');
    assert.deepEqual(
      table.fields.map((field) => field.references),
      [{ table: 'owner', field: 'id' }, { table: 'owner', field: 'code' }, undefined],
    );
  });

  test("shows views as read-only, and leaves out broken views and SQLite's own tables", async () => {
    const tables = await describe([
      'CREATE TABLE c (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(10))',
      'INSERT INTO c (name) VALUES (1)',
      'CREATE VIEW v AS SELECT name FROM c',
      'CREATE TABLE gone (a)',
      'CREATE VIEW broken AS SELECT a FROM gone',
      'DROP TABLE gone',
      'CREATE VIRTUAL TABLE words USING fts3 (body)',
    ]);
    assert.deepEqual(
      tables.map((table) => table.name),
      ['c', 'v'],
    );
    assert.deepEqual(tables[1]?.fields, [
      { name: 'name', type: { kind: 'text', maxLength: 10 }, required: false, readOnly: true, unique: false },
    ]);
  });
});
