import type { FieldType, Value } from '../model/value';

/**
 * A parsed filter expression, Business Central's language (DESIGN 3). Values are canonical for the field's type, so that
 * connectors can push a filter down without knowing how it was written.
 */
export type FilterExpression =
  | { readonly kind: 'or'; readonly operands: readonly FilterExpression[] }
  | { readonly kind: 'and'; readonly operands: readonly FilterExpression[] }
  /** Null and empty text both count as blank. */
  | { readonly kind: 'blank'; readonly negated: boolean }
  | {
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly value: string;
      readonly ignoreCase: boolean;
    }
  /** Inclusive on both ends; one of them may be open. */
  | { readonly kind: 'range'; readonly from?: string; readonly to?: string }
  | {
      readonly kind: 'wildcard';
      readonly negated: boolean;
      readonly ignoreCase: boolean;
      readonly parts: readonly WildcardPart[];
    };

export type CompareOperator = 'equal' | 'notEqual' | 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';

export type WildcardPart =
  | { readonly kind: 'literal'; readonly text: string }
  /** `*`: any characters, also none. */
  | { readonly kind: 'any' }
  /** `?`: exactly one character. */
  | { readonly kind: 'one' };

/** One field's parsed filter. A record passes a list of them when it passes each. */
export interface ParsedFieldFilter {
  readonly field: string;
  readonly type: FieldType;
  readonly expression: FilterExpression;
}

export type ParsedFilter = readonly ParsedFieldFilter[];

/** Tells whether one value passes. Made once per filter by `compileFilter`. */
export type FilterPredicate = (value: Value) => boolean;
