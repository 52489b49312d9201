import { strict as assert } from 'node:assert';
import type { FieldType, Value } from '../../../src/core/model/value';
import type { RecordFailure } from '../../../src/core/model/failure';
import { makeConverter } from '../../../src/core/transfer/makeConverter';
import {
  bigInteger,
  boolean,
  date,
  dateTime,
  decimal,
  decimalOf,
  float,
  guid,
  integer,
  integerWithin,
  optionOf,
  text,
  textUpTo,
} from './fieldTypes';

const id = '0a1b2c3d-0000-4000-8000-00000000000f';

suite('makeConverter', () => {
  test('keeps a blank as it is for text, and makes it null for every other kind', () => {
    for (const blank of [null, '']) assert.equal(converted(blank, integer, textUpTo(1)), blank);
    for (const to of [integer, decimal, boolean, date, dateTime, guid, optionOf({ 1: 'One' })]) {
      for (const blank of [null, '']) assert.equal(converted(blank, text, to), null);
    }
  });

  const conversions: readonly (readonly [string, FieldType, FieldType, string])[] = [
    ['42', integer, text, '42'],
    ['0042', text, integer, '42'],
    ['12.50', text, decimal, '12.5'],
    ['9223372036854775807', bigInteger, decimal, '9223372036854775807'],
    ['12', decimal, integer, '12'],
    ['1', integer, boolean, 'true'],
    ['0', decimal, boolean, 'false'],
    ['true', boolean, integer, '1'],
    ['false', boolean, decimal, '0'],
    ['true', boolean, text, 'true'],
    ['No', text, boolean, 'false'],
    ['2026-01-31', date, dateTime, '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T00:00:00.000Z', dateTime, date, '2026-01-31'],
    ['2026-01-31', date, text, '2026-01-31'],
    ['2026-01-31 08:30', text, dateTime, '2026-01-31T08:30:00.000Z'],
    [`{${id.toUpperCase()}}`, text, guid, id],
    [id, guid, textUpTo(36), id],
    ['1', optionOf({ 1: 'One' }), integer, '1'],
    ['1', optionOf({ 1: 'One' }), text, '1'],
    ['1', integer, optionOf({ 1: 'One' }), '1'],
    ['one', text, optionOf({ 1: 'One' }), '1'],
    ['true', boolean, optionOf({ 0: 'Off', 1: 'On' }), '1'],
  ];
  for (const [value, from, to, expected] of conversions) {
    test(`makes ${from.kind} ${value} the ${to.kind} ${expected}`, () =>
      assert.equal(converted(value, from, to), expected));
  }

  test('fits options by stored value where the destination has them all, otherwise by name', () => {
    const blocked = optionOf({ 0: 'None', 1: 'Ship', 2: 'All' });
    assert.equal(converted('2', blocked, optionOf({ 0: 'Open', 1: 'Held', 2: 'Closed' })), '2');
    const choice = optionOf({ 100000000: 'all', 100000001: 'NONE' });
    assert.equal(converted('2', blocked, choice), '100000000');
    assert.equal(refused('1', blocked, choice).code, 'VALUE_NOT_CONVERTIBLE');
  });

  const impossible: readonly (readonly [string, FieldType, FieldType])[] = [
    ['abc', text, integer],
    ['true', boolean, date],
    ['true', boolean, guid],
    ['5', integer, date],
    ['2', integer, boolean],
    ['2026-01-31', date, integer],
    [id, guid, integer],
    ['1.5', decimal, { kind: 'option', members: [] }],
    ['7', integer, optionOf({ 1: 'One' })],
    ['7', optionOf({ 1: 'One' }), optionOf({ 1: 'One' })],
  ];
  for (const [value, from, to] of impossible) {
    test(`refuses to make ${from.kind} ${value} a ${to.kind}`, () => {
      assert.equal(refused(value, from, to).code, 'VALUE_NOT_CONVERTIBLE');
    });
  }

  test('refuses stored values that are none of their own type', () => {
    assert.equal(refused('abc', integer, integer).code, 'VALUE_NOT_CONVERTIBLE');
    assert.equal(refused('soon', dateTime, dateTime).code, 'VALUE_NOT_CONVERTIBLE');
    assert.equal(refused('2', boolean, integer).code, 'VALUE_NOT_CONVERTIBLE');
    assert.equal(refused('never', date, dateTime).code, 'VALUE_NOT_CONVERTIBLE');
    assert.equal(converted('abc', integer, text), 'abc');
  });

  test('says which text is too long, by how much, and what to do', () => {
    assert.deepEqual(refused('Adatum Corporation', text, textUpTo(10)), {
      code: 'TEXT_TOO_LONG',
      field: 'Name',
      message:
        'Name takes at most 10 characters, and "Adatum Corporation" has 18. Shorten the value in the source, or add the transformation truncate.',
    });
  });

  test('shows only the beginning of a long value', () => {
    const { message } = refused('😀'.repeat(60), text, textUpTo(50));
    assert.ok(message.includes(`"${'😀'.repeat(40)}…" has 60.`));
  });

  test('shows a value of several lines on one', () => {
    assert.match(refused('Main Street 1\r\n\tBerlin', text, textUpTo(5)).message, /"Main Street 1 Berlin" has 22\./);
  });

  test('counts a character outside the basic plane once', () => {
    assert.equal(converted('😀😀😀', text, textUpTo(3)), '😀😀😀');
    assert.equal(refused('😀😀😀', text, textUpTo(2)).code, 'TEXT_TOO_LONG');
  });

  test('checks the length also where the source declares no more', () => {
    assert.equal(refused('overlong', textUpTo(3), textUpTo(3)).code, 'TEXT_TOO_LONG');
  });

  test('never rounds a decimal', () => {
    assert.equal(converted('12.35', decimal, decimalOf(10, 2)), '12.35');
    assert.deepEqual(refused('12.345', decimal, decimalOf(10, 2)), {
      code: 'DECIMAL_ROUNDED',
      field: 'Name',
      message:
        'Name takes at most 2 digits after the point, and "12.345" would be rounded. Correct the value in the source, or add the transformation round.',
    });
    assert.equal(refused('0.5', decimal, integer).code, 'DECIMAL_ROUNDED');
    assert.equal(refused('12.5', text, integer).code, 'DECIMAL_ROUNDED');
    assert.equal(refused('123.45', decimal, { kind: 'decimal', precision: 4 }).code, 'DECIMAL_ROUNDED');
  });

  test('takes from floating point what it holds exactly, and nothing more', () => {
    for (const value of ['0.1', '123456789012345', '100000000000000000000', '-0.00000123456789012345']) {
      assert.equal(converted(value, decimal, float), value);
    }
    for (const computed of [1 / 3, 0.1 + 0.2, 1234567890123456.8]) {
      assert.equal(converted(String(computed), float, float), String(computed));
    }
    assert.equal(refused('9007199254740993', decimal, float).code, 'DECIMAL_ROUNDED');
    assert.equal(refused('1234567890123456.78', decimal, float).code, 'DECIMAL_ROUNDED');
    assert.equal(refused('0.12345678901234567890', decimal, float).code, 'DECIMAL_ROUNDED');
    assert.equal(refused(`0.${'0'.repeat(320)}1`, decimal, float).code, 'DECIMAL_ROUNDED');
    assert.equal(refused(`1${'0'.repeat(320)}`, decimal, float).code, 'NUMBER_OUT_OF_RANGE');
  });

  test('keeps numbers within the range of their field', () => {
    assert.equal(converted('255', integer, integerWithin('0', '255')), '255');
    assert.deepEqual(refused('256', integer, integerWithin('0', '255')), {
      code: 'NUMBER_OUT_OF_RANGE',
      field: 'Name',
      message: 'Name takes 0 to 255, and "256" is outside. Correct the value in the source, or map another field.',
    });
    assert.equal(refused('-1', integer, integerWithin('0', '255')).code, 'NUMBER_OUT_OF_RANGE');
    assert.equal(refused('9223372036854775808', text, bigInteger).code, 'NUMBER_OUT_OF_RANGE');
    assert.equal(refused('123456789', integer, decimalOf(10, 2)).code, 'NUMBER_OUT_OF_RANGE');
    assert.equal(converted('-12345678.99', decimal, decimalOf(10, 2)), '-12345678.99');
  });

  test('keeps a time of day and parts of a second from being lost', () => {
    assert.match(
      refused('2026-01-31T08:00:00.000Z', dateTime, date).message,
      /has a time of day, which a date would lose/,
    );
    const seconds: FieldType = { kind: 'dateTime', fractionDigits: 0 };
    assert.equal(converted('2026-01-31T08:00:00.000Z', dateTime, seconds), '2026-01-31T08:00:00.000Z');
    const failure = refused('2026-01-31T08:00:00.120Z', dateTime, seconds);
    assert.equal(failure.code, 'VALUE_NOT_CONVERTIBLE');
    assert.match(failure.message, /has more than the 0 digits of a second that the field keeps/);
    assert.equal(
      converted('2026-01-31T08:00:00.120Z', dateTime, { kind: 'dateTime', fractionDigits: 2 }),
      '2026-01-31T08:00:00.120Z',
    );
    assert.equal(refused('2026-01-31T08:00:00.1234567Z', dateTime, dateTime).code, 'VALUE_NOT_CONVERTIBLE');
  });
});

function converted(value: Value, from: FieldType, to: FieldType): Value {
  const result = makeConverter(from, to, 'Name')(value);
  if (!result.ok) assert.fail(result.error.message);
  return result.value;
}

function refused(value: Value, from: FieldType, to: FieldType): RecordFailure {
  const result = makeConverter(from, to, 'Name')(value);
  if (result.ok) assert.fail(`${value} became ${result.value}`);
  return result.error;
}
