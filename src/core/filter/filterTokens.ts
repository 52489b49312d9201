import type { WildcardPart } from './filterExpression';

/** A piece of a filter expression. Values carry their wildcards; `text` is the literal text of a value. */
export interface FilterToken {
  readonly kind: 'value' | 'operator' | 'symbol';
  readonly text: string;
  readonly offset: number;
  readonly parts: readonly WildcardPart[];
  readonly ignoreCase: boolean;
}

/** Splits an expression into values, operators and symbols. Quotes make anything literal; never fails. */
export function readFilterTokens(text: string): readonly FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const operator = /^(<>|>=|<=|<|>|=)/.exec(rest)?.[0];
    const symbol = /^(\.\.|[|&()])/.exec(rest)?.[0];
    if (/^\s/.test(rest)) {
      at++;
    } else if (operator !== undefined) {
      tokens.push(plain('operator', operator, at));
      at += operator.length;
    } else if (symbol !== undefined) {
      tokens.push(plain('symbol', symbol, at));
      at += symbol.length;
    } else {
      const value = readValue(text, at);
      tokens.push(value.token);
      at = value.end;
    }
  }
  return tokens;
}

function plain(kind: 'operator' | 'symbol', text: string, offset: number): FilterToken {
  return { kind, text, offset, parts: [], ignoreCase: false };
}

function readValue(text: string, start: number): { readonly token: FilterToken; readonly end: number } {
  const ignoreCase = text[start] === '@';
  const parts: WildcardPart[] = [];
  let literal = '';
  let quotedEnd = 0;
  let at = ignoreCase ? start + 1 : start;
  const endLiteral = () => {
    if (literal !== '') parts.push({ kind: 'literal', text: literal });
    literal = '';
    quotedEnd = 0;
  };
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === "'") {
      const quoted = readQuoted(text, at);
      literal += quoted.text;
      quotedEnd = literal.length;
      at = quoted.end;
    } else if (/[|&()]/.test(character) || text.startsWith('..', at)) {
      break;
    } else if (character === '*' || character === '?') {
      endLiteral();
      parts.push({ kind: character === '*' ? 'any' : 'one' });
      at++;
    } else {
      literal += character;
      at++;
    }
  }
  // Spaces before a symbol belong to nobody, unless they were quoted.
  literal = literal.slice(0, quotedEnd) + literal.slice(quotedEnd).trimEnd();
  endLiteral();
  const whole = parts.map((part) => (part.kind === 'literal' ? part.text : '')).join('');
  return { token: { kind: 'value', text: whole, offset: start, parts, ignoreCase }, end: at };
}

function readQuoted(text: string, start: number): { readonly text: string; readonly end: number } {
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== "'") content += text[at] ?? '';
    else if (text[at + 1] === "'") {
      content += "'";
      at++;
    } else return { text: content, end: at + 1 };
  }
  // An open quote reaches to the end.
  return { text: content, end: text.length };
}
