import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StoredValue } from '../../../src/files/sqlEngine';
import type { Value } from '../../../src/core/model/value';
import { columnCodec } from '../../../src/connectors/sqlite/columnCodec';
import { declaredType } from '../../../src/connectors/sqlite/declaredType';
import { loadSqlJs } from '../../../src/files/loadSqlJs';
import { DatabasePieces } from '../../../src/files/databasePieces';
import { SqlDatabase } from '../../../src/files/sqlDatabase';

suite('A column shows what is stored', () => {
  const cases: readonly (readonly [string, StoredValue, Value])[] = [
    ['INTEGER', 9_007_199_254_740_993n, '9007199254740993'],
    ['INTEGER', 'many', 'many'],
    ['DECIMAL(9,2)', 12.5, '12.5'],
    ['DECIMAL(9,2)', 1e21, '1000000000000000000000'],
    ['DECIMAL(9,2)', '007.50', '7.5'],
    ['DECIMAL(9,2)', '-0.00', '0'],
    ['BOOLEAN', 1, 'true'],
    ['BOOLEAN', 0, 'false'],
    ['BOOLEAN', 'TRUE', 'true'],
    ['BOOLEAN', 2, '2'],
    ['DATE', '2026-11-21', '2026-11-21'],
    ['DATE', '2026-11-21 00:00:00', '2026-11-21'],
    ['DATE', '2026-11-21T10:00:00', '2026-11-21T10:00:00'],
    ['DATETIME', '2026-11-21 10:00', '2026-11-21T10:00:00.000Z'],
    ['DATETIME', 'soon', 'soon'],
    ['GUID', '{6F9619FF-8B86-D011-B42D-00C04FC964FF}', '6f9619ff-8b86-d011-b42d-00c04fc964ff'],
    ['GUID', '{Braces}', '{Braces}'],
    ['VARCHAR(40)', '{6F9619FF-8B86-D011-B42D-00C04FC964FF}', '{6F9619FF-8B86-D011-B42D-00C04FC964FF}'],
    ['TEXT', new Uint8Array([0, 255]), "x'00ff'"],
    ['TEXT', '', ''],
    ['TEXT', null, null],
  ];
  for (const [declared, stored, shown] of cases) {
    test(`${String(stored)} in ${declared} shows as ${String(shown)}`, () =>
      assert.equal(codecOf(declared).decode(stored), shown));
  }
});

suite('A column refuses what it would change', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['CODE(10)', '007'],
    ['CODE(10)', '1e3'],
    ['CODE(10)', '7.50'],
    ['CODE(10)', ' 7'],
    ['CODE(30)', '12345678901234567890'],
    ['CODE(10)', '-0'],
    ['TEXT', 'half \ud83d'],
    ['DECIMAL(30,20)', '0.12345678901234567891'],
    ['DOUBLE', '9007199254740993'],
    ['INTEGER', '9223372036854775808'],
    ['INTEGER', '1.5'],
    ['BOOLEAN', 'yes'],
    ['DATE', '21.11.2026'],
    ['DATETIME', '2026-11-21'],
  ];
  for (const [declared, value] of cases) {
    test(`'${value}' in ${declared}`, () => assert.equal(codecOf(declared).encode(value), undefined));
  }
});

suite('What a column accepts comes back the same', () => {
  let db: SqlDatabase;
  setup(async () => {
    const sqlJs = await loadSqlJs();
    db = SqlDatabase.open(sqlJs, DatabasePieces.empty(sqlJs));
  });
  teardown(() => db.close());

  const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{0,20}[1-9])?$/);
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[ \t]?[+-]?\d{0,20}\.?\d{0,5}([eE][+-]?\d{1,3})?[ \n]?$/),
    digits,
  );
  const declarations = [
    'TEXT',
    'VARCHAR(9)',
    'CODE(9)',
    '',
    'GUID',
    'INTEGER',
    'BIGINT',
    'DECIMAL(38,20)',
    'DOUBLE',
    'BOOLEAN',
  ];
  for (const declared of declarations) {
    test(`in a column declared ${declared || 'without a type'}`, () => {
      const codec = codecOf(declared);
      db.script(`CREATE TABLE t (c ${declared})`);
      const insert = db.prepare('INSERT INTO t VALUES (?)');
      const select = db.prepare('SELECT c FROM t ORDER BY rowid DESC LIMIT 1');
      fc.assert(
        fc.property(fc.oneof(texts, digits), (value) => {
          const stored = value === '' ? undefined : codec.encode(value);
          if (stored === undefined) return;
          insert.run([stored]);
          assert.equal(codec.decode(select.first([])?.[0] ?? null), declared === 'GUID' ? codec.decode(value) : value);
        }),
        { numRuns: 500 },
      );
    });
  }
});

function codecOf(declared: string) {
  const { type, affinity } = declaredType(declared);
  return columnCodec(type, affinity);
}
