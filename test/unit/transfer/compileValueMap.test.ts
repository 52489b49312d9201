import { strict as assert } from 'node:assert';
import { compileValueMap } from '../../../src/core/transfer/compileValueMap';
import { boolean, integer, integerWithin, optionOf, text } from './fieldTypes';

const types = { local: text, integration: integer };
const blocked = [
  { local: '', integration: '0' },
  { local: 'All', integration: '1' },
];

suite('compileValueMap', () => {
  test('translates either way', () => {
    const there = compileValueMap(blocked, types, 'toIntegrationTable', 'statecode');
    const back = compileValueMap(blocked, types, 'fromIntegrationTable', 'Blocked');
    assert.deepEqual(there('All'), { ok: true, value: '1' });
    assert.deepEqual(back('1'), { ok: true, value: 'All' });
  });

  test('translates both blanks by the entry for blank, and back into one', () => {
    const there = compileValueMap(blocked, types, 'toIntegrationTable', 'statecode');
    assert.deepEqual(
      [there(''), there(null)],
      [
        { ok: true, value: '0' },
        { ok: true, value: '0' },
      ],
    );
    const back = compileValueMap(blocked, types, 'fromIntegrationTable', 'Blocked');
    assert.deepEqual(back('0'), { ok: true, value: '' });
    const toNumber = compileValueMap([{ local: 'None', integration: '' }], types, 'toIntegrationTable', 'statecode');
    assert.deepEqual(toNumber('None'), { ok: true, value: null });
  });

  test('reads both columns by their type', () => {
    const state = optionOf({ 0: 'Active', 1: 'Inactive' });
    const values = [
      { local: 'yes', integration: 'inactive' },
      { local: '0', integration: 'Active' },
    ];
    const there = compileValueMap(values, { local: boolean, integration: state }, 'toIntegrationTable', 'statecode');
    assert.deepEqual(there('true'), { ok: true, value: '1' });
    assert.deepEqual(there('false'), { ok: true, value: '0' });
  });

  test('takes the entry for blank for the option that means blank', () => {
    const option = optionOf({ 0: ' ', 3: 'All' });
    const there = compileValueMap(blocked, { local: option, integration: integer }, 'toIntegrationTable', 'statecode');
    assert.deepEqual(
      [there('0'), there(null), there('3')].map((result) => result.ok && result.value),
      ['0', '0', '1'],
    );
    const back = compileValueMap(blocked, { local: option, integration: integer }, 'fromIntegrationTable', 'Blocked');
    assert.deepEqual(back('0'), { ok: true, value: '0' });
  });

  test('takes the first of several entries for one value', () => {
    const values = [
      { local: 'Ship', integration: '1' },
      { local: 'Invoice', integration: '1' },
    ];
    assert.deepEqual(compileValueMap(values, types, 'fromIntegrationTable', 'Blocked')('1'), {
      ok: true,
      value: 'Ship',
    });
  });

  test('names a value without an entry, and some that have one', () => {
    const values = ['A', 'B', 'C', 'D', 'E', 'F'].map((local, index) => ({ local, integration: String(index) }));
    assert.deepEqual(compileValueMap(values, types, 'toIntegrationTable', 'statecode')('a'), {
      ok: false,
      error: {
        code: 'VALUE_NOT_MAPPED',
        field: 'statecode',
        message:
          'statecode: the value map knows A, B, C, D, E and more, but not "a". Add it to values in the mapping, or correct the value in the source.',
      },
    });
  });

  test('invents no value for a blank that has no entry', () => {
    const result = compileValueMap(
      [{ local: 'All', integration: '1' }],
      types,
      'toIntegrationTable',
      'statecode',
    )(null);
    assert.ok(!result.ok && result.error.code === 'VALUE_NOT_MAPPED');
    assert.match(result.error.message, /knows All, but not a blank value/);
  });

  test('fails the records that an entry beyond the destination concerns, and no others', () => {
    const values = [
      { local: 'A', integration: '300' },
      { local: 'B', integration: 'x' },
      { local: 'C', integration: '3' },
    ];
    const there = compileValueMap(
      values,
      { local: text, integration: integerWithin('0', '255') },
      'toIntegrationTable',
      'code',
    );
    const outcomes = ['A', 'B', 'C']
      .map((value) => there(value))
      .map((result) => (result.ok ? result.value : result.error.code));
    assert.deepEqual(outcomes, ['NUMBER_OUT_OF_RANGE', 'VALUE_NOT_CONVERTIBLE', '3']);
  });
});
