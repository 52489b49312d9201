import type { Position, Range } from 'vscode-languageserver-types';

/** An editor's range as zero-based offsets into the text; what lies behind a line or the text counts as its end. */
export function offsetsOf(text: string, range: Range): { readonly start: number; readonly end: number } {
  const start = offsetAt(text, range.start);
  return { start, end: Math.max(start, offsetAt(text, range.end)) };
}

export function offsetAt(text: string, { line, character }: Position): number {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let left = line; left > 0; left--) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  const lineEnd = end < 0 ? text.length : text[end - 1] === '\r' ? end - 1 : end;
  return Math.min(start + character, Math.max(start, lineEnd));
}
