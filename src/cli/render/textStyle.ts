/**
 * How text may look where it goes: colours only on a terminal that wants them, and only to underline what the words say
 * already; signs beyond ASCII only where the locale can show them.
 */
export interface TextStyle {
  readonly paint: (colour: Colour, text: string) => string;
  readonly glyphs: Glyphs;
}

export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Glyphs {
  readonly arrow: string;
  readonly ellipsis: string;
  readonly barFull: string;
  readonly barEmpty: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function textStyle(where: { readonly isTerminal: boolean; readonly env: Environment }): TextStyle {
  const coloured = where.isTerminal && !where.env['NO_COLOR'] && where.env['TERM'] !== 'dumb';
  return {
    paint: (colour, text) => (coloured && text !== '' ? `\u001b[${sgr[colour]}m${text}\u001b[0m` : text),
    glyphs: showsUnicode(where.env) ? unicodeGlyphs : asciiGlyphs,
  };
}

const sgr: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

const unicodeGlyphs: Glyphs = { arrow: '→', ellipsis: '…', barFull: '█', barEmpty: '░' };
const asciiGlyphs: Glyphs = { arrow: '->', ellipsis: '...', barFull: '#', barEmpty: '-' };

/** Windows terminals that show Unicode say so by other variables than the locale. */
function showsUnicode(env: Environment): boolean {
  if (env['TERM'] === 'linux') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale) || Boolean(env['WT_SESSION']) || env['TERM_PROGRAM'] === 'vscode';
}
