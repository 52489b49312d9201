import type { Position, Range } from 'vscode-languageserver-types';
import type { TextPosition, TextRange } from '../core/model/problem';

/** The editor's lines and columns count from 0, ours from 1; both count UTF-16 units. */
export function lspRange({ start, end }: TextRange): Range {
  return { start: lspPosition(start), end: lspPosition(end) };
}

export function lspPosition({ line, column }: TextPosition): Position {
  return { line: line - 1, character: column - 1 };
}

/**
 * The text as the server keeps it: a lone CR ends a line in the editor's protocol but not in ours, so it is kept as LF. Offsets
 * stay as they are.
 */
export function withEditorLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}
