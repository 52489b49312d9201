import type { CompareOperator, FilterExpression } from './filterExpression';
import type { FieldType } from '../model/value';
import type { Operand } from './filterScanner';
import type { Result } from '../result';
import { FilterScanner, FilterSyntaxError } from './filterScanner';
import { err, ok } from '../result';
import { parseValue } from '../transfer/parseValue';

/** Why an expression cannot be read: a sentence that ends with the next step, and where, counted from 0. */
export interface FilterProblem {
  readonly message: string;
  readonly offset: number;
}

/**
 * Reads a filter expression, Business Central's language (DESIGN 3), for a field of this type. Nothing at all and `''` mean
 * blank. `@` ignores case before equality and wildcards, and stands before or after `<>`; for types other than text it changes
 * nothing. A bare date for a dateTime is its midnight. Blank has no order: only `=`, `<>` and, as usual for not blank, `>` go
 * with it, and a range leaves an end out instead.
 */
export function parseFilterExpression(text: string, type: FieldType): Result<FilterExpression, FilterProblem> {
  const scanner = new FilterScanner(text);
  try {
    if (scanner.atEnd()) return ok(blank(type, false));
    const expression = parseOr(scanner, type, 0);
    if (scanner.atEnd()) return ok(expression);
    const found = text.charAt(scanner.offset) === ')' ? 'There is no ( for this ).' : 'A | or & is missing here.';
    throw new FilterSyntaxError(`${found} Correct it, or put the value in quotes.`, scanner.offset);
  } catch (error) {
    if (error instanceof FilterSyntaxError) return err({ message: error.message, offset: error.offset });
    throw error;
  }
}

// Deeper than anyone writes, and far from what would exhaust the stack.
const deepestParentheses = 100;

function parseOr(scanner: FilterScanner, type: FieldType, depth: number): FilterExpression {
  const [first, ...rest] = parseList(scanner, '|', () => parseAnd(scanner, type, depth));
  return rest.length === 0 ? first : { kind: 'or', operands: [first, ...rest] };
}

function parseAnd(scanner: FilterScanner, type: FieldType, depth: number): FilterExpression {
  const [first, ...rest] = parseList(scanner, '&', () => parseTerm(scanner, type, depth));
  return rest.length === 0 ? first : { kind: 'and', operands: [first, ...rest] };
}

function parseList(
  scanner: FilterScanner,
  separator: string,
  parseOne: () => FilterExpression,
): [FilterExpression, ...FilterExpression[]] {
  const operands: [FilterExpression, ...FilterExpression[]] = [parseOne()];
  while (scanner.take(separator)) operands.push(parseOne());
  return operands;
}

function parseTerm(scanner: FilterScanner, type: FieldType, depth: number): FilterExpression {
  const start = scanner.offset;
  if (scanner.take('(')) {
    if (depth === deepestParentheses) throw new FilterSyntaxError('There are too many (. Take some away.', start);
    const inner = parseOr(scanner, type, depth + 1);
    if (scanner.take(')')) return inner;
    throw new FilterSyntaxError('The ( is not closed. Write ) after its last value.', start);
  }
  const atFirst = scanner.take('@');
  const operator = scanner.takeOperator();
  const ignoreCase = scanner.take('@') || atFirst;
  const operand = scanner.takeOperand();
  const rangeOffset = scanner.offset;
  if (!scanner.take('..')) return parseComparison(operand, operator ?? 'equal', ignoreCase, type);

  if (operator !== undefined) {
    throw new FilterSyntaxError('A range has no operator. Write two conditions, such as >=A&<=B.', rangeOffset);
  }
  if (ignoreCase && type.kind === 'text') {
    throw new FilterSyntaxError('A range goes by case. Take the @ away, or quote it.', start);
  }
  const end = scanner.takeOperand();
  if (operand.missing && end.missing) {
    throw new FilterSyntaxError('The range has no end. Write A..B, A.. or ..B.', rangeOffset);
  }
  const from = operand.missing ? {} : { from: orderedValue(operand, type) };
  const to = end.missing ? {} : { to: orderedValue(end, type) };
  return { kind: 'range', ...from, ...to };
}

function parseComparison(
  operand: Operand,
  operator: CompareOperator,
  ignoreCase: boolean,
  type: FieldType,
): FilterExpression {
  // `<>` with nothing behind it can mean one thing only.
  if (operand.missing && operator === 'notEqual') return blank(type, true);
  if (operand.missing) throw new FilterSyntaxError("A value is missing. Write one, or '' for blank.", operand.offset);
  const equality = operator === 'equal' || operator === 'notEqual';
  if (operand.hasWildcards) {
    if (!equality)
      throw new FilterSyntaxError('Wildcards have no order. Write = or <>, or quote them.', operand.offset);
    if (type.kind !== 'text') {
      throw new FilterSyntaxError('Wildcards work on text only. Write a value or a range.', operand.offset);
    }
    return { kind: 'wildcard', negated: operator === 'notEqual', ignoreCase, parts: operand.parts };
  }
  const isBlank = operand.text === '';
  if (isBlank && (equality || operator === 'greater')) return blank(type, operator !== 'equal');
  const value = isBlank || !equality ? orderedValue(operand, type) : valueOf(operand, type);
  return { kind: 'compare', operator, value, ignoreCase: ignoreCase && type.kind === 'text' };
}

/** An option's member with a blank name is what blank means there. */
function blank(type: FieldType, negated: boolean): FilterExpression {
  const member = parseValue('', type);
  if (!member.ok || member.value === null || member.value === '') return { kind: 'blank', negated };
  return { kind: 'compare', operator: negated ? 'notEqual' : 'equal', value: member.value, ignoreCase: false };
}

function orderedValue(operand: Operand, type: FieldType): string {
  if (operand.hasWildcards) throw new FilterSyntaxError('Wildcards have no order. Quote them.', operand.offset);
  if (operand.text === '') {
    throw new FilterSyntaxError(
      "Blank has no order. Write '' with = or <>, or a range without this end.",
      operand.offset,
    );
  }
  return valueOf(operand, type);
}

function valueOf(operand: Operand, type: FieldType): string {
  const parsed = parseValue(operand.text, type);
  if (!parsed.ok) throw new FilterSyntaxError(parsed.error.message, operand.offset);
  if (parsed.value !== null) return parsed.value;
  throw new FilterSyntaxError("A value of spaces only is blank. Write ''.", operand.offset);
}
