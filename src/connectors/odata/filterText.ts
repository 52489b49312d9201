import type { FieldType } from '../../core/model/value';
import type { FilterExpression, ParsedFieldFilter, ParsedFilter } from '../../core/filter/filterExpression';
import { compareDecimals, fractionLength, significantLength } from '../../core/transfer/decimalText';
import { dateTimeLiteral, literal } from './literals';

/** What a service's `$filter` can say. */
export interface FilterDialect {
  /** The property behind a field; undefined where it cannot be filtered by. */
  readonly property: (field: string) => string | undefined;
  /** The literals that stand for blank in a field: `null`, `''`, an empty GUID; none where the kind has no blank. */
  readonly blanks: (type: FieldType) => readonly string[];
  /** A value as the service writes it, where that is not the plain literal: the names of options, say. */
  readonly literal?: (value: string, type: FieldType) => string | undefined;
  /** Texts are equal by a collation that ignores case, whatever else it ignores. */
  readonly ignoresCase: boolean;
}

export interface PushedFilter {
  /** For `$filter`: true of every record that passes, and perhaps of others. Undefined where nothing can be said. */
  readonly pushed: string | undefined;
  /** What must still be asked of each record. */
  readonly remaining: ParsedFilter;
}

/** Longer conditions are left to us: a URL is not endless. */
const longest = 1_500;

/**
 * Splits a filter in what the service decides and what we decide. The service is asked only what it surely answers as
 * `compileFilter` does, or too generously: collations, the hidden fractions of instants, wildcards and the order of texts differ
 * from service to service and can lose records.
 */
export function filterText(filter: ParsedFilter, dialect: FilterDialect): PushedFilter {
  const conditions: string[] = [];
  const remaining: ParsedFieldFilter[] = [];
  for (const part of filter) {
    const condition = conditionOf(part, dialect);
    if (condition === undefined || condition.text.length > longest) {
      remaining.push(part);
      continue;
    }
    conditions.push(condition.text);
    if (!condition.exact) remaining.push(part);
  }
  return { pushed: conditions.length === 0 ? undefined : conditions.join(' and '), remaining };
}

interface Condition {
  readonly text: string;
  /** True of exactly the records that pass; otherwise of more. */
  readonly exact: boolean;
}

function conditionOf({ field, type, expression }: ParsedFieldFilter, dialect: FilterDialect): Condition | undefined {
  const property = dialect.property(field);
  return property === undefined ? undefined : condition(expression, { property, type, dialect });
}

interface Place {
  readonly property: string;
  readonly type: FieldType;
  readonly dialect: FilterDialect;
}

// Undefined: the service cannot narrow this down.
function condition(expression: FilterExpression, place: Place): Condition | undefined {
  switch (expression.kind) {
    case 'blank':
      return blank(expression.negated, place);
    case 'and': {
      const parts = expression.operands.map((operand) => condition(operand, place));
      const known = parts.filter((part) => part !== undefined);
      return known.length === 0 ? undefined : joined(known, 'and', known.length === parts.length);
    }
    case 'or': {
      const parts = expression.operands.map((operand) => condition(operand, place));
      // One open branch opens the whole.
      return parts.length > 0 && parts.every((part) => part !== undefined) ? joined(parts, 'or', true) : undefined;
    }
    case 'compare': {
      const { operator, value, ignoreCase } = expression;
      if (operator === 'equal') return equal(value, ignoreCase, place);
      if (operator === 'notEqual') return ignoreCase ? undefined : notEqual(value, place);
      return ignoreCase ? undefined : bound(orderWords[operator], value, place);
    }
    case 'range':
      return range(expression.from, expression.to, place);
    case 'wildcard':
      return undefined;
  }
}

const orderWords = { less: 'lt', lessOrEqual: 'le', greater: 'gt', greaterOrEqual: 'ge' } as const;
type OrderWord = (typeof orderWords)[keyof typeof orderWords];

function blank(negated: boolean, { property, type, dialect }: Place): Condition | undefined {
  const blanks = dialect.blanks(type);
  if (blanks.length === 0) return undefined;
  const [word, join] = negated ? (['ne', 'and'] as const) : (['eq', 'or'] as const);
  // A collation may call more than the empty text empty: then its negation would be too strict.
  if (negated && type.kind === 'text' && blanks.some((each) => each !== 'null')) return undefined;
  const parts = blanks.map((each) => ({ text: `${property} ${word} ${each}`, exact: type.kind !== 'text' }));
  return joined(parts, join, !negated || blanks.length === 1);
}

function equal(value: string, ignoreCase: boolean, place: Place): Condition | undefined {
  const { property, type, dialect } = place;
  if (type.kind === 'dateTime') return range(value, value, place);
  const written = literalAt(value, place);
  if (written === undefined || dialect.blanks(type).includes(written)) return undefined;
  if (type.kind !== 'text') return { text: `${property} eq ${written}`, exact: true };
  // What folds to plain letters is the same under any collation without case; the Kelvin sign alone folds to one of them.
  if (ignoreCase && !(dialect.ignoresCase && /^[\x20-\x7e]*$/.test(value) && !/k/i.test(value))) return undefined;
  return { text: `${property} eq ${written}`, exact: false };
}

function notEqual(value: string, place: Place): Condition | undefined {
  const { property, type, dialect } = place;
  if (type.kind === 'text' || type.kind === 'dateTime') return undefined;
  const written = literalAt(value, place);
  if (written === undefined || dialect.blanks(type).includes(written)) return undefined;
  // Services differ in whether null is unlike a value.
  const blanks = dialect.blanks(type).includes('null') ? ` or ${property} eq null` : '';
  return { text: blanks === '' ? `${property} ne ${written}` : `(${property} ne ${written}${blanks})`, exact: true };
}

function range(from: string | undefined, to: string | undefined, place: Place): Condition | undefined {
  const wanted = [
    ...(from === undefined ? [] : [bound('ge', from, place)]),
    ...(to === undefined ? [] : [bound('le', to, place)]),
  ];
  const known = wanted.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : joined(known, 'and', known.length === wanted.length);
}

function bound(word: OrderWord, value: string, place: Place): Condition | undefined {
  const { property, type, dialect } = place;
  if (type.kind === 'dateTime') return instantBound(word, value, property);
  if (!hasNumericOrder(type, value) && type.kind !== 'date') return undefined;
  const written = literalAt(value, place);
  if (written === undefined) return undefined;
  // What stands for blank has an order of its own there, and none for us.
  const exact = dialect.blanks(type).every((each) => each === 'null');
  return { text: `${property} ${word} ${written}`, exact };
}

function hasNumericOrder(type: FieldType, value: string): boolean {
  if (type.kind === 'integer' || type.kind === 'decimal') return true;
  const isNumber = (text: string) => /^-?\d+$/.test(text);
  return type.kind === 'option' && isNumber(value) && type.members.every((member) => isNumber(member.value));
}

/**
 * Services keep instants more finely than they show them: what is shown as a second may be anything within it. The bounds are
 * moved out to whole seconds.
 */
function instantBound(word: OrderWord, value: string, property: string): Condition | undefined {
  if (dateTimeLiteral(value) === undefined) return undefined;
  const second = Date.parse(`${value.slice(0, 19)}Z`);
  if (Number.isNaN(second)) return undefined;
  const isLower = word === 'ge' || word === 'gt';
  const at = new Date(isLower ? second : second + 1_000).toISOString();
  const written = at.length === 24 ? dateTimeLiteral(at) : undefined;
  return written === undefined ? undefined : { text: `${property} ${isLower ? 'ge' : 'lt'} ${written}`, exact: false };
}

// A number beyond the property's type makes the service refuse the whole request.
function literalAt(value: string, { type, dialect }: Place): string | undefined {
  if (type.kind === 'integer' && !isWithin(value, type.min, type.max)) return undefined;
  if (type.kind === 'option' && /^-?\d+$/.test(value) && !isWithin(value, '-2147483648', '2147483647'))
    return undefined;
  if (type.kind === 'decimal' && (significantLength(value) > 15 || fractionLength(value) > 10)) return undefined;
  return (dialect.literal ?? literal)(value, type);
}

function isWithin(value: string, min: string, max: string): boolean {
  return /^-?\d+$/.test(value) && compareDecimals(value, min) >= 0 && compareDecimals(value, max) <= 0;
}

function joined(parts: readonly Condition[], word: 'and' | 'or', complete: boolean): Condition {
  const exact = complete && parts.every((part) => part.exact);
  if (parts.length === 1 && parts[0]) return { ...parts[0], exact };
  return { text: `(${parts.map((part) => part.text).join(` ${word} `)})`, exact };
}
