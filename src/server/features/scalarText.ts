import { yamlScalar } from '../../core/mapping/yamlScalar';
import type { LooseScalar } from './looseTree';

/**
 * A text as it may stand in a file: plain where it can be, as people write it, else in quotes. In a block that is more often than between
 * brackets; a word that YAML takes for nothing is quoted everywhere.
 */
export function scalarText(text: string, flow: boolean): string {
  if (!flow && isPlainInBlock(text)) return text;
  return isPlainNumberOrWord(text) ? text : yamlScalar(text);
}

/** The text within quotes that stand there already. */
export function quotedText(text: string, quote: LooseScalar['quote']): string {
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  return quote === '"' ? JSON.stringify(text) : text;
}

/** Inside the quotes, without them. */
export function escapedText(text: string, quote: LooseScalar['quote']): string {
  return quote === '' ? text : quotedText(text, quote).slice(1, -1);
}

function isPlainInBlock(text: string): boolean {
  if (text === '' || text !== text.trim() || /[\p{Cc}\u2028\u2029\ufeff]/u.test(text)) return false;
  if (/^[,[\]{}#&*!|>'"%@`]|^[-?:](\s|$)|^(---|\.\.\.)/.test(text) || /:(\s|$)|\s#/.test(text)) return false;
  return !/^(~|null)$/i.test(text);
}

/** Values are written plain, as Tandem reads them: numbers, dates and booleans are texts like any other. */
function isPlainNumberOrWord(text: string): boolean {
  return /^(-?\d[\d.]*|\d{4}-\d\d-\d\d|true|false)$/.test(text);
}
