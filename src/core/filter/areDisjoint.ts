import type { FieldType } from '../model/value';
import { canonicalDecimal, compareDecimals } from '../transfer/decimalText';
import { compileFilter } from './compileFilter';
import type { FilterExpression } from './filterExpression';
import { parseFilterExpression } from './parseFilterExpression';

/**
 * Whether surely no value passes both of two expressions on one field, whatever its type. Listed values are tried one by one,
 * ranges of numbers are compared; anything else counts as not known, and so does what cannot be read.
 */
export function areDisjoint(a: string, b: string): boolean {
  const [left, right] = [parseFilterExpression(a, text), parseFilterExpression(b, text)];
  if (!left.ok || !right.ok) return false;
  return excludes(left.value, right.value) || excludes(right.value, left.value);
}

/** Without a schema every value is a text: values written in two ways are told apart, which is what filters are for. */
const text: FieldType = { kind: 'text' };

function excludes(finite: FilterExpression, other: FilterExpression): boolean {
  const values = listedValues(finite);
  if (values) {
    const passes = compileFilter(other, text);
    return isExact(other) && !values.some(passes);
  }
  return areApart(finite, other);
}

/** The values that an expression lists; undefined where there may be others, or upper and lower case do not count. */
function listedValues(expression: FilterExpression): readonly string[] | undefined {
  switch (expression.kind) {
    case 'blank':
      return expression.negated ? undefined : [''];
    case 'compare':
      return expression.operator === 'equal' && !expression.ignoreCase ? [expression.value] : undefined;
    case 'or': {
      const lists = expression.operands.map(listedValues);
      return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
    }
    case 'and':
      return expression.operands.map(listedValues).find((list) => list !== undefined);
    case 'range':
    case 'wildcard':
      return undefined;
  }
}

/** Whether reading it as text gives the same answer for every type: an order of texts is none of numbers. */
function isExact(expression: FilterExpression): boolean {
  switch (expression.kind) {
    case 'blank':
    case 'wildcard':
      return true;
    case 'compare':
      return expression.operator === 'equal' || expression.operator === 'notEqual';
    case 'or':
    case 'and':
      return expression.operands.every(isExact);
    case 'range':
      return false;
  }
}

/** Two ranges of numbers, one of which ends before the other begins. */
function areApart(a: FilterExpression, b: FilterExpression): boolean {
  if (a.kind !== 'range' || b.kind !== 'range') return false;
  const isBefore = (end: string | undefined, start: string | undefined) => {
    const [last, first] = [end, start].map((value) => value && canonicalDecimal(value));
    return Boolean(last && first && compareDecimals(last, first) < 0);
  };
  return isBefore(a.to, b.from) || isBefore(b.to, a.from);
}
