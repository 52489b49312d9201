import type { CompareOperator, FilterExpression, WildcardPart } from './filterExpression';
import type { FieldType } from '../model/value';

/** Writes an expression so that `parseFilterExpression` with the same type gives it back. Quotes only what needs it. */
export function printFilterExpression(expression: FilterExpression, type: FieldType): string {
  switch (expression.kind) {
    case 'or':
      return expression.operands.map((operand) => printOperand(operand, type, operand.kind === 'or')).join('|');
    case 'and':
      return expression.operands
        .map((operand) => printOperand(operand, type, operand.kind === 'or' || operand.kind === 'and'))
        .join('&');
    case 'blank':
      return expression.negated ? "<>''" : "''";
    case 'compare':
      return signs[expression.operator] + (expression.ignoreCase ? '@' : '') + quoted(expression.value);
    case 'range':
      return `${end(expression.from)}..${end(expression.to)}`;
    case 'wildcard':
      return (
        (expression.negated ? '<>' : '') + (expression.ignoreCase ? '@' : '') + expression.parts.map(part).join('')
      );
  }
}

const signs: { readonly [O in CompareOperator]: string } = {
  equal: '',
  notEqual: '<>',
  less: '<',
  lessOrEqual: '<=',
  greater: '>',
  greaterOrEqual: '>=',
};

function printOperand(operand: FilterExpression, type: FieldType, inParentheses: boolean): string {
  const text = printFilterExpression(operand, type);
  return inParentheses ? `(${text})` : text;
}

function end(value: string | undefined): string {
  return value === undefined ? '' : quoted(value);
}

function part(wildcard: WildcardPart): string {
  if (wildcard.kind === 'literal') return quoted(wildcard.text);
  return wildcard.kind === 'any' ? '*' : '?';
}

// A point at either end could join the two of a range.
const needsQuotes = /['|&()*?@<>=]|\.\.|^[\s.]|[\s.]$|^$/u;

function quoted(text: string): string {
  return needsQuotes.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}
