import type { LayoutToken, Level } from './layoutTokens';

/**
 * At which column comments on lines of their own begin: with what follows, or, where they were written further in than that, with
 * the lines before. By token; other tokens are not in the map.
 */
export function commentColumns(text: string, tokens: readonly LayoutToken[]): ReadonlyMap<LayoutToken, number> {
  const columns = new Map<LayoutToken, number>();
  let before: LayoutToken | undefined;
  tokens.forEach((token, index) => {
    if (token.type !== 'comment') before = token;
    else if (beginsLine(text, token.offset)) {
      const next = tokens.slice(index + 1).find(({ type }) => type !== 'comment');
      columns.set(token, columnOf(writtenColumn(text, token.offset), before?.levels ?? [], next, text));
    }
  });
  return columns;
}

/** Whether nothing but space stands before the place on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return /^[ \t\uFEFF]*$/.test(text.slice(lineStart(text, offset), offset));
}

function columnOf(written: number, levels: readonly Level[], next: LayoutToken | undefined, text: string): number {
  const following = next && { written: writtenColumn(text, next.offset), column: next.column };
  if (following && written <= following.written) return following.column;
  const further = levels.filter((level) => level.written <= written && level.written > (following?.written ?? -1));
  const nearest = further.reduce<Level | undefined>((best, level) => {
    return best && best.written >= level.written ? best : level;
  }, undefined);
  return nearest?.column ?? following?.column ?? 0;
}

function writtenColumn(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (text[start] === '\uFEFF' ? 1 : 0);
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
