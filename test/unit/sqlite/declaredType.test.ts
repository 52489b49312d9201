import assert from 'node:assert/strict';
import type { FieldType } from '../../../src/core/model/value';
import { declaredType, type Affinity } from '../../../src/connectors/sqlite/declaredType';

const int64: FieldType = { kind: 'integer', min: '-9223372036854775808', max: '9223372036854775807' };

suite('A declared type', () => {
  const cases: readonly (readonly [string, FieldType, Affinity])[] = [
    ['VARCHAR(20)', { kind: 'text', maxLength: 20 }, 'text'],
    ['nvarchar ( 50 )', { kind: 'text', maxLength: 50 }, 'text'],
    ['TEXT(250)', { kind: 'text', maxLength: 250 }, 'text'],
    ['TEXT', { kind: 'text' }, 'text'],
    ['CODE(10)', { kind: 'text', maxLength: 10 }, 'numeric'],
    ['', { kind: 'text' }, 'none'],
    ['JSON', { kind: 'text' }, 'numeric'],
    ['DECIMAL(18, 2)', { kind: 'decimal', precision: 18, scale: 2, significantDigits: 15 }, 'numeric'],
    ['NUMERIC(9)', { kind: 'decimal', precision: 9, scale: 0, significantDigits: 15 }, 'numeric'],
    ['MONEY', { kind: 'decimal', significantDigits: 15 }, 'numeric'],
    ['DOUBLE PRECISION', { kind: 'decimal', significantDigits: 15 }, 'real'],
    ['INTEGER', int64, 'integer'],
    ['BigInt', int64, 'integer'],
    ['SMALLINT', int64, 'integer'],
    ['BOOLEAN', { kind: 'boolean' }, 'numeric'],
    ['BIT', { kind: 'boolean' }, 'numeric'],
    ['DATE', { kind: 'date' }, 'numeric'],
    ['DATETIME', { kind: 'dateTime', fractionDigits: 3 }, 'numeric'],
    ['TIMESTAMP', { kind: 'dateTime', fractionDigits: 3 }, 'numeric'],
    ['GUID', { kind: 'guid' }, 'numeric'],
    ['UniqueIdentifier', { kind: 'guid' }, 'numeric'],
  ];
  for (const [declared, type, affinity] of cases) {
    test(`${declared || '(none)'} is ${type.kind}, stored as ${affinity}`, () => {
      assert.deepEqual(declaredType(declared), { type, affinity, binary: false });
    });
  }

  test('BLOB holds bytes', () => assert.ok(declaredType('BLOB').binary));
});
