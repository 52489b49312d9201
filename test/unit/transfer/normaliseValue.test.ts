import { strict as assert } from 'node:assert';
import type { FieldType } from '../../../src/core/model/value';
import { normaliseValue } from '../../../src/core/transfer/normaliseValue';
import { boolean, date, dateTime, decimal, guid, integer, optionOf, text } from './fieldTypes';

suite('normaliseValue', () => {
  test('writes numbers plainly, without a sign or a zero too many', () => {
    const forms = {
      '12.30': '12.3',
      '1e3': '1000',
      '+5': '5',
      '.5': '0.5',
      '5.': '5',
      '-0.0': '0',
      '-00.50': '-0.5',
      '1.5E-3': '0.0015',
      ' 7 ': '7',
    };
    for (const [stored, canonical] of Object.entries(forms)) assert.equal(normaliseValue(stored, decimal), canonical);
    assert.equal(normaliseValue('120.0', integer), '120');
    assert.equal(normaliseValue('-0', integer), '0');
  });

  test('takes no text, no fraction of an integer and no endless number for a number', () => {
    for (const stored of ['abc', '1,5', '--1', '.', 'e5', 'NaN', 'Infinity', '0x10', '1e999999', '١']) {
      assert.equal(normaliseValue(stored, decimal), undefined, stored);
    }
    assert.equal(normaliseValue('12.5', integer), undefined);
  });

  test('writes instants in UTC with milliseconds', () => {
    const forms = {
      '2026-01-31T08:30:00Z': '2026-01-31T08:30:00.000Z',
      '2026-01-31 08:30:00': '2026-01-31T08:30:00.000Z',
      '2026-01-31T08:30': '2026-01-31T08:30:00.000Z',
      '2026-01-31': '2026-01-31T00:00:00.000Z',
      '2026-01-31T08:30:00.1234500Z': '2026-01-31T08:30:00.12345Z',
      '2026-01-31T08:30:00.5+02:00': '2026-01-31T06:30:00.500Z',
      '2026-01-01T01:00:00+0200': '2025-12-31T23:00:00.000Z',
      '2024-02-28T23:30:00-01': '2024-02-29T00:30:00.000Z',
      '2026-12-31 23:30:00 -05:30': '2027-01-01T05:00:00.000Z',
    };
    for (const [stored, canonical] of Object.entries(forms)) assert.equal(normaliseValue(stored, dateTime), canonical);
  });

  test('takes no hour, day or offset that does not exist for an instant', () => {
    const wrong = [
      '2026-01-31T24:00:00Z',
      '2026-02-30T08:00:00Z',
      '2026-01-31T08:60Z',
      '2026-01-31T08:00:00+25:00',
      '2026-01-31T8:00',
      '0001-01-01T00:00:00+01:00',
      '9999-12-31T23:59:59-01:00',
      '2026-13-01T00:00:00.000Z',
      '2026-01-31T99:00:00.000Z',
      'today',
    ];
    for (const stored of wrong) assert.equal(normaliseValue(stored, dateTime), undefined, stored);
  });

  test('takes a midnight for a date, and no other time', () => {
    assert.equal(normaliseValue('2026-01-31', date), '2026-01-31');
    assert.equal(normaliseValue('2026-01-31 00:00:00', date), '2026-01-31');
    assert.equal(normaliseValue('2026-01-31T00:00:00.000Z', date), '2026-01-31');
    for (const stored of [
      '2026-01-31T08:00:00Z',
      '2026-1-31',
      '31.01.2026',
      '2025-02-29',
      '1900-02-29',
      '0000-01-01',
    ]) {
      assert.equal(normaliseValue(stored, date), undefined, stored);
    }
    assert.equal(normaliseValue('2000-02-29', date), '2000-02-29');
  });

  test('takes the usual words and digits for booleans', () => {
    for (const stored of ['true', 'TRUE', 'Yes', '1']) assert.equal(normaliseValue(stored, boolean), 'true');
    for (const stored of ['false', 'no', '0']) assert.equal(normaliseValue(stored, boolean), 'false');
    assert.equal(normaliseValue('2', boolean), undefined);
  });

  test('writes GUIDs in lower case without braces', () => {
    const id = '0a1b2c3d-0000-4000-8000-00000000000f';
    for (const stored of [id, id.toUpperCase(), `{${id.toUpperCase()}}`])
      assert.equal(normaliseValue(stored, guid), id);
    for (const stored of [`{${id}`, id.slice(1), `${id}0`, 'C-100'])
      assert.equal(normaliseValue(stored, guid), undefined);
  });

  test('keeps stored options, also those without a member', () => {
    const state = optionOf({ 0: 'Active', 1: 'Inactive' });
    assert.equal(normaliseValue('1.0', state), '1');
    assert.equal(normaliseValue('7', state), '7');
    assert.equal(normaliseValue('Active', state), 'Active');
  });

  test('keeps text as it is, and takes empty text for null elsewhere', () => {
    assert.equal(normaliseValue(' x ', text), ' x ');
    assert.equal(normaliseValue('', text), '');
    const others: readonly FieldType[] = [integer, decimal, boolean, date, dateTime, guid];
    for (const type of others) assert.equal(normaliseValue('', type), null);
  });
});
