import assert from 'node:assert/strict';
import type { Connector, RecordWrite, WriteOutcome } from '../../../src/core/ports/connector';
import type { SqliteWorkspace, Statement } from '../../support/sqliteWorkspace';
import type { Value } from '../../../src/core/model/value';
import { must } from '../../../src/core/assert';
import { neverCancelled } from '../../../src/core/ports/cancelSignal';
import { sqliteWorkspace } from '../../support/sqliteWorkspace';

const spec = { name: 'c', id: 'id', key: 'id', modifiedOn: 'changed' };

suite('Writing to a SQLite file', () => {
  let workspace: SqliteWorkspace;
  setup(async () => void (workspace = await sqliteWorkspace()));
  teardown(() => workspace.dispose());

  const over = (...statements: readonly Statement[]): Promise<Connector> => {
    workspace.create('data.sqlite', statements);
    return workspace.open('data.sqlite');
  };
  const rowsAfter = async (connector: Connector, sql: string) => {
    assert.deepEqual(await connector.flush(), { ok: true, value: undefined });
    return workspace.query('data.sqlite', sql);
  };

  test('tells what defaults and triggers made of a record', async () => {
    const connector = await over(
      `CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT, name TEXT, status INTEGER DEFAULT 7, initial TEXT AS (substr(name, 1, 1)))`,
      'CREATE TRIGGER t AFTER INSERT ON c BEGIN UPDATE c SET name = upper(name) WHERE id = new.id; END',
    );
    const [outcome] = await write(connector, [anInsert('a', { name: 'ada' })], ['name', 'status', 'initial', 'id']);
    assert.deepEqual(outcome?.kind === 'written' && outcome.record.values, ['ADA', '7', 'A', 'a']);
  });

  test('puts the default in where a column refuses null', async () => {
    const connector = await over(
      `CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT, name TEXT NOT NULL DEFAULT '', rank INTEGER NOT NULL DEFAULT (2 + 3))`,
    );
    const [inserted] = await write(connector, [anInsert('a', { name: null, rank: null })], ['name', 'rank']);
    assert.deepEqual(inserted?.kind === 'written' && inserted.record.values, ['', '5']);
    const [modified] = await write(connector, [aModify('a', { rank: null }, stampOf(inserted))], ['rank']);
    assert.deepEqual(modified?.kind === 'written' && modified.record.values, ['5']);
  });

  test('gives numbers where the id is a number, after all that were ever given', async () => {
    const connector = await over(
      'CREATE TABLE c (id INTEGER PRIMARY KEY AUTOINCREMENT, changed TEXT)',
      'INSERT INTO c (id) VALUES (3), (41)',
      'DELETE FROM c WHERE id = 41',
    );
    const ids = async (count: number) => connector.newIds(spec, count).then((result) => result.ok && result.value);
    assert.deepEqual(await ids(2), ['42', '43']);
    assert.deepEqual(await ids(1), ['44']);
    await write(connector, [anInsert('50', {}), anInsert(null, {})]);
    assert.deepEqual(await ids(1), ['52']);
    assert.deepEqual((await rowsAfter(connector, 'SELECT id FROM c')).flat(), [3, 50, 51]);
  });

  test('takes a repeated insert with a number for the same record', async () => {
    const connector = await over('CREATE TABLE c (id INTEGER PRIMARY KEY, changed TEXT, name TEXT)');
    await write(connector, [anInsert('9007199254740993', { name: 'first' })]);
    const again = { ...anInsert('9007199254740993', { name: 'second' }), resent: true };
    assert.deepEqual(kinds(await write(connector, [again])), ['written']);
    assert.deepEqual(await rowsAfter(connector, 'SELECT CAST(id AS TEXT), name FROM c'), [
      ['9007199254740993', 'second'],
    ]);
  });

  test('modifies a record whose id and stamp are written in unusual forms', async () => {
    const connector = await over(
      'CREATE TABLE c (id GUID PRIMARY KEY, changed DATETIME, name TEXT)',
      `INSERT INTO c VALUES ('{6F9619FF-8B86-D011-B42D-00C04FC964FF}', '2026-11-20 10:00', 'old')`,
    );
    const modify = aModify('6f9619ff-8b86-d011-b42d-00c04fc964ff', { name: 'new' }, '2026-11-20T10:00:00.000Z');
    assert.deepEqual(kinds(await write(connector, [modify])), ['written']);
    assert.deepEqual(await rowsAfter(connector, 'SELECT name FROM c'), [['new']]);
  });

  test('stamps in milliseconds where the column holds numbers', async () => {
    const connector = await over('CREATE TABLE c (id TEXT PRIMARY KEY, changed INTEGER, name TEXT)');
    const [inserted] = await write(connector, [anInsert('a', {})]);
    assert.equal(stampOf(inserted), '2026-11-21T08:00:00.000Z');
    const [modified] = await write(connector, [aModify('a', { name: 'x' }, stampOf(inserted))]);
    assert.equal(stampOf(modified), '2026-11-21T08:00:00.001Z');
    assert.deepEqual(await rowsAfter(connector, 'SELECT typeof(changed), changed FROM c'), [
      ['integer', 1_795_248_000_001],
    ]);
  });

  const constraints: readonly (readonly [string, string, Readonly<Record<string, Value>>, RegExp])[] = [
    ['a unique column', 'name TEXT UNIQUE', { name: 'Ada' }, /already has name 'Ada'.*couple the existing record/],
    [
      'several unique columns',
      'name TEXT, city TEXT, UNIQUE (name, city)',
      { name: 'Ada', city: 'Rome' },
      /name 'Ada', city 'Rome'/,
    ],
    ['a column that refuses null', 'name TEXT, city TEXT NOT NULL', { name: 'Bob' }, /city of c needs a value/],
    ['a check', `name TEXT, CONSTRAINT short_name CHECK (length(name) < 5)`, { name: 'Roberta' }, /check short_name/],
    ['a foreign key', 'name TEXT REFERENCES p (id)', { name: 'nobody' }, /name 'nobody' \(a record of p\)/],
  ];
  for (const [what, columns, content, message] of constraints) {
    test(`fails a record that violates ${what}, in words`, async () => {
      const connector = await over(
        'CREATE TABLE p (id TEXT PRIMARY KEY)',
        `INSERT INTO p VALUES ('Ada')`,
        `CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT, ${columns})`,
        `INSERT INTO c (id, name${columns.includes('city') ? ', city' : ''}) VALUES ('old', 'Ada'${columns.includes('city') ? `, 'Rome'` : ''})`,
      );
      const failure = failureOf((await write(connector, [anInsert('a', content)]))[0]);
      assert.equal(failure.code, 'CONSTRAINT_VIOLATED');
      assert.match(failure.message, message);
    });
  }

  test('passes on what a trigger says', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT, name TEXT)',
      `CREATE TRIGGER t BEFORE INSERT ON c WHEN new.name = 'Bob' BEGIN SELECT RAISE(ABORT, 'Bob is not welcome'); END`,
    );
    const outcomes = await write(connector, [anInsert('a', { name: 'Ada' }), anInsert('b', { name: 'Bob' })]);
    assert.match(failureOf(outcomes[1]).message, /Bob is not welcome/);
    assert.deepEqual(await rowsAfter(connector, 'SELECT name FROM c'), [['Ada']]);
  });

  test('fails a record that a trigger leaves out without a word', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT)',
      'CREATE TRIGGER t BEFORE INSERT ON c BEGIN SELECT RAISE(IGNORE); END',
    );
    assert.equal(failureOf((await write(connector, [anInsert('a', {})]))[0]).code, 'CONSTRAINT_VIOLATED');
  });

  test('keeps the rest of the batch when a foreign key fails only at the end of the transaction', async () => {
    const connector = await over(
      'CREATE TABLE p (id TEXT PRIMARY KEY)',
      `INSERT INTO p VALUES ('here')`,
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT, parent TEXT REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)',
    );
    const outcomes = await write(connector, [
      anInsert('a', { parent: 'here' }),
      anInsert('b', { parent: 'gone' }),
      anInsert('c', { parent: null }),
    ]);
    assert.deepEqual(kinds(outcomes), ['written', 'failed', 'written']);
    assert.match(failureOf(outcomes[1]).message, /parent 'gone'/);
    assert.deepEqual((await rowsAfter(connector, 'SELECT id FROM c ORDER BY id')).flat(), ['a', 'c']);
  });

  test('keeps the rest of the batch when a trigger rolls the transaction back', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT)',
      `CREATE TRIGGER t BEFORE INSERT ON c WHEN new.id = 'b' BEGIN SELECT RAISE(ROLLBACK, 'no b'); END`,
    );
    const outcomes = await write(
      connector,
      ['a', 'b', 'c'].map((id) => anInsert(id, {})),
    );
    assert.deepEqual(kinds(outcomes), ['written', 'failed', 'written']);
    assert.deepEqual((await rowsAfter(connector, 'SELECT id FROM c ORDER BY id')).flat(), ['a', 'c']);
  });

  test('never deletes a record to make room, even where the table says so', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY ON CONFLICT REPLACE, changed TEXT, name TEXT UNIQUE ON CONFLICT REPLACE)',
      `INSERT INTO c (id, name) VALUES ('old', 'Ada'), ('other', 'Bob')`,
    );
    const outcomes = await write(connector, [
      anInsert('a', { name: 'Ada' }),
      anInsert('old', {}),
      aModify('other', { name: 'Ada' }, null),
    ]);
    assert.deepEqual(kinds(outcomes), ['failed', 'failed', 'failed']);
  });

  test('fails a text that its column would turn into another number, naming the cause and the remedy', async () => {
    const connector = await over('CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT, number CODE(10))');
    const outcomes = await write(
      connector,
      [anInsert('a', { number: '007' }), anInsert('b', { number: '7' }), anInsert('c', { number: 'A7' })],
      ['number'],
    );
    const failure = failureOf(outcomes[0]);
    assert.equal(failure.code, 'VALUE_NOT_CONVERTIBLE');
    assert.equal(failure.field, 'number');
    assert.match(failure.message, /number is declared CODE\(10\).*'007'.*VARCHAR\(n\)/);
    assert.deepEqual(
      outcomes.slice(1).map((outcome) => outcome.kind === 'written' && outcome.record.values),
      [['7'], ['A7']],
    );
  });

  test('fails a decimal that its column would round, and an integer beyond 64 bits', async () => {
    const connector = await over('CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT, a DECIMAL(30,20), b INTEGER)');
    const outcomes = await write(connector, [
      anInsert('a', { a: '0.12345678901234567891' }),
      anInsert('b', { b: '9223372036854775808' }),
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => failureOf(outcome).code),
      ['DECIMAL_ROUNDED', 'NUMBER_OUT_OF_RANGE'],
    );
  });

  test('refuses views, the stamp, and a new id for an old record', async () => {
    const connector = await over(
      'CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT)',
      'CREATE VIEW v AS SELECT * FROM c',
      `INSERT INTO c VALUES ('a', NULL)`,
    );
    const inView = await connector.write(
      { table: { ...spec, name: 'v' }, writes: [anInsert('b', {})], readBack: [] },
      neverCancelled,
    );
    const outcomes = await write(connector, [
      anInsert('b', { changed: '2026-01-01T00:00:00.000Z' }),
      aModify('a', { id: 'z' }, null),
    ]);
    const all = [...must(inView.ok ? inView.value : undefined, 'outcomes'), ...outcomes];
    assert.deepEqual(
      all.map((outcome) => failureOf(outcome).code),
      ['WRITE_REFUSED', 'WRITE_REFUSED', 'WRITE_REFUSED'],
    );
  });

  test('takes the id from the fields where the mapping fills it', async () => {
    const connector = await over('CREATE TABLE c (id TEXT PRIMARY KEY, changed TEXT, name TEXT)');
    const [outcome] = await write(connector, [anInsert('unused', { id: 'C1', name: 'Ada' })], ['id', 'name']);
    assert.deepEqual(outcome?.kind === 'written' && [outcome.record.id, outcome.record.values], ['C1', ['C1', 'Ada']]);
  });

  test('tells after a write what another look at the record tells', async () => {
    const connector = await over(
      `CREATE TABLE c (id GUID PRIMARY KEY, changed DATETIME, a VARCHAR(9), b CODE(9), c INTEGER, d DECIMAL(18,4), e BOOLEAN, f DATE, g DATETIME, h GUID, i REAL)`,
    );
    const content = {
      a: '01',
      b: '1',
      c: '-5',
      d: '0.5',
      e: 'false',
      f: '2026-11-21',
      g: '2026-11-21T08:00:00.000Z',
      h: '6f9619ff-8b86-d011-b42d-00c04fc964ff',
      i: '3',
    };
    const fields = Object.keys(content);
    const outcomes = await write(
      connector,
      [anInsert('x1', content), anInsert('x2', { ...content, a: '', c: '', h: null })],
      fields,
    );
    const read = await connector.get({ table: spec, fields, ids: ['x1', 'x2'] }, neverCancelled);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.kind === 'written' && outcome.record),
      [...must(read.ok ? read.value : undefined, 'records').values()],
    );
  });
});

function anInsert(id: string | null, content: Readonly<Record<string, Value>>): RecordWrite {
  return { kind: 'insert', id, fields: Object.keys(content), values: Object.values(content), resent: false };
}

function aModify(id: string, content: Readonly<Record<string, Value>>, expected: string | null): RecordWrite {
  return { kind: 'modify', id, fields: Object.keys(content), values: Object.values(content), expected };
}

async function write(
  connector: Connector,
  writes: readonly RecordWrite[],
  readBack: readonly string[] = [],
): Promise<readonly WriteOutcome[]> {
  const outcomes = await connector.write({ table: spec, writes, readBack }, neverCancelled);
  return must(outcomes.ok ? outcomes.value : undefined, outcomes.ok ? '' : outcomes.error.message);
}

function kinds(outcomes: readonly WriteOutcome[]): readonly string[] {
  return outcomes.map((outcome) => outcome.kind);
}

function failureOf(outcome: WriteOutcome | undefined) {
  return outcome?.kind === 'failed' ? outcome.failure : assert.fail(JSON.stringify(outcome));
}

function stampOf(outcome: WriteOutcome | undefined): string | null {
  return outcome?.kind === 'written' ? outcome.record.modifiedOn : assert.fail(JSON.stringify(outcome));
}
