import type { CompareOperator, FilterExpression, WildcardPart } from './filterExpression';
import { err, ok } from '../result';
import type { FieldType } from '../model/value';
import type { FilterToken } from './filterTokens';
import type { Result } from '../result';
import { parseValue } from '../transfer/parseValue';
import { readFilterTokens } from './filterTokens';

/** Why an expression cannot be read, and where: the offset counts from 0. */
export interface FilterError {
  readonly message: string;
  readonly offset: number;
}

class Unreadable extends Error {
  constructor(readonly reason: FilterError) {
    super(reason.message);
  }
}

/**
 * Reads a filter expression of Business Central's language (DESIGN 3) for a field of the given type. `&` binds before `|`;
 * the empty expression and `''` mean blank; comparisons and ranges of a type read their values by that type.
 */
export function parseFilterExpression(text: string, type: FieldType): Result<FilterExpression, FilterError> {
  try {
    return ok(new Reader(text, readFilterTokens(text), type).whole());
  } catch (error) {
    if (error instanceof Unreadable) return err(error.reason);
    throw error;
  }
}

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly FilterToken[],
    private readonly type: FieldType,
  ) {}

  whole(): FilterExpression {
    if (this.tokens.length === 0) return { kind: 'blank', negated: false };
    const expression = this.alternatives();
    const rest = this.tokens[this.at];
    if (rest) throw this.unreadable(`'${rest.text}' is unexpected here.`, rest.offset);
    return expression;
  }

  private alternatives(): FilterExpression {
    const operands = [this.conjunction()];
    while (this.take('|')) operands.push(this.conjunction());
    return operands.length === 1 && operands[0] ? operands[0] : { kind: 'or', operands };
  }

  private conjunction(): FilterExpression {
    const operands = [this.operand()];
    while (this.take('&')) operands.push(this.operand());
    return operands.length === 1 && operands[0] ? operands[0] : { kind: 'and', operands };
  }

  private operand(): FilterExpression {
    if (this.take('(')) {
      const inner = this.alternatives();
      if (!this.take(')')) throw this.unreadable("A ')' is missing.", this.offset());
      return inner;
    }
    const operator = this.tokens[this.at];
    if (operator?.kind === 'operator') {
      this.at++;
      return this.comparison(operator.text, this.value(operator));
    }
    if (this.take('..')) return { kind: 'range', to: this.plain(this.value(undefined)) };
    const from = this.value(undefined);
    if (!this.take('..')) return this.comparison('=', from);
    const next = this.tokens[this.at];
    if (next?.kind !== 'value') return { kind: 'range', from: this.plain(from) };
    this.at++;
    return { kind: 'range', from: this.plain(from), to: this.plain(next) };
  }

  private comparison(operator: string, value: FilterToken): FilterExpression {
    const negated = operator === '<>';
    if (operator === '=' || negated) {
      if (value.text === '' && !value.ignoreCase) return { kind: 'blank', negated };
      if (value.parts.some((part) => part.kind !== 'literal')) return this.wildcard(value, negated);
      const canonical = this.plain(value);
      return { kind: 'compare', operator: negated ? 'notEqual' : 'equal', value: canonical, ignoreCase: this.ignoresCase(value) };
    }
    return { kind: 'compare', operator: orderings[operator] ?? 'equal', value: this.plain(value), ignoreCase: false };
  }

  private wildcard(value: FilterToken, negated: boolean): FilterExpression {
    if (this.type.kind !== 'text') {
      throw this.unreadable('Wildcards work on text only. Use a value or a range.', value.offset);
    }
    return { kind: 'wildcard', negated, ignoreCase: value.ignoreCase, parts: value.parts };
  }

  private ignoresCase(value: FilterToken): boolean {
    return value.ignoreCase && this.type.kind === 'text';
  }

  private plain(token: FilterToken): string {
    if (token.parts.some((part: WildcardPart) => part.kind !== 'literal')) {
      throw this.unreadable('Wildcards do not go with comparisons or ranges. Quote the value to take it literally.', token.offset);
    }
    const parsed = parseValue(token.text, this.type);
    if (!parsed.ok) throw this.unreadable(parsed.error.message, token.offset);
    if (parsed.value === null || parsed.value === '') throw this.unreadable('A value is missing.', token.offset);
    return parsed.value;
  }

  private value(after: FilterToken | undefined): FilterToken {
    const token = this.tokens[this.at];
    if (token?.kind !== 'value') {
      const what = after ? `A value is missing after '${after.text}'.` : 'A value is missing.';
      throw this.unreadable(what, token?.offset ?? this.text.length);
    }
    this.at++;
    return token;
  }

  private take(symbol: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'symbol' || token.text !== symbol) return false;
    this.at++;
    return true;
  }

  private offset(): number {
    return this.tokens[this.at]?.offset ?? this.text.length;
  }

  private unreadable(message: string, offset: number): Unreadable {
    return new Unreadable({ message, offset });
  }
}

const orderings: Readonly<Record<string, CompareOperator>> = {
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
};
