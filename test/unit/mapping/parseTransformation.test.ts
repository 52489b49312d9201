import { strict as assert } from 'node:assert';
import { parseMapping } from '../../../src/core/mapping/parseMapping';
import { decimalPatternProblem, datePatternProblem } from '../../../src/core/mapping/valuePatterns';
import { pointedAt, withFields } from './mappingText';

suite('transformation rules', () => {
  test('each rule has its parameters', () => {
    const text = transformed(`
        - trim
        - uppercase
        - lowercase
        - titleCase
        - removeNonAlphanumeric
        - substring: { start: 1, length: 3 }
        - substring: { start: 2 }
        - replace: { find: a, with: b }
        - replace: { find: 1, with: }
        - regexReplace: { find: '\\s+', with: ' ' }
        - regexMatch: { find: '[0-9]+' }
        - dateFormat: { format: dd.MM.yyyy }
        - dateTimeFormat: { format: 'yyyy-MM-ddTHH:mm:ssZ' }
        - decimalFormat: { format: '#,##0.00' }
        - round: { precision: 0.01 }
        - truncate`);
    const { mapping, problems } = parseMapping(text, 'm');
    assert.deepEqual(problems, []);
    assert.deepEqual(mapping?.fields[0]?.transform.toIntegrationTable, [
      { kind: 'trim' },
      { kind: 'uppercase' },
      { kind: 'lowercase' },
      { kind: 'titleCase' },
      { kind: 'removeNonAlphanumeric' },
      { kind: 'substring', start: 1, length: 3 },
      { kind: 'substring', start: 2 },
      { kind: 'replace', find: 'a', with: 'b' },
      { kind: 'replace', find: '1', with: '' },
      { kind: 'regexReplace', find: '\\s+', with: ' ' },
      { kind: 'regexMatch', find: '[0-9]+' },
      { kind: 'dateFormat', format: 'dd.MM.yyyy' },
      { kind: 'dateTimeFormat', format: 'yyyy-MM-ddTHH:mm:ssZ' },
      { kind: 'decimalFormat', format: '#,##0.00' },
      { kind: 'round', precision: '0.01' },
      { kind: 'truncate' },
    ]);
  });

  const wrong: readonly { readonly rule: string; readonly told: string }[] = [
    { rule: 'trimm', told: 'WRONG_WORD trimm' },
    { rule: 'substring', told: 'MISSING_KEY substring' },
    { rule: '{ substring: { length: 3 } }', told: 'MISSING_KEY length' },
    { rule: '{ substring: { start: 0 } }', told: 'WRONG_NUMBER 0' },
    { rule: '{ substring: { start: 1, length: 1.5 } }', told: 'WRONG_NUMBER 1.5' },
    { rule: '{ trim: { start: 1 } }', told: 'WRONG_TYPE { start: 1 }' },
    { rule: '{ trim: , truncate: }', told: 'WRONG_TYPE { trim: , truncate: }' },
    { rule: "{ replace: { find: '', with: b } }", told: "WRONG_TYPE ''" },
    { rule: '{ replace: { find: a } }', told: 'MISSING_KEY find' },
    { rule: '{ replace: { find: a, with: b, case: no } }', told: 'UNKNOWN_KEY case' },
    { rule: "{ regexMatch: { find: '(' } }", told: "INVALID_REGEX '('" },
    { rule: "{ regexReplace: { find: '[z-a]', with: x } }", told: "INVALID_REGEX '[z-a]'" },
    { rule: '{ dateFormat: { format: DD.MM.YYYY } }', told: 'INVALID_FORMAT DD.MM.YYYY' },
    { rule: "{ decimalFormat: { format: '0,00' } }", told: "INVALID_FORMAT '0,00'" },
    { rule: '{ round: { precision: 0 } }', told: 'WRONG_NUMBER 0' },
    { rule: '{ round: { precision: cents } }', told: 'WRONG_NUMBER cents' },
  ];
  for (const { rule, told } of wrong) {
    test(`${rule} is refused`, () => {
      const text = transformed(`[${rule}]`);
      assert.deepEqual(pointedAt(text, parseMapping(text, 'm').problems), [told]);
    });
  }

  test('a rule without its list is refused', () => {
    const text = transformed('trim');
    assert.deepEqual(pointedAt(text, parseMapping(text, 'm').problems), ['WRONG_TYPE trim']);
  });
});

suite('transformations and directions', () => {
  test('a bidirectional field changed one way needs a word about the way back', () => {
    const text = withFields('map: A <-> a\n    transform: { toIntegrationTable: [trim] }');
    const { problems, mapping } = parseMapping(text, 'm');
    assert.deepEqual(pointedAt(text, problems), ['TRANSFORM_WITHOUT_WAY_BACK toIntegrationTable']);
    assert.equal(problems[0]?.severity, 'warning');
    assert.ok(mapping);
  });

  test('an empty list is a way back that was thought of', () => {
    const text = withFields('map: A <-> a\n    transform: { toIntegrationTable: [trim], fromIntegrationTable: [] }');
    assert.deepEqual(parseMapping(text, 'm').problems, []);
  });

  test('rules for a way the arrow does not go are pointed out', () => {
    const text = withFields('A <-> a', 'map: B -> b\n    transform: { fromIntegrationTable: [trim] }');
    assert.deepEqual(pointedAt(text, parseMapping(text, 'm').problems), [
      'TRANSFORM_AGAINST_DIRECTION fromIntegrationTable',
    ]);
  });
});

suite('patterns', () => {
  test('dates are made of six parts, each at most once', () => {
    for (const pattern of ['yyyy-MM-dd', 'dd/MM', 'HH:mm:ss', 'yyyyMMddHHmmss', 'yyyy-MM-ddTHH:mm:ssZ']) {
      assert.equal(datePatternProblem(pattern), undefined, pattern);
    }
    for (const pattern of ['', '-', 'yy', 'YYYY', 'dd dd', 'MMM', 'yyyy tt'])
      assert.ok(datePatternProblem(pattern), pattern);
  });

  test('decimals are 0.00 with or without groups of thousands', () => {
    for (const pattern of ['0', '0.0', '0.00000', '#,##0', '#,##0.00', '0.##', '#.00', '000']) {
      assert.equal(decimalPatternProblem(pattern), undefined, pattern);
    }
    for (const pattern of ['', '0.', '0,00', '.', '0.#0', '0.0 kg']) assert.ok(decimalPatternProblem(pattern), pattern);
  });
});

/** A one-way field with these rules, so that nothing but the rules can be wrong. */
function transformed(rules: string): string {
  return withFields(`map: A -> a\n    transform:\n      toIntegrationTable: ${rules}`, 'B <-> b');
}
