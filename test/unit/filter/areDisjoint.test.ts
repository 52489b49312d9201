import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { areDisjoint } from '../../../src/core/filter/areDisjoint';
import { compileFilter } from '../../../src/core/filter/compileFilter';
import { parseFilterExpression } from '../../../src/core/filter/parseFilterExpression';

suite('areDisjoint', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['EU', 'US', true],
    ['EU', 'EU', false],
    ['EU|US', 'ASIA|EU', false],
    ['EU|US', 'ASIA|AFRICA', true],
    ['EU', '<>EU', true],
    ['EU', '<>US', false],
    ["''", "<>''", true],
    ['', 'EU', true],
    ['A*', 'B', true],
    ['A*', 'AB', false],
    ['A*', 'B*', false],
    ['@eu', 'EU', false],
    ['EU', '@eu', false],
    ['1..5', '6..9', true],
    ['6..', '..5', true],
    ['1..5', '5..9', false],
    ['9..10', '100..200', true],
    ['A..B', 'C..D', false],
    ['7', '1..5', false],
    ['(', 'EU', false],
  ];
  for (const [a, b, expected] of cases) {
    test(`${a} and ${b} ${expected ? 'have' : 'may have'} ${expected ? 'nothing' : 'something'} in common`, () => {
      assert.equal(areDisjoint(a, b), expected);
      assert.equal(areDisjoint(b, a), expected);
    });
  }

  test('what is called disjoint lets no text and no number pass both', () => {
    const part = fc.constantFrom(
      '1',
      '2',
      '10',
      '<>1',
      '<>2',
      '1..2',
      '3..',
      '..5',
      "''",
      "<>''",
      '1*',
      '?',
      '@a',
      'A',
      '>1',
      '<=10',
    );
    const expression = fc
      .array(part, { minLength: 1, maxLength: 3 })
      .chain((parts) => fc.constantFrom(parts.join('|'), parts.join('&')));
    const types = [{ kind: 'text' }, { kind: 'decimal' }] as const;
    fc.assert(
      fc.property(expression, expression, (a, b) => {
        if (!areDisjoint(a, b)) return;
        for (const type of types) {
          const [left, right] = [parseFilterExpression(a, type), parseFilterExpression(b, type)];
          if (!left.ok || !right.ok) continue;
          for (const value of [
            '',
            '1',
            '2',
            '3',
            '4',
            '10',
            '-1',
            ...(type.kind === 'text' ? ['a', 'A', '11', 'B'] : []),
          ]) {
            const both = compileFilter(left.value, type)(value) && compileFilter(right.value, type)(value);
            assert.ok(!both, `${a} and ${b} both let '${value}' pass as ${type.kind}`);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
