import { strict as assert } from 'node:assert';
import type { FieldType, Value } from '../../../src/core/model/value';
import { compileFilter } from '../../../src/core/filter/compileFilter';
import { parseFilterExpression } from '../../../src/core/filter/parseFilterExpression';
import { boolean, date, dateTime, decimal, integer, optionOf, text } from '../transfer/fieldTypes';

suite('compileFilter', () => {
  test('takes null and empty text alike for blank', () => {
    assert.deepEqual(passing("''", text, [null, '', ' ', 'A']), [null, '']);
    assert.deepEqual(passing("<>''", text, [null, '', ' ', 'A']), [' ', 'A']);
  });

  test('passes blanks where a value is excluded', () => {
    assert.deepEqual(passing('<>A', text, [null, '', 'A', 'B']), [null, '', 'B']);
    assert.deepEqual(passing('<>A*', text, [null, '', 'AB', 'B']), [null, '', 'B']);
    assert.deepEqual(passing('<>1', integer, [null, '1', '2']), [null, '2']);
  });

  test('finds blank in no ordering and no range', () => {
    for (const filter of ['<A', '<=A', '>A', '>=A', '..Z', ' A..']) {
      assert.deepEqual(passing(filter, text, [null, '']), [], filter);
    }
    assert.deepEqual(passing('<5', integer, [null, '4']), ['4']);
  });

  test('compares text by case unless told otherwise', () => {
    assert.deepEqual(passing('Abc', text, ['Abc', 'ABC']), ['Abc']);
    assert.deepEqual(passing('@abc', text, ['Abc', 'ABC', 'abcd', null]), ['Abc', 'ABC']);
    assert.deepEqual(passing('<>@abc', text, ['Abc', 'abcd', null]), ['abcd', null]);
    assert.deepEqual(passing('@a*C', text, ['ABC', 'axxc', 'b']), ['ABC', 'axxc']);
    assert.deepEqual(passing('@*Σ', text, ['ΟΔΟΣ', 'οδος', 'οδοσ']), ['ΟΔΟΣ', 'οδος', 'οδοσ']);
    assert.deepEqual(passing('A..C', text, ['A', 'B', 'C', 'Ca', 'b']), ['A', 'B', 'C']);
  });

  test('compares numbers as numbers, to the last digit', () => {
    assert.deepEqual(passing('9..100', integer, ['8', '9', '10', '100', '101']), ['9', '10', '100']);
    assert.deepEqual(passing('>-2', integer, ['-10', '-2', '-1', '0']), ['-1', '0']);
    assert.deepEqual(passing('>9007199254740992', integer, ['9007199254740992', '9007199254740993']), [
      '9007199254740993',
    ]);
    const close = ['0.1000000000000000000001', '0.1', '0.09'];
    assert.deepEqual(passing('>0.10', decimal, close), ['0.1000000000000000000001']);
  });

  test('compares dates and instants by time', () => {
    assert.deepEqual(passing('2026-01-31..', date, ['2026-01-30', '2026-01-31', '2026-12-01']), [
      '2026-01-31',
      '2026-12-01',
    ]);
    const later = '2026-01-01T00:00:00.1234Z';
    assert.deepEqual(passing('>2026-01-01T00:00:00.123Z', dateTime, ['2026-01-01T00:00:00.123Z', later]), [later]);
  });

  test('compares options by number and booleans by value', () => {
    const level = optionOf({ 2: 'Low', 10: 'High' });
    assert.deepEqual(passing('>Low', level, ['2', '10', null]), ['10']);
    assert.deepEqual(passing('no', boolean, ['true', 'false', null]), ['false']);
  });

  test('takes * for any characters and ? for exactly one', () => {
    assert.deepEqual(passing('*', text, [null, '', 'A']), [null, '', 'A']);
    assert.deepEqual(passing('?*', text, [null, '', 'A', 'AB']), ['A', 'AB']);
    assert.deepEqual(passing('A*B*C', text, ['ABC', 'AxBxC', 'AxBxCx', 'ACB', 'AC']), ['ABC', 'AxBxC']);
    assert.deepEqual(passing('AB*BA', text, ['ABA', 'ABBA']), ['ABBA']);
    assert.deepEqual(passing('?a', text, ['😀a', 'aa', 'a']), ['😀a', 'aa']);
    assert.deepEqual(passing('*a?c*', text, ['xaacx', 'aabcc', 'ac', 'cba']), ['xaacx', 'aabcc']);
    assert.deepEqual(passing("'*'*", text, ['*x', 'x']), ['*x']);
  });

  test('matches many stars in a long text without going astray', () => {
    const pattern = `${'a*'.repeat(30)}?b`;
    assert.deepEqual(passing(pattern, text, ['a'.repeat(5000)]), []);
  });

  test('combines alternatives and conditions', () => {
    assert.deepEqual(passing('A*&<>AB|X', text, ['A', 'AB', 'AC', 'X']), ['A', 'AC', 'X']);
    assert.deepEqual(passing('<>1&<>2', integer, ['1', '2', '3', null]), ['3', null]);
  });

  test('gives a stored value that is none of its type no place among the others', () => {
    assert.deepEqual(passing('>0', integer, ['abc', '1']), ['1']);
    assert.deepEqual(passing('..2030-01-01', dateTime, ['soon', '2026-01-01T00:00:00.000Z']), [
      '2026-01-01T00:00:00.000Z',
    ]);
    assert.deepEqual(passing('<>1', integer, ['abc']), ['abc']);
  });
});

function passing(filter: string, type: FieldType, values: readonly Value[]): readonly Value[] {
  const expression = parseFilterExpression(filter, type);
  if (!expression.ok) assert.fail(`${filter}: ${expression.error.message}`);
  return values.filter(compileFilter(expression.value, type));
}
