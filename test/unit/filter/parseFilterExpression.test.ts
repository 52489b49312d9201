import { strict as assert } from 'node:assert';
import type { FieldType } from '../../../src/core/model/value';
import type { FilterExpression } from '../../../src/core/filter/filterExpression';
import { parseFilterExpression } from '../../../src/core/filter/parseFilterExpression';
import { boolean, date, dateTime, decimal, guid, integer, optionOf, text } from '../transfer/fieldTypes';

suite('parseFilterExpression', () => {
  test('takes <> with nothing behind it for not blank', () => {
    const written = parseFilterExpression('<>', { kind: 'text' });
    assert.deepEqual(written, parseFilterExpression("<>''", { kind: 'text' }));
  });

  test('takes nothing, spaces and two quotes for blank', () => {
    for (const written of ['', '  ', "''", "=''", "@''"]) assert.deepEqual(parsed(written), blank);
    for (const written of ["<>''", "<> ''", ">''"]) assert.deepEqual(parsed(written), { ...blank, negated: true });
  });

  test('takes a bare value for equality', () => {
    assert.deepEqual(parsed('Contoso'), equal('Contoso'));
    assert.deepEqual(parsed('=Contoso'), equal('Contoso'));
  });

  test('reads each operator', () => {
    const operators = {
      '<>': 'notEqual',
      '<': 'less',
      '<=': 'lessOrEqual',
      '>': 'greater',
      '>=': 'greaterOrEqual',
    } as const;
    for (const [sign, operator] of Object.entries(operators)) {
      assert.deepEqual(parsed(`${sign}5`, integer), { kind: 'compare', operator, value: '5', ignoreCase: false });
    }
  });

  test('binds & before |', () => {
    assert.deepEqual(parsed('A|B&C'), {
      kind: 'or',
      operands: [equal('A'), { kind: 'and', operands: [equal('B'), equal('C')] }],
    });
    assert.deepEqual(parsed('(A|B)&C'), {
      kind: 'and',
      operands: [{ kind: 'or', operands: [equal('A'), equal('B')] }, equal('C')],
    });
  });

  test('reads ranges with two ends or one', () => {
    assert.deepEqual(parsed('10..20', integer), { kind: 'range', from: '10', to: '20' });
    assert.deepEqual(parsed('10..', integer), { kind: 'range', from: '10' });
    assert.deepEqual(parsed('..20', integer), { kind: 'range', to: '20' });
    assert.deepEqual(parsed('-1.5..-.5', decimal), { kind: 'range', from: '-1.5', to: '-0.5' });
  });

  test('takes spaces for layout around a value and for part of it inside', () => {
    assert.deepEqual(parsed('  Adatum Ltd | Contoso '), {
      kind: 'or',
      operands: [equal('Adatum Ltd'), equal('Contoso')],
    });
    assert.deepEqual(parsed("' x '"), equal(' x '));
  });

  test('takes everything between quotes literally', () => {
    assert.deepEqual(parsed("'A|B&(C)..*?<>@'"), equal('A|B&(C)..*?<>@'));
    assert.deepEqual(parsed("'It''s'"), equal("It's"));
    assert.deepEqual(parsed("''''"), equal("'"));
  });

  test('takes an apostrophe, a parenthesis and an @ within a word for themselves', () => {
    assert.deepEqual(parsed("O'Brien|D'Arcy"), { kind: 'or', operands: [equal("O'Brien"), equal("D'Arcy")] });
    assert.deepEqual(parsed('(Sales (North)|South)'), {
      kind: 'or',
      operands: [equal('Sales (North)'), equal('South')],
    });
    assert.deepEqual(parsed('info@contoso.com'), equal('info@contoso.com'));
  });

  test('reads wildcards, also beside quoted text', () => {
    assert.deepEqual(parsed('Co*o?'), wildcard(['Co', '*', 'o', '?']));
    assert.deepEqual(parsed("*'*'*"), wildcard(['*', '*literal', '*']));
    assert.deepEqual(parsed('<>A*'), { ...wildcard(['A', '*']), negated: true });
  });

  test('ignores case after @, before or after <>', () => {
    assert.deepEqual(parsed('@abc'), { ...equal('abc'), ignoreCase: true });
    assert.deepEqual(parsed('@a*'), { ...wildcard(['a', '*']), ignoreCase: true });
    const unlike = { kind: 'compare', operator: 'notEqual', value: 'abc', ignoreCase: true };
    assert.deepEqual(parsed('<>@abc'), unlike);
    assert.deepEqual(parsed('@<>abc'), unlike);
    assert.deepEqual(parsed('@5', integer), equal('5'));
  });

  test('brings values into canonical form', () => {
    assert.deepEqual(parsed('+007.50', decimal), equal('7.5'));
    assert.deepEqual(parsed('Yes', boolean), equal('true'));
    assert.deepEqual(parsed('2026-01-31', date), equal('2026-01-31'));
    assert.deepEqual(parsed('2026-01-31', dateTime), equal('2026-01-31T00:00:00.000Z'));
    assert.deepEqual(parsed('2026-01-31T08:30:00Z', dateTime), equal('2026-01-31T08:30:00.000Z'));
    const id = '0A1B2C3D-0000-4000-8000-00000000000F';
    assert.deepEqual(parsed(`{${id}}`, guid), equal(id.toLowerCase()));
  });

  test('takes an option by stored value or by name', () => {
    const state = optionOf({ 0: 'Active', 1: 'Inactive' });
    assert.deepEqual(parsed('inactive', state), equal('1'));
    assert.deepEqual(parsed('1', state), equal('1'));
    assert.deepEqual(problem('2', state), {
      message: '"2" is not one of the options. Write one of 0 (Active), 1 (Inactive).',
      offset: 0,
    });
  });

  test('takes blank for the member with a blank name, where an option has one', () => {
    const blocked = optionOf({ 0: ' ', 1: 'Ship', 3: 'All' });
    assert.deepEqual(parsed('', blocked), equal('0'));
    assert.deepEqual(parsed("<>''", blocked), { kind: 'compare', operator: 'notEqual', value: '0', ignoreCase: false });
  });

  const problems: readonly (readonly [string, string, FieldType, number, RegExp])[] = [
    ['a value of another kind', 'A|12', integer, 0, /"A" is not an integer\. Write digits only/],
    ['a day that does not exist', '2026-02-29..', date, 0, /"2026-02-29" is not a date/],
    ['an operator without a value', 'A|<', text, 3, /A value is missing\. Write one, or '' for blank\./],
    ['an alternative without a value', 'A|', text, 2, /A value is missing/],
    ['a quote that is not closed', "A|'B", text, 2, /The quote is not closed/],
    ['a parenthesis that is not closed', 'A|(B', text, 2, /The \( is not closed/],
    ['a parenthesis that was not opened', 'A)|B', text, 1, /There is no \( for this \)/],
    ['a value right after a group', '(A) B', text, 4, /A \| or & is missing here/],
    ['a range without ends', '..', text, 0, /The range has no end/],
    ['a range after an operator', '<>1..2', integer, 3, /A range has no operator/],
    ['a range that ignores case', '@A..B', text, 0, /A range goes by case/],
    ['a range from blank', "''..B", text, 0, /Blank has no order/],
    ['a value less than blank', "<''", text, 1, /Blank has no order/],
    ['wildcards in a range', 'A*..B', text, 0, /Wildcards have no order/],
    ['wildcards in an ordering', '>A*', text, 1, /Wildcards have no order/],
    ['wildcards outside of text', '1*', integer, 0, /Wildcards work on text only/],
    ['a third end of a range', '1..2..3', integer, 4, /A \| or & is missing here/],
    ['more parentheses than anyone needs', '('.repeat(200) + 'A', text, 100, /too many \(/],
  ];
  for (const [name, written, type, offset, message] of problems) {
    test(`says where ${name} stands, and what to do`, () => {
      const found = problem(written, type);
      assert.match(found.message, message);
      assert.equal(found.offset, offset);
    });
  }
});

const blank: FilterExpression = { kind: 'blank', negated: false };

function equal(value: string): FilterExpression {
  return { kind: 'compare', operator: 'equal', value, ignoreCase: false };
}

/** `*` and `?` are wildcards; `*literal` is a literal star. */
function wildcard(parts: readonly string[]): FilterExpression {
  return {
    kind: 'wildcard',
    negated: false,
    ignoreCase: false,
    parts: parts.map((part) => {
      if (part === '*') return { kind: 'any' };
      if (part === '?') return { kind: 'one' };
      return { kind: 'literal', text: part.replace('literal', '') };
    }),
  };
}

function parsed(written: string, type: FieldType = text): FilterExpression {
  const result = parseFilterExpression(written, type);
  if (!result.ok) assert.fail(`${written}: ${result.error.message}`);
  return result.value;
}

function problem(written: string, type: FieldType): { readonly message: string; readonly offset: number } {
  const result = parseFilterExpression(written, type);
  if (result.ok) assert.fail(`${written} was read`);
  return result.error;
}
