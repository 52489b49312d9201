import { compareValues, plainNumber } from '../data/storedValue';
import type { Row } from '../data/dataset';
import type { StoredValue } from '../data/storedValue';
import type { ColumnType } from '../data/tableDefinition';
import type { Expression, Literal } from './filterExpression';

/** What a dialect makes of the names, texts and functions in a filter. */
export interface FilterDialect {
  /** Throws in the dialect's own words where there is no such property. */
  property(name: string): Property;
  /** Texts that give the same key are equal. */
  textKey(text: string): string;
  /** A literal as the column keeps it. */
  literal(literal: Literal, type: ColumnType): StoredValue;
  /** The functions a filter may call. */
  readonly functions: readonly string[];
  /** `%`, `_` and `[…]` in the texts of contains and its like are wildcards, as in SQL. */
  readonly wildcards?: true;
  refuse(message: string): Error;
}

export interface Property {
  readonly type: ColumnType;
  value(row: Row): StoredValue;
}

/** Null is unknown: neither it nor its opposite lets a row through (OData URL conventions 5.1.1.1). */
export type Predicate = (row: Row) => boolean | null;

export function compileFilter(expression: Expression, dialect: FilterDialect): Predicate {
  switch (expression.kind) {
    case 'and': {
      const [left, right] = [compileFilter(expression.left, dialect), compileFilter(expression.right, dialect)];
      return (row) => {
        const first = left(row);
        if (first === false) return false;
        const second = right(row);
        return second === false ? false : first === null || second === null ? null : true;
      };
    }
    case 'or': {
      const [left, right] = [compileFilter(expression.left, dialect), compileFilter(expression.right, dialect)];
      return (row) => {
        const first = left(row);
        if (first === true) return true;
        const second = right(row);
        return second === true ? true : first === null || second === null ? null : false;
      };
    }
    case 'not': {
      const operand = compileFilter(expression.operand, dialect);
      return (row) => {
        const value = operand(row);
        return value === null ? null : !value;
      };
    }
    case 'compare':
      return compare(expression, dialect);
    case 'in': {
      const { type, value } = operandOf(expression.operand, dialect);
      return isOneOf(
        type,
        value,
        expression.values.map((each) => dialect.literal(each, type)),
        dialect,
      );
    }
    case 'call':
      return call(expression, dialect);
    case 'query':
      return query(expression, dialect);
    case 'property': {
      const { type, value } = dialect.property(expression.name);
      if (type.kind !== 'boolean') break;
      return (row) => value(row) === 'true';
    }
    case 'literal':
      if (expression.value.kind === 'boolean') return () => expression.value.text === 'true';
  }
  throw dialect.refuse('A condition was expected in the filter.');
}

function compare(expression: Extract<Expression, { kind: 'compare' }>, dialect: FilterDialect): Predicate {
  const { operator } = expression;
  const left = operandOf(expression.left, dialect);
  const right =
    expression.right.kind === 'literal'
      ? constant(dialect.literal(expression.right.value, left.type), left.type)
      : operandOf(expression.right, dialect);
  return (row) => {
    const [a, b] = [left.value(row), right.value(row)];
    if (a === null || b === null) {
      if (operator === 'eq') return a === b;
      if (operator === 'ne') return a !== b;
      return false;
    }
    const order = compareValues(left.type, a, b, (text) => dialect.textKey(text));
    switch (operator) {
      case 'eq':
        return order === 0;
      case 'ne':
        return order !== 0;
      case 'gt':
        return order > 0;
      case 'ge':
        return order >= 0;
      case 'lt':
        return order < 0;
      case 'le':
        return order <= 0;
    }
  };
}

function operandOf(expression: Expression, dialect: FilterDialect): Property {
  if (expression.kind === 'property') return dialect.property(expression.name);
  if (expression.kind === 'literal') return constant(expression.value.text, literalType(expression.value));
  if (expression.kind === 'call' && ['tolower', 'toupper', 'trim', 'length'].includes(expression.name)) {
    if (!dialect.functions.includes(expression.name)) throw notOffered(expression.name, dialect);
    const inner = operandOf(argument(expression, 0, dialect), dialect);
    const change = textFunctions[expression.name];
    const type: ColumnType = expression.name === 'length' ? { kind: 'integer' } : inner.type;
    return {
      type,
      value: (row) => {
        const value = inner.value(row);
        return value === null ? null : (change?.(value) ?? value);
      },
    };
  }
  throw dialect.refuse('A property or a value was expected in the filter.');
}

const textFunctions: Readonly<Record<string, (text: string) => string>> = {
  tolower: (text) => text.toLowerCase(),
  toupper: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
  length: (text) => String(text.length),
};

function call(expression: Extract<Expression, { kind: 'call' }>, dialect: FilterDialect): Predicate {
  const name = expression.name.toLowerCase();
  if (!dialect.functions.includes(name) || !['contains', 'startswith', 'endswith'].includes(name)) {
    throw notOffered(expression.name, dialect);
  }
  const [where, what] = [argument(expression, 0, dialect), argument(expression, 1, dialect)];
  const { value } = operandOf(where, dialect);
  if (what.kind !== 'literal') throw dialect.refuse(`The second argument of '${expression.name}' must be a text.`);
  const pattern = dialect.textKey(what.value.text);
  const matches = dialect.wildcards && /[%_[]/.test(pattern) ? likePattern(name, pattern) : plainPattern(name, pattern);
  return (row) => {
    const text = value(row);
    return text === null ? null : matches(dialect.textKey(text));
  };
}

function plainPattern(name: string, pattern: string): (text: string) => boolean {
  if (name === 'contains') return (text) => text.includes(pattern);
  return name === 'startswith' ? (text) => text.startsWith(pattern) : (text) => text.endsWith(pattern);
}

function likePattern(name: string, pattern: string): (text: string) => boolean {
  const source = pattern.replace(/\[[^\]]*\]|[\s\S]/g, (part) => {
    if (part === '%') return '[\\s\\S]*';
    if (part === '_') return '[\\s\\S]';
    if (part.length > 1) return part;
    return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const expression = new RegExp(`${name === 'startswith' ? '^' : ''}${source}${name === 'endswith' ? '$' : ''}`);
  return (text) => expression.test(text);
}

function query(expression: Extract<Expression, { kind: 'query' }>, dialect: FilterDialect): Predicate {
  const { type, value } = dialect.property(expression.property);
  const wanted = expression.values.map((text) => dialect.literal(literalFor(text), type));
  const within = isOneOf(type, value, wanted, dialect);
  switch (expression.name) {
    case 'In':
      return within;
    case 'NotIn':
      return (row) => !within(row);
    case 'Between': {
      const [from = null, to = null] = wanted;
      const key = (text: string) => dialect.textKey(text);
      return (row) => {
        const at = value(row);
        return at !== null && compareValues(type, at, from, key) >= 0 && compareValues(type, at, to, key) <= 0;
      };
    }
    default:
      throw notOffered(expression.name, dialect);
  }
}

/** A set where texts are compared by their keys: a filter over a thousand ids is looked up, not gone through. */
function isOneOf(
  type: ColumnType,
  value: (row: Row) => StoredValue,
  wanted: readonly StoredValue[],
  dialect: FilterDialect,
): Predicate {
  const isText = type.kind === 'text' || type.kind === 'memo' || type.kind === 'code';
  const key = (text: StoredValue) =>
    text === null ? null : isText ? dialect.textKey(text) : (plainNumber(text) ?? text);
  const keys = new Set(wanted.map(key));
  return (row) => keys.has(key(value(row)));
}

function literalFor(text: string): Literal {
  return { kind: 'text', text };
}

function literalType(literal: Literal): ColumnType {
  if (literal.kind === 'number') return { kind: 'decimal', scale: 10 };
  return literal.kind === 'boolean' ? { kind: 'boolean' } : { kind: 'text', maxLength: 4000 };
}

function constant(value: StoredValue, type: ColumnType): Property {
  return { type, value: () => value };
}

function argument(
  expression: Extract<Expression, { kind: 'call' }>,
  index: number,
  dialect: FilterDialect,
): Expression {
  const found = expression.args[index];
  if (!found) throw dialect.refuse(`The function '${expression.name}' was called with too few arguments.`);
  return found;
}

function notOffered(name: string, dialect: FilterDialect): Error {
  return dialect.refuse(`An unknown function with name '${name}' was found.`);
}
