import fc from 'fast-check';
import type { ConformanceRow } from './conformanceTable';
import type { FieldType } from '../../src/core/model/value';
import type { FilterExpression, ParsedFilter } from '../../src/core/filter/filterExpression';
import { credit, int64 } from './conformanceTable';

const someText = fc.constantFrom(
  '',
  'a',
  'A',
  'ä',
  'Ä',
  'ß',
  'i',
  'İ',
  '%',
  '_',
  'a%',
  'a_b',
  '*',
  '?',
  "'",
  '10',
  '9',
  '1e1',
  ' a',
  'a ',
  '漢',
  '😀',
  '\uE000',
  'aA',
);
const someInteger = fc.constantFrom(
  '0',
  '1',
  '-1',
  '9',
  '10',
  '9007199254740992',
  '9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
);
const someDecimal = fc.constantFrom('0', '0.1', '0.2', '-0.5', '10', '9', '123456789012.345', '9007199254740993');
const someDate = fc.constantFrom('2024-01-31', '2024-02-29', '1999-12-31');
const someSeen = fc.constantFrom('2026-11-21T08:00:00.000Z', '2026-11-21T08:00:00.001Z', '2026-01-01T00:00:00.000Z');
const someBoolean = fc.constantFrom('true', 'false');

const filterable: readonly (readonly [string, FieldType, fc.Arbitrary<string>])[] = [
  ['Name', { kind: 'text', maxLength: 100 }, someText],
  ['Employees', int64, someInteger],
  ['Credit', credit, someDecimal],
  ['Registered', { kind: 'date' }, someDate],
  ['Seen', { kind: 'dateTime', fractionDigits: 3 }, someSeen],
  ['Blocked', { kind: 'boolean' }, someBoolean],
];

/** What a record may hold where filters differ most. */
export const someRow: fc.Arbitrary<ConformanceRow> = fc.record({
  Name: fc.option(someText),
  Employees: fc.option(someInteger),
  Credit: fc.option(someDecimal),
  Registered: fc.option(someDate),
  Seen: fc.option(someSeen),
  Blocked: fc.option(someBoolean),
});

// Text is where SQL and the filter language could disagree most, so it takes part most often.
export const someFilter: fc.Arbitrary<ParsedFilter> = fc.oneof(
  fc.constant(filterable.slice(0, 1)).chain(filtersOn),
  fc.subarray([...filterable], { minLength: 1, maxLength: 2 }).chain(filtersOn),
);

function filtersOn(fields: typeof filterable): fc.Arbitrary<ParsedFilter> {
  return fc.tuple(
    ...fields.map(([field, type, some]) =>
      someExpression(type, some).map((expression) => ({ field, type, expression })),
    ),
  );
}

function someExpression(type: FieldType, some: fc.Arbitrary<string>): fc.Arbitrary<FilterExpression> {
  const isText = type.kind === 'text';
  const simple: fc.Arbitrary<FilterExpression> = fc.oneof(
    fc.record({ kind: fc.constant('blank' as const), negated: fc.boolean() }),
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom('equal', 'notEqual', 'less', 'lessOrEqual', 'greater', 'greaterOrEqual'),
      value: some,
      ignoreCase: isText ? fc.boolean() : fc.constant(false),
    }),
    fc
      .tuple(fc.option(some, { nil: undefined }), some)
      .map(([from, to]) => ({ kind: 'range' as const, ...(from === undefined ? {} : { from }), to })),
    ...(isText ? [someWildcard(some)] : []),
  );
  const group = fc.record({
    kind: fc.constantFrom('and' as const, 'or' as const),
    operands: fc.array(simple, { minLength: 1, maxLength: 3 }),
  });
  return fc.oneof(simple, group);
}

function someWildcard(some: fc.Arbitrary<string>): fc.Arbitrary<FilterExpression> {
  const part = fc.oneof(
    some.map((text) => ({ kind: 'literal' as const, text })),
    fc.constantFrom({ kind: 'any' as const }, { kind: 'one' as const }),
  );
  return fc.record({
    kind: fc.constant('wildcard' as const),
    negated: fc.boolean(),
    ignoreCase: fc.boolean(),
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
  });
}
