import type { InstantParts } from './dateText';
import { isDate, pad } from './dateText';

const tokens = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'] as const;
type Token = (typeof tokens)[number];

/** A date pattern in pieces: a token, or text to be taken as it stands. */
export type DatePattern = readonly ({ readonly token: Token } | { readonly literal: string })[];

export function parseDatePattern(format: string): DatePattern {
  const pieces: ({ token: Token } | { literal: string })[] = [];
  for (let at = 0; at < format.length; ) {
    const token = tokens.find((each) => format.startsWith(each, at));
    const literal = token ?? format[at] ?? '';
    pieces.push(token ? { token } : { literal });
    at += literal.length;
  }
  return pieces;
}

export function formatDate(parts: InstantParts, pattern: DatePattern): string {
  return pattern.map((piece) => ('literal' in piece ? piece.literal : part(parts, piece.token))).join('');
}

/** Reads a text by a pattern; undefined where it does not fit. What the pattern leaves out is zero, or the first. */
export function parseFormattedDate(text: string, pattern: DatePattern): InstantParts | undefined {
  const found: Partial<Record<Token, number>> = {};
  let at = 0;
  for (const piece of pattern) {
    if ('literal' in piece) {
      if (!text.startsWith(piece.literal, at)) return undefined;
      at += piece.literal.length;
      continue;
    }
    const digits = text.slice(at, at + piece.token.length);
    if (!/^\d+$/.test(digits) || digits.length !== piece.token.length) return undefined;
    found[piece.token] = Number(digits);
    at += digits.length;
  }
  const parts: InstantParts = {
    year: found.yyyy ?? 1,
    month: found.MM ?? 1,
    day: found.dd ?? 1,
    hour: found.HH ?? 0,
    minute: found.mm ?? 0,
    second: found.ss ?? 0,
    fraction: '',
  };
  const fits = at === text.length && isDate(parts) && parts.hour < 24 && parts.minute < 60 && parts.second < 60;
  return fits ? parts : undefined;
}

function part(parts: InstantParts, token: Token): string {
  switch (token) {
    case 'yyyy':
      return pad(parts.year, 4);
    case 'MM':
      return pad(parts.month);
    case 'dd':
      return pad(parts.day);
    case 'HH':
      return pad(parts.hour);
    case 'mm':
      return pad(parts.minute);
    case 'ss':
      return pad(parts.second);
  }
}
