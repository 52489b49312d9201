import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { CompareOperator, FilterExpression, WildcardPart } from '../../src/core/filter/filterExpression';
import type { FieldType, Value } from '../../src/core/model/value';
import { compileFilter } from '../../src/core/filter/compileFilter';
import { compileWildcard } from '../../src/core/filter/compileWildcard';
import { parseFilterExpression } from '../../src/core/filter/parseFilterExpression';
import { printFilterExpression } from '../../src/core/filter/printFilterExpression';
import { aType, aValueOf } from '../unit/transfer/someValues';
import { integer, text } from '../unit/transfer/fieldTypes';

suite('Filter expressions', () => {
  test('are read again as they were printed', () => {
    fc.assert(
      fc.property(aTypedExpression, ({ type, expression }) => {
        const printed = printFilterExpression(expression, type);
        assert.deepEqual(parseFilterExpression(printed, type), { ok: true, value: expression }, printed);
      }),
      { numRuns: 1000 },
    );
  });

  test('never throw, whatever is written, and point into it', () => {
    const anyText = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."A1 '()|&.*?@<>=") }));
    fc.assert(
      fc.property(anyText, fc.constantFrom(text, integer), (written, type) => {
        const result = parseFilterExpression(written, type);
        if (result.ok) compileFilter(result.value, type)('A');
        else assert.ok(result.error.offset >= 0 && result.error.offset <= written.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('pass a value by equality and not by inequality, and the other way round', () => {
    fc.assert(
      fc.property(aTypedExpression, aValue, ({ type, expression }, value) => {
        const negation = negated(expression);
        if (negation) assert.notEqual(compileFilter(negation, type)(value), compileFilter(expression, type)(value));
      }),
    );
  });

  test('on integers mean what they say', () => {
    fc.assert(
      fc.property(
        anIntegerExpression,
        fc.option(fc.integer({ min: -12, max: 12 }), { nil: null }),
        (expression, number) => {
          const value = number === null ? null : String(number);
          assert.equal(compileFilter(expression, integer)(value), integerModel(expression, number));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('match wildcards as trying every split would', () => {
    const unit = fc.constantFrom('a', 'b', '😀');
    const part: fc.Arbitrary<WildcardPart> = fc.oneof(
      fc
        .string({ unit, minLength: 1, maxLength: 2 })
        .map((literal): WildcardPart => ({ kind: 'literal', text: literal })),
      fc.constantFrom<WildcardPart>({ kind: 'any' }, { kind: 'one' }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.string({ unit, maxLength: 8 }), (parts, value) => {
        assert.equal(compileWildcard(parts, false)(value), wildcardModel(parts, [...value]));
      }),
      { numRuns: 3000 },
    );
  });
});

const operators: readonly CompareOperator[] = ['equal', 'notEqual', 'less', 'lessOrEqual', 'greater', 'greaterOrEqual'];

const aValue: fc.Arbitrary<Value> = fc.oneof(fc.constantFrom(null, '', 'A', 'a', '1', 'true'), fc.string());

const aTypedExpression = aType
  .filter((type) => type.kind !== 'option' || type.members.length > 0)
  .chain((type) => anExpression(type, aValueOf(type)).map((expression) => ({ type, expression })));

const anIntegerExpression = anExpression(integer, fc.integer({ min: -12, max: 12 }).map(String));

/** Without the null prototype that would make it unequal to what the parser builds. */
function plainRecord<T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T>(shape, { noNullPrototype: true });
}

function anExpression(type: FieldType, value: fc.Arbitrary<string>): fc.Arbitrary<FilterExpression> {
  const ignoreCase = type.kind === 'text' ? fc.boolean() : fc.constant(false);
  const simple: fc.Arbitrary<FilterExpression>[] = [
    fc.boolean().map((isNegated): FilterExpression => ({ kind: 'blank', negated: isNegated })),
    plainRecord({ kind: fc.constant('compare'), operator: fc.constantFrom(...operators), value, ignoreCase }),
    plainRecord({ kind: fc.constant('range'), from: value, to: value }),
    plainRecord({ kind: fc.constant('range'), from: value }),
    plainRecord({ kind: fc.constant('range'), to: value }),
  ];
  if (type.kind === 'text') simple.push(aWildcard(value));
  return fc.letrec<{ all: FilterExpression }>((tie) => ({
    all: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      ...simple,
      plainRecord({
        kind: fc.constantFrom('or', 'and'),
        operands: fc.array(tie('all'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  })).all;
}

/** As the parser makes them: a wildcard somewhere, and no two literals side by side. */
function aWildcard(value: fc.Arbitrary<string>): fc.Arbitrary<FilterExpression> {
  const sign = fc.constantFrom<WildcardPart>({ kind: 'any' }, { kind: 'one' });
  const piece = fc.tuple(fc.option(value, { nil: '' }), sign).map(([literal, wild]): readonly WildcardPart[] => {
    return literal === '' ? [wild] : [{ kind: 'literal', text: literal }, wild];
  });
  return fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.option(value, { nil: '' }), fc.boolean(), fc.boolean())
    .map(([pieces, last, isNegated, ignoreCase]) => ({
      kind: 'wildcard',
      negated: isNegated,
      ignoreCase,
      parts: last === '' ? pieces.flat() : [...pieces.flat(), { kind: 'literal', text: last }],
    }));
}

/** The expression that passes exactly the rest; undefined where the language has none in one word. */
function negated(expression: FilterExpression): FilterExpression | undefined {
  if (expression.kind === 'blank' || expression.kind === 'wildcard')
    return { ...expression, negated: !expression.negated };
  if (expression.kind !== 'compare') return undefined;
  if (expression.operator === 'equal') return { ...expression, operator: 'notEqual' };
  return expression.operator === 'notEqual' ? { ...expression, operator: 'equal' } : undefined;
}

function integerModel(expression: FilterExpression, number: number | null): boolean {
  switch (expression.kind) {
    case 'or':
      return expression.operands.some((operand) => integerModel(operand, number));
    case 'and':
      return expression.operands.every((operand) => integerModel(operand, number));
    case 'blank':
      return (number === null) !== expression.negated;
    case 'range':
      return (
        number !== null && number >= Number(expression.from ?? -Infinity) && number <= Number(expression.to ?? Infinity)
      );
    case 'compare': {
      if (number === null) return expression.operator === 'notEqual';
      const wanted = Number(expression.value);
      const answers: { readonly [O in CompareOperator]: boolean } = {
        equal: number === wanted,
        notEqual: number !== wanted,
        less: number < wanted,
        lessOrEqual: number <= wanted,
        greater: number > wanted,
        greaterOrEqual: number >= wanted,
      };
      return answers[expression.operator];
    }
    case 'wildcard':
      return assert.fail('integers have no wildcards');
  }
}

function wildcardModel(parts: readonly WildcardPart[], characters: readonly string[]): boolean {
  const [first, ...rest] = parts;
  if (!first) return characters.length === 0;
  if (first.kind === 'one') return characters.length > 0 && wildcardModel(rest, characters.slice(1));
  if (first.kind === 'any') return [...characters, ''].some((_, taken) => wildcardModel(rest, characters.slice(taken)));
  const literal = [...first.text];
  return (
    literal.every((character, index) => characters[index] === character) &&
    wildcardModel(rest, characters.slice(literal.length))
  );
}
