import type { FilterExpression, WildcardPart } from './filterExpression';

/** Writes an expression so that reading it gives the same again. */
export function printFilterExpression(expression: FilterExpression): string {
  switch (expression.kind) {
    case 'or':
      return expression.operands.map((operand) => nested(operand, ['or'])).join('|');
    case 'and':
      return expression.operands.map((operand) => nested(operand, ['or', 'and'])).join('&');
    case 'blank':
      return expression.negated ? "<>''" : "''";
    case 'compare':
      return `${operatorText[expression.operator]}${expression.ignoreCase ? '@' : ''}${quoted(expression.value)}`;
    case 'range':
      return `${expression.from === undefined ? '' : quoted(expression.from)}..${expression.to === undefined ? '' : quoted(expression.to)}`;
    case 'wildcard':
      return `${expression.negated ? '<>' : ''}${expression.ignoreCase ? '@' : ''}${expression.parts.map(partText).join('')}`;
  }
}

const operatorText = { equal: '', notEqual: '<>', less: '<', lessOrEqual: '<=', greater: '>', greaterOrEqual: '>=' } as const;

function nested(operand: FilterExpression, inBrackets: readonly FilterExpression['kind'][]): string {
  const text = printFilterExpression(operand);
  return inBrackets.includes(operand.kind) ? `(${text})` : text;
}

function partText(part: WildcardPart): string {
  if (part.kind === 'literal') return quoted(part.text);
  return part.kind === 'any' ? '*' : '?';
}

/** Values of letters, digits and harmless signs stand as they are. */
function quoted(value: string): string {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_\-:+/]*$/u.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
