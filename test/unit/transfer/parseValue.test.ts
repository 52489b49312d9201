import { strict as assert } from 'node:assert';
import { parseValue } from '../../../src/core/transfer/parseValue';
import { boolean, date, dateTime, decimal, guid, integer, optionOf, text } from './fieldTypes';

suite('parseValue', () => {
  test('reads what a person writes into canonical form', () => {
    assert.deepEqual(parseValue('1e2', integer), { ok: true, value: '100' });
    assert.deepEqual(parseValue('no', boolean), { ok: true, value: 'false' });
    assert.deepEqual(parseValue(' padded ', text), { ok: true, value: ' padded ' });
  });

  test('takes blank for empty text or null, by the kind of the field', () => {
    assert.deepEqual(parseValue('', text), { ok: true, value: '' });
    assert.deepEqual(parseValue('', integer), { ok: true, value: null });
    assert.deepEqual(parseValue('', optionOf({ 1: 'One' })), { ok: true, value: null });
  });

  test('takes options by value before name, and by name whatever its case', () => {
    const crossed = optionOf({ 1: '2', 2: 'Two' });
    assert.deepEqual(parseValue('2', crossed), { ok: true, value: '2' });
    assert.deepEqual(parseValue('tWO', crossed), { ok: true, value: '2' });
    assert.deepEqual(parseValue('', optionOf({ 0: ' ', 1: 'Ship' })), { ok: true, value: '0' });
    assert.deepEqual(parseValue('7', { kind: 'option', members: [] }), { ok: true, value: '7' });
  });

  test('says what the value should look like', () => {
    const cases = [
      ['x', integer, '"x" is not an integer. Write digits only, such as 42.'],
      ['x', decimal, '"x" is not a decimal. Write digits with a point, such as 12.5.'],
      ['x', boolean, '"x" is not a boolean. Write true or false.'],
      ['1.2.2026', date, '"1.2.2026" is not a date. Write it as 2026-01-31.'],
      ['x', dateTime, '"x" is not a date and time. Write it as 2026-01-31T08:30:00Z.'],
      ['x', guid, '"x" is not a GUID. Write it as 00000000-0000-0000-0000-000000000000.'],
      ['x', optionOf({ 0: ' ', 1: 'Ship' }), '"x" is not one of the options. Write one of 0, 1 (Ship).'],
    ] as const;
    for (const [written, type, message] of cases)
      assert.deepEqual(parseValue(written, type), { ok: false, error: { message } });
  });
});
