import { Lexer } from 'yaml';

/** Far more than the mapping language needs, and far less than the parser's recursion can bear. */
const brackets = 100;
const columns = 200;

/**
 * Whether a text nests so deeply that parsing it would exhaust the stack, which cannot be recovered from everywhere. Brackets
 * nest by their number; lines nest by indentation and by `- ` and `? `, so no deeper than the column they begin in.
 */
export function nestsTooDeeply(text: string): boolean {
  let open = 0;
  let column = 0;
  let lineBegins = true;
  for (const lexeme of new Lexer().lex(text)) {
    if (controls.has(lexeme)) continue;
    if (lexeme === '[' || lexeme === '{') open += 1;
    if (lexeme === ']' || lexeme === '}') open -= 1;
    const space = /^\s*$/.test(lexeme) || lexeme.startsWith('#');
    const nests = (lineBegins && !space) || (open === 0 && (lexeme === '-' || lexeme === '?'));
    if (open > brackets || (nests && column > columns)) return true;

    const lineEnd = lexeme.lastIndexOf('\n');
    column = lineEnd < 0 ? column + lexeme.length : lexeme.length - lineEnd - 1;
    lineBegins = lineEnd >= 0 || (lineBegins && space);
  }
  return false;
}

/** What the lexer puts between the pieces of the text: document start, broken flow, scalar to come. */
const controls: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);
