import { Lexer } from 'yaml';

/** Far more than the mapping language needs, and far less than the parser's recursion can bear. */
const brackets = 100;
const columns = 200;

/**
 * Whether a text nests so deeply that parsing it would exhaust the stack, which cannot be recovered from everywhere. Brackets
 * nest by their number; lines nest by indentation and by `- ` and `? `, so no deeper than the column they begin in.
 */
export function nestsTooDeeply(text: string): boolean {
  if (isPlainlyShallow(text)) return false;
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

/** Without so many brackets, or lines that reach so far, nothing can; most files are told apart by this alone. */
function isPlainlyShallow(text: string): boolean {
  let opened = 0;
  let lineStart = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === leftBracket || code === leftBrace) opened++;
    else if (code === lineFeed) lineStart = at + 1;
    if (opened > brackets || at - lineStart > columns) return false;
  }
  return true;
}

const [leftBracket, leftBrace, lineFeed] = [0x5b, 0x7b, 0x0a];

/** What the lexer puts between the pieces of the text: document start, broken flow, scalar to come. */
const controls: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);
