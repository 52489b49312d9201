import type { CompareOperator, FilterExpression, FilterPredicate, WildcardPart } from './filterExpression';
import type { FieldType } from '../model/value';
import { compareDecimals } from '../transfer/numberText';
import { isBlank } from '../model/value';
import { unreachable } from '../assert';

/**
 * Makes a filter expression ready to ask. Numbers compare as numbers, text by code units, everything else by its canonical
 * form, which sorts as it should. Blank passes `''`, `<>` anything, and no comparison or range.
 */
export function compileFilter(expression: FilterExpression, type: FieldType): FilterPredicate {
  switch (expression.kind) {
    case 'or': {
      const operands = expression.operands.map((operand) => compileFilter(operand, type));
      return (value) => operands.some((holds) => holds(value));
    }
    case 'and': {
      const operands = expression.operands.map((operand) => compileFilter(operand, type));
      return (value) => operands.every((holds) => holds(value));
    }
    case 'blank':
      return (value) => isBlank(value) !== expression.negated;
    case 'compare':
      return compileComparison(expression.operator, expression.value, expression.ignoreCase, type);
    case 'range': {
      const { from, to } = expression;
      const order = orderOf(type);
      return (value) =>
        !isBlank(value) && (from === undefined || order(value, from) >= 0) && (to === undefined || order(value, to) <= 0);
    }
    case 'wildcard': {
      const pattern = wildcardPattern(expression.parts, expression.ignoreCase);
      // Blank is empty text to a pattern: `*` takes it, `?` does not.
      return (value) => pattern.test(value ?? '') !== expression.negated;
    }
    default:
      return unreachable(expression);
  }
}

function compileComparison(operator: CompareOperator, wanted: string, ignoreCase: boolean, type: FieldType): FilterPredicate {
  const folded = ignoreCase ? wanted.toLowerCase() : wanted;
  const equals = (value: string) => (ignoreCase ? value.toLowerCase() : value) === folded;
  const order = orderOf(type);
  switch (operator) {
    case 'equal':
      return (value) => !isBlank(value) && equals(value);
    case 'notEqual':
      return (value) => isBlank(value) || !equals(value);
    case 'less':
      return (value) => !isBlank(value) && order(value, wanted) < 0;
    case 'lessOrEqual':
      return (value) => !isBlank(value) && order(value, wanted) <= 0;
    case 'greater':
      return (value) => !isBlank(value) && order(value, wanted) > 0;
    case 'greaterOrEqual':
      return (value) => !isBlank(value) && order(value, wanted) >= 0;
    default:
      return unreachable(operator);
  }
}

function orderOf(type: FieldType): (a: string, b: string) => number {
  const numeric = type.kind === 'integer' || type.kind === 'decimal' || (type.kind === 'option' && isNumericOption(type));
  return numeric ? compareDecimals : (a, b) => (a === b ? 0 : a < b ? -1 : 1);
}

function isNumericOption(type: FieldType & { kind: 'option' }): boolean {
  return type.members.every((member) => /^-?\d+$/.test(member.value));
}

function wildcardPattern(parts: readonly WildcardPart[], ignoreCase: boolean): RegExp {
  const source = parts.map((part) => {
    if (part.kind === 'literal') return part.text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    return part.kind === 'any' ? '[^]*' : '[^]';
  });
  return new RegExp(`^${source.join('')}$`, ignoreCase ? 'iu' : 'u');
}
