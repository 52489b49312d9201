/** A `$filter` as written (OData 4.01 URL conventions, 5.1.1), before anybody knows what its names mean. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: Literal }
  | { readonly kind: 'property'; readonly name: string }
  | {
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'in'; readonly operand: Expression; readonly values: readonly Literal[] }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  /** Dataverse's own functions, called by parameter names. */
  | { readonly kind: 'query'; readonly name: string; readonly property: string; readonly values: readonly string[] };

export type CompareOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

export interface Literal {
  readonly kind: 'text' | 'number' | 'boolean' | 'guid' | 'date' | 'dateTime' | 'null' | 'enum';
  readonly text: string;
}

export class FilterSyntaxError extends Error {}

/** Throws a FilterSyntaxError; each dialect has its own words for that. */
export function parseFilter(text: string): Expression {
  const tokens = tokenize(text);
  let at = 0;
  const peek = () => tokens[at]?.text.toLowerCase();
  const isWord = (word: string) => tokens[at]?.kind === 'word' && tokens[at]?.text === word;
  const take = (): Token => {
    const token = tokens[at];
    if (!token) throw new FilterSyntaxError(`Expression expected at position ${text.length} in '${text}'.`);
    at += 1;
    return token;
  };
  const expect = (mark: string) => {
    const token = take();
    if (token.text !== mark) throw new FilterSyntaxError(`'${mark}' expected at position ${token.at} in '${text}'.`);
  };

  const either = (): Expression => {
    let left = both();
    while (isWord('or')) {
      at += 1;
      left = { kind: 'or', left, right: both() };
    }
    return left;
  };
  const both = (): Expression => {
    let left = single();
    while (isWord('and')) {
      at += 1;
      left = { kind: 'and', left, right: single() };
    }
    return left;
  };
  const single = (): Expression => {
    if (isWord('not')) {
      at += 1;
      return { kind: 'not', operand: single() };
    }
    const left = operand();
    if (isWord('in')) {
      at += 1;
      return { kind: 'in', operand: left, values: literalList() };
    }
    const operator = tokens[at]?.text;
    if (tokens[at]?.kind !== 'word' || !isCompareOperator(operator)) return left;
    at += 1;
    return { kind: 'compare', operator, left, right: operand() };
  };
  const operand = (): Expression => {
    const token = take();
    if (token.kind === 'literal') return { kind: 'literal', value: token.literal };
    if (token.text === '(') {
      const inner = either();
      expect(')');
      return inner;
    }
    if (token.kind !== 'word') throw new FilterSyntaxError(`Syntax error at position ${token.at} in '${text}'.`);
    if (peek() !== '(') return { kind: 'property', name: token.text };
    at += 1;
    return token.text.startsWith('Microsoft.Dynamics.CRM.') ? queryFunction(token.text) : call(token.text);
  };
  const call = (name: string): Expression => {
    const args: Expression[] = [];
    while (peek() !== ')') {
      if (args.length > 0) expect(',');
      args.push(either());
    }
    expect(')');
    return { kind: 'call', name, args };
  };
  const queryFunction = (name: string): Expression => {
    let property = '';
    const values: string[] = [];
    while (peek() !== ')') {
      if (peek() === ',') at += 1;
      const parameter = take().text;
      expect('=');
      if (parameter === 'PropertyName') property = literalText(take());
      else if (peek() === '[') {
        at += 1;
        while (peek() !== ']') {
          if (peek() === ',') at += 1;
          values.push(literalText(take()));
        }
        expect(']');
      } else values.push(literalText(take()));
    }
    expect(')');
    return { kind: 'query', name: name.slice('Microsoft.Dynamics.CRM.'.length), property, values };
  };
  const literalText = (token: Token): string => {
    if (token.kind === 'literal') return token.literal.text;
    // Text in these functions' parameters may stand in double quotes.
    return token.text.replace(/^"|"$/g, '');
  };
  const literalList = (): readonly Literal[] => {
    expect('(');
    const values: Literal[] = [];
    while (peek() !== ')') {
      if (values.length > 0) expect(',');
      const token = take();
      if (token.kind !== 'literal')
        throw new FilterSyntaxError(`Literal expected at position ${token.at} in '${text}'.`);
      values.push(token.literal);
    }
    expect(')');
    return values;
  };

  const parsed = either();
  const rest = tokens[at];
  if (rest) throw new FilterSyntaxError(`Syntax error at position ${rest.at} in '${text}'.`);
  return parsed;
}

/** Every property the expression names. */
export function propertiesOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'property':
      return [expression.name];
    case 'compare':
    case 'and':
    case 'or':
      return [...propertiesOf(expression.left), ...propertiesOf(expression.right)];
    case 'in':
    case 'not':
      return propertiesOf(expression.operand);
    case 'call':
      return expression.args.flatMap(propertiesOf);
    case 'query':
      return [expression.property];
  }
}

type Token =
  | { readonly kind: 'word' | 'mark'; readonly text: string; readonly at: number }
  | { readonly kind: 'literal'; readonly text: string; readonly literal: Literal; readonly at: number };

const shapes: readonly (readonly [Literal['kind'] | 'word' | 'mark', RegExp])[] = [
  ['text', /'(?:[^']|'')*'/y],
  ['guid', /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/y],
  ['dateTime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/y],
  ['date', /\d{4}-\d{2}-\d{2}/y],
  ['number', /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['enum', /[A-Za-z_][\w.]*'(?:[^']|'')*'/y],
  ['mark', /"[^"]*"|[()[\],=]/y],
  ['word', /[A-Za-z_][\w./]*/y],
];

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    if (at >= text.length) return tokens;
    const found = match(text, at);
    if (!found)
      throw new FilterSyntaxError(`Syntax error: character '${text[at]}' is not valid at position ${at} in '${text}'.`);
    tokens.push(found);
    at += found.text.length;
  }
}

function match(text: string, at: number): Token | undefined {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const found = shape.exec(text)?.[0];
    if (found === undefined) continue;
    if (kind === 'mark') return { kind, text: found, at };
    if (kind === 'word') {
      if (found === 'true' || found === 'false') return literal('boolean', found, found, at);
      if (found === 'null') return literal('null', found, found, at);
      return { kind, text: found, at };
    }
    const quoted = found.slice(found.indexOf("'") + 1, -1).replaceAll("''", "'");
    return literal(kind, found, kind === 'text' || kind === 'enum' ? quoted : found, at);
  }
  return undefined;
}

function literal(kind: Literal['kind'], text: string, value: string, at: number): Token {
  return { kind: 'literal', text, literal: { kind, text: value }, at };
}

function isCompareOperator(text: string | undefined): text is CompareOperator {
  return text !== undefined && ['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(text);
}
