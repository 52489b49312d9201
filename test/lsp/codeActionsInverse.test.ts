import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inverseRules, rulesText } from '../../src/core/mapping/edits/inverseRules';
import { parseMapping } from '../../src/core/mapping/parseMapping';
import type { TransformationRule } from '../../src/core/model/tableMapping';
import { compileTransformations } from '../../src/core/transfer/compileTransformations';
import { customer } from './markedWorkspace';

const replacement = (find: string, put: string): TransformationRule => ({ kind: 'regexReplace', find, with: put });

suite('The rules for the way back', () => {
  const cases: readonly (readonly [TransformationRule, TransformationRule | undefined])[] = [
    [replacement('^', 'NAV '), replacement('^NAV ', '')],
    [replacement('^NAV ', ''), replacement('^', 'NAV ')],
    [replacement('$', '.x'), replacement('\\.x$', '')],
    [replacement('\\.', ','), replacement(',', '.')],
    [replacement('a/b', 'c'), replacement('c', 'a/b')],
    [replacement('^\\$', '€'), replacement('^€', '$$')],
    [replacement('[0-9]+', 'x'), undefined],
    [replacement('x', ''), undefined],
    [replacement('^a$', 'b'), undefined],
    [replacement('^(.)', '$1-'), undefined],
    [replacement('\\d', 'x'), undefined],
    [
      { kind: 'replace', find: 'a', with: 'b' },
      { kind: 'replace', find: 'b', with: 'a' },
    ],
    [{ kind: 'replace', find: 'a', with: '' }, undefined],
    [
      { kind: 'dateFormat', format: 'dd.MM.yyyy' },
      { kind: 'dateFormat', format: 'dd.MM.yyyy' },
    ],
    [
      { kind: 'decimalFormat', format: '0.00' },
      { kind: 'decimalFormat', format: '0.00' },
    ],
    [{ kind: 'uppercase' }, undefined],
    [{ kind: 'truncate' }, undefined],
  ];
  for (const [rule, inverse] of cases) {
    test(`of ${rulesText([rule])} are ${inverse ? rulesText([inverse]) : 'none'}`, () => {
      assert.deepEqual(inverseRules([rule]), inverse && [inverse]);
    });
  }

  const text = { kind: 'text' } as const;
  const apply = (rules: readonly TransformationRule[], value: string) => {
    const result = compileTransformations(rules, { from: text, to: text, field: 'f' })(value);
    return result.ok ? result.value : assert.fail(result.error.message);
  };
  const letters = fc.string({ unit: fc.constantFrom(...'ab$.*+?()[]{}|\\/^- äß'), minLength: 1, maxLength: 6 });

  test('bring back whatever was added at either end', () => {
    fc.assert(
      fc.property(letters, letters, fc.constantFrom('^', '$'), (added, value, end) => {
        const rules = [replacement(end, added.replaceAll('$', ''))];
        const inverse = inverseRules(rules);
        if (inverse) assert.equal(apply(inverse, apply(rules, value) ?? ''), value);
      }),
    );
  });

  test('read back from the file as they were meant', () => {
    fc.assert(
      fc.property(letters, letters, (find, put) => {
        const rules = [
          { kind: 'replace', find, with: put },
          { kind: 'trim' },
          { kind: 'substring', start: 2 },
        ] as const;
        const transform = `{ toIntegrationTable: ${rulesText(rules)}, fromIntegrationTable: [] }`;
        const { mapping } = parseMapping(customer({ fields: `\n  - map: A <-> a\n    transform: ${transform}` }), 'm');
        assert.deepEqual(mapping?.fields[0]?.transform.toIntegrationTable, rules);
      }),
    );
  });
});
