import assert from 'node:assert/strict';
import type { Connector, ReadQuery } from '../../../src/core/ports/connector';
import type { FilterExpression } from '../../../src/core/filter/filterExpression';
import type { SqliteWorkspace, Statement } from '../../support/sqliteWorkspace';
import type { TableRecord } from '../../../src/core/model/record';
import { compileFilter } from '../../../src/core/filter/compileFilter';
import { must } from '../../../src/core/assert';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { sqliteWorkspace } from '../../support/sqliteWorkspace';

const spec = { name: 'c', id: 'id', key: 'id', modifiedOn: 'changed' };

suite('Reading a SQLite file', () => {
  let workspace: SqliteWorkspace;
  setup(async () => void (workspace = await sqliteWorkspace()));
  teardown(() => workspace.dispose());

  const over = (...statements: readonly Statement[]): Promise<Connector> => {
    workspace.create('data.sqlite', statements);
    return workspace.open('data.sqlite');
  };

  test('puts stamps of all forms in order of time, and compares them with the cursor in time', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT)',
      `INSERT INTO c VALUES ('a', '2026-11-21T10:00:00.500Z'), ('b', '2026-11-21T10:00:00Z'), ('c', '2026-11-21 10:00:00.250'),
       ('d', '2026-11-21T11:30:00+02:00'), ('e', NULL), ('f', 'unknown'), ('g', '2026-11-21T05:00:00.123456-05:00'), ('h', '2026-11-20')`,
    );
    for (const pageSize of [1, 3, 20]) {
      const all = await readAll(connector, { order: { by: 'modifiedOn', changedSince: null }, pageSize });
      assert.deepEqual(
        all.map((record) => record.id),
        ['e', 'f', 'h', 'd', 'b', 'g', 'c', 'a'],
      );
    }
    const changedSince = '2026-11-21T10:00:00.123Z';
    const since = await readAll(connector, { order: { by: 'modifiedOn', changedSince } });
    assert.deepEqual(
      since.map((record) => record.id),
      ['e', 'f', 'g', 'c', 'a'],
    );
    assert.equal(since[2]?.modifiedOn, changedSince);
  });

  test('understands stamps that are milliseconds since 1970', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed BIGINT)',
      `INSERT INTO c VALUES ('a', 1763719200500), ('b', 1763719200000), ('c', NULL), ('d', 999)`,
    );
    const all = await readAll(connector, { fields: ['changed'], order: { by: 'modifiedOn', changedSince: null } });
    assert.deepEqual(
      all.map((record) => [record.id, record.modifiedOn, record.values[0]]),
      [
        ['c', null, null],
        ['d', '1970-01-01T00:00:00.999Z', '999'],
        ['b', '2025-11-21T10:00:00.000Z', '1763719200000'],
        ['a', '2025-11-21T10:00:00.500Z', '1763719200500'],
      ],
    );
    const changedSince = '2025-11-21T10:00:00.001Z';
    const since = await readAll(connector, { order: { by: 'modifiedOn', changedSince } });
    assert.deepEqual(
      since.map((record) => record.id),
      ['c', 'a'],
    );
  });

  test('reads whole tables by stamp, also where all stamps are the same', async () => {
    const connector = await over(
      'CREATE TABLE c (id INTEGER PRIMARY KEY, changed DATETIME)',
      'CREATE INDEX i ON c (changed)',
      `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO c SELECT i, '2026-11-21T10:00:00.000Z' FROM n`,
    );
    const all = await readAll(connector, { order: { by: 'modifiedOn', changedSince: null }, pageSize: 7 });
    assert.deepEqual(
      all.map((record) => Number(record.id)),
      Array.from({ length: 500 }, (_, index) => index + 1),
    );
  });

  test('orders and finds numeric ids as numbers, beyond what a double holds', async () => {
    const connector = await over(
      'CREATE TABLE c (id INTEGER PRIMARY KEY, changed DATETIME)',
      'INSERT INTO c (id) VALUES (9007199254740993), (9007199254740992), (10), (9), (-1)',
    );
    const ids = ['-1', '9', '10', '9007199254740992', '9007199254740993'];
    assert.deepEqual(
      (await readAll(connector, { pageSize: 1 })).map((record) => record.id),
      ids,
    );
    assert.deepEqual([...(await get(connector, [...ids, '09', 'x', ''])).keys()], ids);
  });

  test('finds GUIDs by their canonical form, however they are written', async () => {
    const canonical = '6f9619ff-8b86-d011-b42d-00c04fc964f';
    const connector = await over(
      'CREATE TABLE c (id GUID PRIMARY KEY, changed DATETIME)',
      `INSERT INTO c (id) VALUES ('${canonical}1'), ('{${canonical.toUpperCase()}2}'), ('${canonical.toUpperCase()}3'), ('6F9619ff-8b86-d011-B42D-00c04fc964f4')`,
    );
    const ids = [1, 2, 3, 4].map((number) => canonical + number);
    assert.deepEqual((await readAll(connector, {})).map((record) => record.id).sort(), ids);
    const found = await get(connector, ids);
    assert.deepEqual(
      [...found].map(([id, record]) => [id, record.id]),
      ids.map((id) => [id, id]),
    );
  });

  test('tells ids apart by case, also in a column that does not', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY COLLATE NOCASE, changed DATETIME)',
      `INSERT INTO c (id) VALUES ('Ada')`,
    );
    assert.deepEqual([...(await get(connector, ['ada', 'Ada'])).keys()], ['Ada']);
  });

  test('finds by a GUID field whichever way it is written, and by text exactly', async () => {
    const guid = '6f9619ff-8b86-d011-b42d-00c04fc964ff';
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed DATETIME, owner GUID, email TEXT UNIQUE COLLATE NOCASE)',
      `INSERT INTO c VALUES ('a', NULL, '{${guid.toUpperCase()}}', 'ada@x.com'), ('b', NULL, '${guid}', 'Bob@x.com'), ('c', NULL, NULL, NULL)`,
    );
    const find = async (field: string, values: readonly string[]) => {
      const found = await connector.find({ table: spec, fields: [], field, values }, neverCancelled);
      return [...must(found.ok ? found.value : undefined, 'found')].map(([value, records]) => [
        value,
        records.map((record) => record.id),
      ]);
    };
    assert.deepEqual(await find('owner', [guid, '']), [[guid, ['a', 'b']]]);
    assert.deepEqual(await find('email', ['ada@x.com', 'bob@x.com']), [['ada@x.com', ['a']]]);
  });

  test('shows what does not fit its column instead of hiding it', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed DATETIME, day DATE, amount DECIMAL(9,2), note TEXT, picture BLOB)',
      `INSERT INTO c VALUES ('a', NULL, 'tomorrow', '12 EUR', x'01ff', x'')`,
    );
    const [record] = await readAll(connector, { fields: ['day', 'amount', 'note', 'picture'] });
    assert.deepEqual(record?.values, ['tomorrow', '12 EUR', "x'01ff'", "x''"]);
  });

  test('lets a filter see what does not fit its column', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed DATETIME, amount INTEGER, note TEXT)',
      `INSERT INTO c VALUES ('a', NULL, '~', x'61'), ('b', NULL, 5, 'a'), ('c', NULL, 2.5, NULL), ('d', NULL, NULL, '')`,
    );
    const type = { kind: 'integer', min: '-9', max: '9' } as const;
    const expressions: readonly FilterExpression[] = [
      { kind: 'compare', operator: 'less', value: '10', ignoreCase: false },
      { kind: 'compare', operator: 'equal', value: '~', ignoreCase: false },
      { kind: 'range', from: '2', to: '5' },
      { kind: 'or', operands: [] },
      { kind: 'blank', negated: true },
    ];
    for (const expression of expressions) {
      const passing = ['~', '5', '2.5', null].map((value) => compileFilter(expression, type)(value));
      const read = await readAll(connector, { filter: [{ field: 'amount', type, expression }] });
      assert.deepEqual(
        read.map((record) => record.id),
        ['a', 'b', 'c', 'd'].filter((_, index) => passing[index]),
      );
    }
    const bytes = { kind: 'compare', operator: 'equal', value: "x'61'", ignoreCase: false } as const;
    const found = await readAll(connector, { filter: [{ field: 'note', type: { kind: 'text' }, expression: bytes }] });
    assert.deepEqual(
      found.map((record) => record.id),
      ['a'],
    );
  });

  test('reads a view', async () => {
    const connector = await over(
      'CREATE TABLE t (id TEXT PRIMARY KEY, changed DATETIME)',
      `INSERT INTO t VALUES ('b', NULL), ('a', NULL)`,
      'CREATE VIEW c AS SELECT id, changed FROM t',
    );
    assert.deepEqual(
      (await readAll(connector, { pageSize: 1 })).map((record) => record.id),
      ['a', 'b'],
    );
  });

  test('copes with names that need quoting', async () => {
    workspace.create('data.sqlite', [
      'CREATE TABLE "Sales & ""Co""" ("No. %" TEXT PRIMARY KEY, "select" DATETIME, "[a]" TEXT)',
      `INSERT INTO "Sales & ""Co""" VALUES ('1', NULL, 'x')`,
    ]);
    const connector = await workspace.open('data.sqlite');
    const table = { name: 'Sales & "Co"', id: 'No. %', key: 'No. %', modifiedOn: 'select' };
    assert.deepEqual((await readAll(connector, { table, fields: ['[a]'] }))[0]?.values, ['x']);
  });
});

async function readAll(connector: Connector, part: Partial<ReadQuery>): Promise<readonly TableRecord[]> {
  const records: TableRecord[] = [];
  const query: ReadQuery = { table: spec, fields: [], filter: [], order: { by: 'id' }, pageSize: 100, ...part };
  for await (const page of connector.read(query, neverCancelled)) {
    records.push(...must(page.ok ? page.value : undefined, page.ok ? '' : page.error.message));
  }
  return records;
}

async function get(connector: Connector, ids: readonly string[]): Promise<ReadonlyMap<string, TableRecord>> {
  const found = await connector.get({ table: spec, fields: [], ids }, neverCancelled);
  return must(found.ok ? found.value : undefined, found.ok ? '' : found.error.message);
}
