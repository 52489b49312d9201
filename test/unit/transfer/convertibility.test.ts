import { strict as assert } from 'node:assert';
import type { FieldType } from '../../../src/core/model/value';
import { convertibility } from '../../../src/core/transfer/convertibility';
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

suite('convertibility', () => {
  const cases: readonly (readonly [string, FieldType, FieldType, 'always' | 'perhaps' | 'never'])[] = [
    ['text to a longer text', textUpTo(50), textUpTo(100), 'always'],
    ['text to a shorter text', textUpTo(100), textUpTo(50), 'perhaps'],
    ['text of any length to a limited one', text, textUpTo(50), 'perhaps'],
    ['text to integer', text, integer, 'perhaps'],
    ['integer to a larger integer', integer, bigInteger, 'always'],
    ['integer to a smaller integer', bigInteger, integer, 'perhaps'],
    ['integer to one of another range', integerWithin('0', '9'), integerWithin('10', '19'), 'never'],
    ['integer to decimal', integer, decimal, 'always'],
    ['integer to a decimal with room', integer, decimalOf(12, 2), 'always'],
    ['integer to a decimal without room', integer, decimalOf(10, 2), 'perhaps'],
    ['integer to floating point', integer, float, 'always'],
    ['integer of 64 bits to floating point', bigInteger, float, 'perhaps'],
    ['integer to boolean', integer, boolean, 'perhaps'],
    ['integer without 0 and 1 to boolean', integerWithin('5', '9'), boolean, 'never'],
    ['integer to date', integer, date, 'never'],
    ['integer to a text with room', integer, textUpTo(11), 'always'],
    ['integer to a text without room', integer, textUpTo(10), 'perhaps'],
    ['decimal to integer', decimal, integer, 'perhaps'],
    ['decimal without fraction to integer', decimalOf(9, 0), integer, 'always'],
    ['decimal to one with as many digits', decimalOf(10, 2), decimalOf(12, 4), 'always'],
    ['decimal to one with a shorter fraction', decimalOf(12, 4), decimalOf(12, 2), 'perhaps'],
    ['decimal to guid', decimal, guid, 'never'],
    ['boolean to integer', boolean, integer, 'always'],
    ['boolean to a text with room', boolean, textUpTo(5), 'always'],
    ['boolean to a text for true only', boolean, textUpTo(4), 'perhaps'],
    ['boolean to a text for neither', boolean, textUpTo(3), 'never'],
    ['boolean to guid', boolean, guid, 'never'],
    ['boolean to an option without 0 and 1', boolean, optionOf({ 7: 'Seven' }), 'never'],
    ['date to dateTime', date, dateTime, 'always'],
    ['date to a text without room', date, textUpTo(9), 'never'],
    ['dateTime to date', dateTime, date, 'perhaps'],
    ['dateTime to one with fewer digits', dateTime, { kind: 'dateTime', fractionDigits: 0 }, 'perhaps'],
    ['dateTime to text', dateTime, textUpTo(24), 'always'],
    ['guid to text', guid, textUpTo(36), 'always'],
    ['guid to a text without room', guid, textUpTo(35), 'never'],
    ['option to integer', optionOf({ 0: 'Active', 1: 'Inactive' }), integer, 'always'],
    ['option with letters to integer', optionOf({ A: 'Active', 1: 'Inactive' }), integer, 'perhaps'],
    ['option to boolean', optionOf({ 0: 'No', 1: 'Yes' }), boolean, 'always'],
    [
      'option to an option with some of the names',
      optionOf({ 1: 'A', 2: 'B' }),
      optionOf({ 10: 'A', 11: 'C' }),
      'perhaps',
    ],
    ['option to an option with nothing in common', optionOf({ 1: 'A' }), optionOf({ 2: 'B' }), 'never'],
    ['option to date', optionOf({ 1: 'A' }), date, 'never'],
  ];
  for (const [name, from, to, expected] of cases) {
    test(`finds that ${name} fits ${expected}`, () => assert.equal(convertibility(from, to), expected));
  }
});
