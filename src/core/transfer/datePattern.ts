import { isDate } from './dateTimeText';

/** A pattern of `yyyy MM dd HH mm ss` and literal text (DESIGN 3), read. */
export interface DatePattern {
  readonly pieces: readonly DatePatternPiece[];
  /** Whether it shows hours, minutes or seconds. */
  readonly hasTime: boolean;
}

export type DatePatternPiece =
  { readonly kind: 'part'; readonly part: DatePart } | { readonly kind: 'literal'; readonly text: string };

export type DatePart = 'yyyy' | 'MM' | 'dd' | 'HH' | 'mm' | 'ss';

/** Where each part stands in a canonical dateTime. */
const partStart: { readonly [P in DatePart]: number } = { yyyy: 0, MM: 5, dd: 8, HH: 11, mm: 14, ss: 17 };

export function readDatePattern(format: string): DatePattern {
  const pieces = format.split(/(yyyy|MM|dd|HH|mm|ss)/).flatMap((text): readonly DatePatternPiece[] => {
    if (text === '') return [];
    return isPart(text) ? [{ kind: 'part', part: text }] : [{ kind: 'literal', text }];
  });
  return { pieces, hasTime: pieces.some((piece) => piece.kind === 'part' && partStart[piece.part] > 10) };
}

/** A canonical dateTime as the pattern shows it. */
export function formatDate(instant: string, pattern: DatePattern): string {
  let text = '';
  for (const piece of pattern.pieces) {
    if (piece.kind === 'literal') text += piece.text;
    else text += instant.slice(partStart[piece.part], partStart[piece.part] + piece.part.length);
  }
  return text;
}

/**
 * The canonical date, or dateTime where the pattern has a time, that a text shows by the pattern. Hours, minutes and seconds that
 * the pattern leaves out are zero; year, month and day must be there. Undefined where the text does not fit.
 */
export function parseDate(text: string, pattern: DatePattern): string | undefined {
  const found = readParts(text, pattern);
  if (!found) return undefined;
  const { yyyy, MM, dd, HH = '00', mm = '00', ss = '00' } = found;
  if (yyyy === undefined || MM === undefined || dd === undefined) return undefined;
  const date = `${yyyy}-${MM}-${dd}`;
  if (!isDate(date) || HH > '23' || mm > '59' || ss > '59') return undefined;
  return pattern.hasTime ? `${date}T${HH}:${mm}:${ss}.000Z` : date;
}

function readParts(text: string, pattern: DatePattern): { readonly [P in DatePart]?: string } | undefined {
  const found: { [P in DatePart]?: string } = {};
  let at = 0;
  for (const piece of pattern.pieces) {
    const length = piece.kind === 'literal' ? piece.text.length : piece.part.length;
    const read = text.slice(at, at + length);
    at += length;
    if (piece.kind === 'literal') {
      if (read !== piece.text) return undefined;
      continue;
    }
    const twice = found[piece.part];
    if (read.length !== length || !/^\d+$/.test(read) || (twice !== undefined && twice !== read)) return undefined;
    found[piece.part] = read;
  }
  return at === text.length ? found : undefined;
}

function isPart(text: string): text is DatePart {
  return Object.hasOwn(partStart, text);
}
