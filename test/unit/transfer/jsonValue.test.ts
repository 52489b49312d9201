import { strict as assert } from 'node:assert';
import type { FieldType, Value } from '../../../src/core/model/value';
import { jsonValue } from '../../../src/core/transfer/jsonValue';
import { bigInteger, boolean, date, decimal, integer, optionOf, text } from './fieldTypes';

suite('jsonValue', () => {
  const cases: readonly (readonly [string, Value, FieldType, string | number | boolean | null])[] = [
    ['a boolean as one', 'true', boolean, true],
    ['false as false', 'false', boolean, false],
    ['a boolean that is none as it is stored', '2', boolean, '2'],
    ['an integer as a number', '-42', integer, -42],
    ['the largest integer that is safe as a number', '9007199254740991', bigInteger, 9007199254740991],
    ['an integer beyond as text', '9007199254740992', bigInteger, '9007199254740992'],
    ['a numeric option as a number', '100000000', optionOf({ 100000000: 'One' }), 100000000],
    ['another option as text', 'A', optionOf({ A: 'One' }), 'A'],
    ['a short decimal as a number', '12.3', decimal, 12.3],
    ['a tiny decimal as a number', '0.0000001', decimal, 1e-7],
    ['a decimal with more digits than a double as text', '0.1234567890123456789', decimal, '0.1234567890123456789'],
    ['a decimal beyond all doubles as text', `1${'0'.repeat(400)}`, decimal, `1${'0'.repeat(400)}`],
    ['digits in a text field as text', '42', text, '42'],
    ['a date as text', '2026-01-31', date, '2026-01-31'],
    ['null as null', null, integer, null],
    ['empty text of a text field as empty text', '', text, ''],
    ['empty text of another field as null', '', integer, null],
  ];
  for (const [name, value, type, expected] of cases) {
    test(`shows ${name}`, () => assert.equal(jsonValue(value, type), expected));
  }
});
