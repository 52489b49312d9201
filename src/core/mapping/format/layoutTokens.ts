import type { CST } from 'yaml';
import { Parser } from 'yaml';

/** One token of a YAML text that is not mere space, with what its layout depends on. */
export interface LayoutToken {
  readonly type: LayoutType;
  readonly source: string;
  readonly offset: number;
  /** Columns from 0 that the token begins at where it is the first on its line; a comment's follows from its neighbours. */
  readonly column: number;
  /** The block collections around it, the outermost first. */
  readonly levels: readonly Level[];
  /** Said of scalars in a mapping file's `fields`: an arrow with its fields. */
  readonly isArrow: boolean;
}

/** Where the lines of a block collection begin: in the text, and after formatting. */
export interface Level {
  readonly written: number;
  readonly column: number;
}

export type LayoutType = CST.Token['type'] | 'block-scalar-body';

/** The tokens of a text in its order; undefined where the text is not one readable document. */
export function layoutTokens(text: string): readonly LayoutToken[] | undefined {
  const tokens: LayoutToken[] = [];
  const walk = createWalk(text, tokens);
  for (const token of new Parser().parse(text)) {
    if (token.type === 'error' || token.type === 'directive' || token.type === 'doc-end') return undefined;
    walk(token, { column: 0, levels: [], place: 'root' });
  }
  return tokens.some(({ type }) => type === 'error') ? undefined : tokens;
}

/** Where a node stands: what is around it decides. */
interface Context {
  readonly column: number;
  readonly levels: readonly Level[];
  readonly place: Place;
}

/** The way to the arrows of a mapping file: `fields`, an item of it, and its `map`. */
type Place = 'root' | 'fields' | 'item' | 'arrow' | 'elsewhere';

function createWalk(text: string, tokens: LayoutToken[]) {
  return walk;

  function walk(token: CST.Token, context: Context): void {
    switch (token.type) {
      case 'document':
        list(token.start, context);
        if (token.value) walk(token.value, context);
        list(token.end, context);
        break;
      case 'block-map':
      case 'block-seq':
        block(token, context);
        break;
      case 'flow-collection':
        flow(token, context);
        break;
      case 'block-scalar':
        list(token.props, context);
        add('block-scalar-body', token.source, token.offset + lengthOf(token.props), context);
        break;
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'alias':
        add(token.type, token.source, token.offset, context);
        list(token.end, context);
        break;
      case 'space':
      case 'newline':
        break;
      default:
        add(token.type, token.source, token.offset, context);
    }
  }

  function block(token: CST.BlockMap | CST.BlockSequence, { column, levels, place }: Context): void {
    const here = { column, levels: [...levels, { written: Math.max(0, token.indent), column }] };
    for (const item of token.items) {
      list(item.start, { ...here, place: 'elsewhere' });
      if (item.key) walk(item.key, { ...here, place: 'elsewhere' });
      list(item.sep, { ...here, place: 'elsewhere' });
      if (item.value) walk(item.value, { ...here, column: column + 2, place: placeOfValue(place, item) });
    }
  }

  function flow(token: CST.FlowCollection, { column, levels, place }: Context): void {
    add(token.start.type, token.start.source, token.start.offset, { column, levels, place });
    const beginsLine = /^\s*$/.test(text.slice(text.lastIndexOf('\n', token.offset) + 1, token.offset));
    const inner = { column: beginsLine ? column + 2 : column, levels, place: 'elsewhere' as const };
    for (const item of token.items) {
      list(item.start, inner);
      if (item.key) walk(item.key, inner);
      list(item.sep, inner);
      const value = { ...inner, column: inner.column + (item.sep ? 2 : 0), place: placeOfValue(place, item) };
      if (item.value) walk(item.value, value);
    }
    list(token.end, { ...inner, column: Math.max(0, inner.column - 2) });
  }

  function list(each: readonly CST.Token[] | undefined, context: Context): void {
    for (const token of each ?? []) walk(token, context);
  }

  function add(type: LayoutType, source: string, offset: number, { column, levels, place }: Context): void {
    tokens.push({ type, source, offset, column, levels, isArrow: place === 'arrow' });
  }
}

function placeOfValue(place: Place, item: CST.CollectionItem): Place {
  const key = item.key && 'source' in item.key ? item.key.source : undefined;
  if (place === 'root' && key === 'fields') return 'fields';
  // A scalar among the fields is the short form, a map the long one.
  if (place === 'fields' && key === undefined) return isScalar(item.value) ? 'arrow' : 'item';
  return place === 'item' && key === 'map' ? 'arrow' : 'elsewhere';
}

function isScalar(token: CST.Token | undefined): boolean {
  return token?.type === 'scalar' || token?.type === 'single-quoted-scalar' || token?.type === 'double-quoted-scalar';
}

function lengthOf(tokens: readonly CST.Token[]): number {
  return tokens.reduce((length, token) => length + ('source' in token ? token.source.length : 0), 0);
}
