import type { FilterExpression, WildcardPart } from '../../core/filter/filterExpression';
import { parseFilterExpression } from '../../core/filter/parseFilterExpression';
import type { FieldType } from '../../core/model/value';
import { memberNameOf } from './describeField';

/** A filter expression in words: `is 0 (Active) or 1 (Inactive)`. Undefined where it cannot be read for a field of the type. */
export function describeFilter(expression: string, type: FieldType): string | undefined {
  const parsed = expression.length > longest ? undefined : parseFilterExpression(expression, type);
  return parsed?.ok ? inWords(parsed.value, type, false) : undefined;
}

/** Nobody reads a longer sentence. */
const longest = 1000;

function inWords(expression: FilterExpression, type: FieldType, isPart: boolean): string {
  switch (expression.kind) {
    case 'or':
    case 'and': {
      const word = expression.kind === 'or' ? ' or ' : ' and ';
      const words = expression.operands.map((operand) => inWords(operand, type, true)).join(word);
      return isPart ? `(${words})` : words;
    }
    case 'blank':
      return expression.negated ? 'is not blank' : 'is blank';
    case 'compare': {
      const value = valueWords(expression.value, type);
      return `${operatorWords[expression.operator]} ${value}${expression.ignoreCase ? ' in any case' : ''}`;
    }
    case 'range': {
      const { from, to } = expression;
      if (from === undefined) return `is at most ${valueWords(to ?? '', type)}`;
      if (to === undefined) return `is at least ${valueWords(from, type)}`;
      return `is from ${valueWords(from, type)} to ${valueWords(to, type)}`;
    }
    case 'wildcard':
      return wildcardWords(expression.parts, expression.negated, expression.ignoreCase);
  }
}

const operatorWords = {
  equal: 'is',
  notEqual: 'is not',
  less: 'is less than',
  lessOrEqual: 'is at most',
  greater: 'is greater than',
  greaterOrEqual: 'is at least',
} as const;

function valueWords(value: string, type: FieldType): string {
  if (type.kind === 'text') return `'${value}'`;
  const name = type.kind === 'option' ? memberNameOf(type.members, value) : undefined;
  return name === undefined || name === value ? value : `${value} (${name})`;
}

function wildcardWords(parts: readonly WildcardPart[], negated: boolean, ignoreCase: boolean): string {
  const not = negated ? 'does not ' : '';
  const ending = ignoreCase ? ' in any case' : '';
  const verb = (word: string) => (negated ? word : `${word}s`);
  const [first, second, third] = parts;
  if (parts.length === 2 && first?.kind === 'literal' && second?.kind === 'any') {
    return `${not}${verb('begin')} with '${first.text}'${ending}`;
  }
  if (parts.length === 2 && first?.kind === 'any' && second?.kind === 'literal') {
    return `${not}${verb('end')} with '${second.text}'${ending}`;
  }
  if (parts.length === 3 && first?.kind === 'any' && second?.kind === 'literal' && third?.kind === 'any') {
    return `${not}${verb('contain')} '${second.text}'${ending}`;
  }
  const pattern = parts.map((part) => (part.kind === 'literal' ? part.text : part.kind === 'any' ? '*' : '?')).join('');
  return `${not}${negated ? 'match' : 'matches'} '${pattern}'${ending}`;
}
