import type { CompareOperator, FilterExpression, FilterPredicate } from './filterExpression';
import type { FieldType } from '../model/value';
import { compareValues } from './compareValues';
import { compileWildcard } from './compileWildcard';
import { foldCase } from './foldCase';
import { isBlank } from '../model/value';

/**
 * Makes a filter ready to be asked about record after record. Null and empty text are both blank: blank passes `''`, `<>` any
 * value, and wildcards that take empty text; it is neither less nor greater than anything and in no range. A stored value that
 * is none of the field's type equals nothing and has no order.
 */
export function compileFilter(expression: FilterExpression, type: FieldType): FilterPredicate {
  switch (expression.kind) {
    case 'or': {
      const operands = expression.operands.map((operand) => compileFilter(operand, type));
      return (value) => operands.some((passes) => passes(value));
    }
    case 'and': {
      const operands = expression.operands.map((operand) => compileFilter(operand, type));
      return (value) => operands.every((passes) => passes(value));
    }
    case 'blank':
      return expression.negated ? (value) => !isBlank(value) : isBlank;
    case 'compare':
      return compileComparison(expression.operator, expression.value, expression.ignoreCase, type);
    case 'range':
      return compileRange(expression.from, expression.to, type);
    case 'wildcard': {
      const { negated } = expression;
      const matches = compileWildcard(expression.parts, expression.ignoreCase);
      return (value) => matches(value ?? '') !== negated;
    }
  }
}

function compileComparison(
  operator: CompareOperator,
  wanted: string,
  ignoreCase: boolean,
  type: FieldType,
): FilterPredicate {
  const fold = ignoreCase ? foldCase : undefined;
  const operand = fold ? fold(wanted) : wanted;
  switch (operator) {
    case 'equal':
      return fold ? (value) => !isBlank(value) && fold(value) === operand : (value) => value === operand;
    case 'notEqual':
      return fold ? (value) => isBlank(value) || fold(value) !== operand : (value) => value !== operand;
    case 'less':
    case 'lessOrEqual':
    case 'greater':
    case 'greaterOrEqual': {
      const compare = compareValues(type);
      const holds = orderings[operator];
      return (value) => !isBlank(value) && holds(compare(fold ? fold(value) : value, operand));
    }
  }
}

// What has no order gives NaN, which passes none of these.
const orderings = {
  less: (order: number) => order < 0,
  lessOrEqual: (order: number) => order <= 0,
  greater: (order: number) => order > 0,
  greaterOrEqual: (order: number) => order >= 0,
} as const;

function compileRange(from: string | undefined, to: string | undefined, type: FieldType): FilterPredicate {
  const compare = compareValues(type);
  return (value) =>
    !isBlank(value) &&
    (from === undefined || compare(value, from) >= 0) &&
    (to === undefined || compare(value, to) <= 0);
}
