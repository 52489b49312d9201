import type { TextPosition, TextRange } from '../model/problem';

/** Turns offsets of one text into positions: lines and columns from 1, columns counting UTF-16 units as editors do. */
export interface LineIndex {
  range(start: number, end: number): TextRange;
}

/** Lines end with LF or CR LF, as YAML's do. Offsets behind the text count as its end. */
export function createLineIndex(text: string): LineIndex {
  // Editors do not count a byte order mark as a column.
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  const position = (given: number): TextPosition => {
    const offset = Math.min(given, text.length);
    const line = lastAtOrBefore(starts, offset);
    return { offset, line: line + 1, column: Math.max(1, offset - (starts[line] ?? 0) + 1) };
  };
  return { range: (start, end) => ({ start: position(start), end: position(Math.max(start, end)) }) };
}

/** The index of the last element that is not greater than `value`; the first element never is. */
function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
