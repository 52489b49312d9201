import type { WildcardPart } from './filterExpression';
import { foldCase } from './foldCase';

/**
 * Matches whole texts against a pattern of literal text, `*` and `?`; a `?` takes one character (code point). Its time grows
 * with the product of the two lengths at most, whatever the pattern.
 */
export function compileWildcard(parts: readonly WildcardPart[], ignoreCase: boolean): (text: string) => boolean {
  const fold = (text: string) => (ignoreCase ? foldCase(text) : text);
  if (!parts.some((part) => part.kind === 'one')) {
    const pieces = literalsBetweenStars(parts).map(fold);
    return (text) => matchPieces(fold(text), pieces);
  }
  const pattern = parts.flatMap((part): readonly Unit[] => {
    if (part.kind === 'literal') return [...fold(part.text)];
    return [part.kind === 'any' ? anyCharacters : oneCharacter];
  });
  return (text) => matchUnits([...fold(text)], pattern);
}

const anyCharacters = Symbol('*');
const oneCharacter = Symbol('?');
type Unit = string | typeof anyCharacters | typeof oneCharacter;

/** `A*B**C` gives A, B, nothing and C: one piece more than there are stars. */
function literalsBetweenStars(parts: readonly WildcardPart[]): readonly string[] {
  const pieces = [''];
  for (const part of parts) {
    if (part.kind === 'any') pieces.push('');
    else if (part.kind === 'literal') pieces[pieces.length - 1] += part.text;
  }
  return pieces;
}

function matchPieces(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  const last = pieces[pieces.length - 1] ?? '';
  if (pieces.length === 1) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (let index = 1; index < pieces.length - 1; index++) {
    const piece = pieces[index] ?? '';
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** Greedy, going back only to the latest star: an earlier one can never do better. */
function matchUnits(text: readonly string[], pattern: readonly Unit[]): boolean {
  let at = 0;
  let unit = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (pattern[unit] === anyCharacters) {
      star = unit++;
      starAt = at;
    } else if (pattern[unit] === oneCharacter || pattern[unit] === text[at]) {
      unit++;
      at++;
    } else if (star >= 0) {
      unit = star + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (pattern[unit] === anyCharacters) unit++;
  return unit === pattern.length;
}
