import { strict as assert } from 'node:assert';
import type { FieldType, Value } from '../../../src/core/model/value';
import type { RecordFailure } from '../../../src/core/model/failure';
import type { Result } from '../../../src/core/result';
import type { TransformationRule } from '../../../src/core/model/tableMapping';
import { compileTransformations, resultType } from '../../../src/core/transfer/compileTransformations';
import { bigInteger, date, dateTime, decimal, decimalOf, guid, integer, text, textUpTo } from './fieldTypes';

suite('compileTransformations', () => {
  const onText: readonly (readonly [string, TransformationRule, string, string])[] = [
    ['trim takes away space at both ends', { kind: 'trim' }, '\t a  b \u00a0', 'a  b'],
    ['uppercase', { kind: 'uppercase' }, 'straße', 'STRASSE'],
    ['lowercase', { kind: 'lowercase' }, 'ÄÖÜ', 'äöü'],
    [
      'titleCase begins each word anew',
      { kind: 'titleCase' },
      "jOHN o'brien-SMITH élan 3com",
      "John O'brien-Smith Élan 3Com",
    ],
    [
      'removeNonAlphanumeric keeps letters of any script',
      { kind: 'removeNonAlphanumeric' },
      '+46 (0)8-Ärt. नमस्ते!',
      '4608Ärtनमस्ते',
    ],
    ['substring counts from 1', { kind: 'substring', start: 2, length: 3 }, 'abcdef', 'bcd'],
    ['substring without a length takes the rest', { kind: 'substring', start: 3 }, 'abcdef', 'cdef'],
    ['substring counts characters', { kind: 'substring', start: 2, length: 1 }, '😀😁😂', '😁'],
    ['substring past the end leaves nothing', { kind: 'substring', start: 9, length: 2 }, 'abc', ''],
    ['replace replaces all', { kind: 'replace', find: '.', with: '$&' }, 'a.b.c', 'a$&b$&c'],
    ['replace with nothing to find changes nothing', { kind: 'replace', find: '', with: 'x' }, 'abc', 'abc'],
    [
      'regexReplace replaces all and knows groups',
      { kind: 'regexReplace', find: '(\\d)-(\\d)', with: '$2$1' },
      '1-2 3-4',
      '21 43',
    ],
    ['regexReplace sees whole characters', { kind: 'regexReplace', find: '^.', with: '' }, '😀a', 'a'],
    ['regexMatch takes the first match', { kind: 'regexMatch', find: '\\d+' }, 'no 12 of 345', '12'],
    ['regexMatch without a match leaves nothing', { kind: 'regexMatch', find: '\\d+' }, 'none', ''],
  ];
  for (const [name, rule, value, expected] of onText) {
    test(name, () => assert.equal(changed([rule], value), expected));
  }

  test('keeps blank blank through every rule', () => {
    const rules: readonly TransformationRule[] = [
      { kind: 'regexReplace', find: '^', with: 'x' },
      { kind: 'round', precision: '1' },
      { kind: 'dateFormat', format: 'yyyy' },
    ];
    for (const rule of rules) for (const blank of [null, '']) assert.equal(changed([rule], blank), blank);
    const emptied: readonly TransformationRule[] = [{ kind: 'trim' }, { kind: 'regexReplace', find: '^', with: 'x' }];
    assert.equal(changed(emptied, '  '), '');
  });

  test('applies rules in their order', () => {
    const rules: readonly TransformationRule[] = [
      { kind: 'trim' },
      { kind: 'substring', start: 1, length: 2 },
      { kind: 'uppercase' },
    ];
    assert.equal(changed(rules, '  abc'), 'AB');
  });

  test('truncates to the length of the destination, never within a character', () => {
    assert.equal(changed([{ kind: 'truncate' }], 'abcdef', text, textUpTo(3)), 'abc');
    assert.equal(changed([{ kind: 'truncate' }], '😀😁😂', text, textUpTo(2)), '😀😁');
    assert.equal(changed([{ kind: 'truncate' }], 'abcdef', text, text), 'abcdef');
  });

  test('writes dates and instants by a pattern', () => {
    const rule: TransformationRule = { kind: 'dateFormat', format: 'dd.MM.yyyy' };
    assert.equal(changed([rule], '2026-01-31', date, text), '31.01.2026');
    assert.equal(changed([rule], '2026-01-31T23:59:00.000Z', dateTime, text), '31.01.2026');
    const withTime: TransformationRule = { kind: 'dateTimeFormat', format: 'yyyyMMdd HH:mm:ss' };
    assert.equal(changed([withTime], '2026-01-31T08:05:09.123Z', dateTime, text), '20260131 08:05:09');
    assert.equal(changed([withTime], '2026-01-31', date, text), '20260131 00:00:00');
    assert.equal(changed([rule], '2026-01-31 08:00', text, text), '31.01.2026');
  });

  test('reads a text by the pattern where the destination is a date', () => {
    const rule: TransformationRule = { kind: 'dateFormat', format: 'dd.MM.yyyy' };
    assert.equal(changed([rule], '31.01.2026', text, date), '2026-01-31');
    const withTime: TransformationRule = { kind: 'dateTimeFormat', format: 'MM/dd/yyyy HH:mm' };
    assert.equal(changed([withTime], '01/31/2026 08:05', text, dateTime), '2026-01-31T08:05:00.000Z');
    for (const wrong of ['31.1.2026', '31.02.2026', '31.01.2026 ', '31-01-2026', 'x']) {
      assert.match(
        refused([rule], wrong, text, date).message,
        /the transformation dateFormat reads dd\.MM\.yyyy, and ".*" is not\. Correct/,
      );
    }
    assert.equal(refused([withTime], '01/31/2026 24:00', text, dateTime).code, 'VALUE_NOT_CONVERTIBLE');
  });

  const formats: readonly (readonly [string, string, string])[] = [
    ['0.00', '1234.5', '1234.50'],
    ['0.00', '0.005', '0.01'],
    ['0.00', '-0.005', '-0.01'],
    ['0.00', '-0.004', '0.00'],
    ['#,##0.00', '1234567.891', '1,234,567.89'],
    ['#,##0', '-999.5', '-1,000'],
    ['0000', '42', '0042'],
    ['#.##', '0', '0'],
    ['0.0#', '1.25', '1.25'],
    ['0.00', '123456789012345678901234567890.125', '123456789012345678901234567890.13'],
  ];
  for (const [format, value, expected] of formats) {
    test(`writes ${value} as ${expected} by ${format}`, () => {
      assert.equal(changed([{ kind: 'decimalFormat', format }], value, decimal, text), expected);
    });
  }

  test('reads a text by the pattern where the destination is a number', () => {
    const grouped: TransformationRule = { kind: 'decimalFormat', format: '#,##0.00' };
    assert.equal(changed([grouped], '1,234,567.80', text, decimal), '1234567.8');
    assert.equal(changed([grouped], '1234.125', text, decimal), '1234.125');
    for (const wrong of ['1,23', '1.234,50', '12 EUR']) {
      assert.equal(refused([grouped], wrong, text, decimal).code, 'VALUE_NOT_CONVERTIBLE');
    }
    assert.equal(
      refused([{ kind: 'decimalFormat', format: '0.00' }], '1,234.00', text, integer).code,
      'VALUE_NOT_CONVERTIBLE',
    );
  });

  const roundings: readonly (readonly [string, string, string])[] = [
    ['0.01', '2.675', '2.68'],
    ['0.01', '-2.675', '-2.68'],
    ['0.01', '2.6749999999999999999999', '2.67'],
    ['0.05', '1.02', '1'],
    ['0.05', '1.025', '1.05'],
    ['5', '12.5', '15'],
    ['1', '0.4', '0'],
    ['1', '9007199254740993.5', '9007199254740994'],
    ['0.03', '0.04', '0.03'],
  ];
  for (const [precision, value, expected] of roundings) {
    test(`rounds ${value} to ${expected} by ${precision}`, () => {
      assert.equal(changed([{ kind: 'round', precision }], value, decimal, decimal), expected);
    });
  }

  test('says which rule cannot take a value, and why', () => {
    assert.deepEqual(refused([{ kind: 'round', precision: '0.01' }], 'abc'), {
      code: 'VALUE_NOT_CONVERTIBLE',
      field: 'Name',
      message:
        'Name: the transformation round takes numbers, and "abc" is none. Correct the value in the source, or the rule in the mapping.',
    });
    assert.match(refused([{ kind: 'round', precision: '0' }], '1', decimal).message, /has the precision "0"/);
    assert.match(refused([{ kind: 'regexMatch', find: '(' }], 'abc').message, /not a regular expression/);
    assert.match(refused([{ kind: 'decimalFormat', format: 'x' }], '1', decimal).message, /write 0\.00 or/);
    assert.match(refused([{ kind: 'dateFormat', format: 'yyyy' }], 'abc').message, /takes dates, and "abc" is none/);
    assert.match(refused([{ kind: 'regexMatch', find: 'a' }], 'b'.repeat(10_001)).message, /at most 10000 characters/);
  });
});

suite('resultType', () => {
  test('tells the kind of a value after the rules', () => {
    assert.deepEqual(resultType([], integer, text), integer);
    assert.deepEqual(resultType([{ kind: 'trim' }], guid, text), guid);
    assert.deepEqual(resultType([{ kind: 'uppercase' }], guid, text), textUpTo(36));
    assert.deepEqual(resultType([{ kind: 'dateFormat', format: 'dd.MM.yyyy' }], date, text), textUpTo(10));
    assert.deepEqual(resultType([{ kind: 'dateFormat', format: 'dd.MM.yyyy' }], text, date), date);
    assert.deepEqual(resultType([{ kind: 'dateTimeFormat', format: 'yyyy-MM-dd HH' }], text, dateTime), {
      kind: 'dateTime',
      fractionDigits: 0,
    });
    assert.deepEqual(resultType([{ kind: 'decimalFormat', format: '0.00' }], decimal, text), text);
    assert.deepEqual(resultType([{ kind: 'decimalFormat', format: '0.00' }], text, decimal), decimal);
    assert.deepEqual(resultType([{ kind: 'round', precision: '0.010' }], decimalOf(18, 5), decimal), {
      kind: 'decimal',
      scale: 2,
    });
    assert.deepEqual(resultType([{ kind: 'round', precision: '10' }], bigInteger, integer), bigInteger);
  });

  test('follows the length of a text through the rules that bound it', () => {
    assert.deepEqual(resultType([{ kind: 'truncate' }], text, textUpTo(50)), textUpTo(50));
    assert.deepEqual(resultType([{ kind: 'substring', start: 1, length: 3 }], textUpTo(20), text), textUpTo(3));
    assert.deepEqual(resultType([{ kind: 'lowercase' }], textUpTo(80), textUpTo(100)), textUpTo(80));
    assert.deepEqual(resultType([{ kind: 'replace', find: 'a', with: 'bb' }], textUpTo(80), text), text);
  });
});

function run(
  rules: readonly TransformationRule[],
  value: Value,
  from: FieldType,
  to: FieldType,
): Result<Value, RecordFailure> {
  return compileTransformations(rules, { from, to, field: 'Name' })(value);
}

function changed(rules: readonly TransformationRule[], value: Value, from = text, to = text): Value {
  const result = run(rules, value, from, to);
  if (!result.ok) assert.fail(result.error.message);
  return result.value;
}

function refused(rules: readonly TransformationRule[], value: Value, from = text, to = text): RecordFailure {
  const result = run(rules, value, from, to);
  if (result.ok) assert.fail(`${value} became ${result.value}`);
  return result.error;
}
