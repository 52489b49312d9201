import type { CompareOperator, WildcardPart } from './filterExpression';

/** A value as it stands in a filter expression, before it is read by the field's type. */
export interface Operand {
  /** The value without quotes; wildcards are left out. */
  readonly text: string;
  readonly parts: readonly WildcardPart[];
  readonly hasWildcards: boolean;
  /** Nothing was written, not even a pair of quotes. */
  readonly missing: boolean;
  readonly offset: number;
}

/** Why an expression cannot be read: thrown and caught within this folder. */
export class FilterSyntaxError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

const operators: readonly (readonly [string, CompareOperator])[] = [
  ['<>', 'notEqual'],
  ['<=', 'lessOrEqual'],
  ['>=', 'greaterOrEqual'],
  ['<', 'less'],
  ['>', 'greater'],
  ['=', 'equal'],
];

/**
 * Walks over the characters of a filter expression. Quotes make everything between them literal where a value or the part after
 * a wildcard begins; within a word an apostrophe is just that, as in O'Brien. Spaces around a value do not belong to it unless
 * quoted. Parentheses inside a value, as in Sales (North), belong to it.
 */
export class FilterScanner {
  offset = 0;

  constructor(readonly text: string) {}

  atEnd(): boolean {
    this.skipSpaces();
    return this.offset >= this.text.length;
  }

  /** Steps over these characters if they come next. */
  take(characters: string): boolean {
    this.skipSpaces();
    if (!this.text.startsWith(characters, this.offset)) return false;
    this.offset += characters.length;
    return true;
  }

  takeOperator(): CompareOperator | undefined {
    return operators.find(([sign]) => this.take(sign))?.[1];
  }

  takeOperand(): Operand {
    this.skipSpaces();
    const start = this.offset;
    const parts: WildcardPart[] = [];
    let literal = '';
    // Raw spaces count only once something follows them.
    let spaces = '';
    let depth = 0;
    const endLiteral = () => {
      if (literal !== '') parts.push({ kind: 'literal', text: literal });
      literal = '';
    };
    let wordBegins = true;
    for (; this.offset < this.text.length; this.offset++) {
      const character = this.text.charAt(this.offset);
      if (character === '|' || character === '&' || this.text.startsWith('..', this.offset)) break;
      if (character === ')' && depth === 0) break;
      if (character.trim() === '') {
        spaces += character;
        continue;
      }
      literal += spaces;
      spaces = '';
      if (character === "'" && wordBegins) {
        literal += this.takeQuoted();
      } else if (character === '*' || character === '?') {
        endLiteral();
        parts.push({ kind: character === '*' ? 'any' : 'one' });
        wordBegins = true;
      } else {
        if (character === '(') depth++;
        if (character === ')') depth--;
        literal += character;
        wordBegins = false;
      }
    }
    endLiteral();
    const text = parts.map((part) => (part.kind === 'literal' ? part.text : '')).join('');
    const hasWildcards = parts.some((part) => part.kind !== 'literal');
    return { text, parts, hasWildcards, missing: this.offset === start, offset: start };
  }

  /** Leaves the offset on the closing quote. */
  private takeQuoted(): string {
    const open = this.offset;
    let quoted = '';
    for (this.offset++; this.offset < this.text.length; this.offset++) {
      const character = this.text.charAt(this.offset);
      if (character !== "'") quoted += character;
      else if (this.text.charAt(this.offset + 1) !== "'") return quoted;
      else {
        quoted += "'";
        this.offset++;
      }
    }
    throw new FilterSyntaxError(
      "The quote is not closed. Write another ' after the value, and '' for one in it.",
      open,
    );
  }

  private skipSpaces(): void {
    while (this.offset < this.text.length && this.text.charAt(this.offset).trim() === '') this.offset++;
  }
}
