import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { TextChange } from '../../core/mapping/edits/textChange';
import { formatChanges, formatChangesWithin } from '../../core/mapping/format/formatChanges';
import { createLineIndex } from '../../core/mapping/lineIndex';
import { lspRange } from '../positions';
import { offsetsOf } from './offsets';

/** Lays out a whole file; nothing where its YAML is broken. */
export function formattingEdits(text: string): readonly TextEdit[] {
  return lspEdits(text, formatChanges(text));
}

/** Lays out the lines that a range touches. */
export function rangeFormattingEdits(text: string, range: Range): readonly TextEdit[] {
  const { start, end } = offsetsOf(text, range);
  return lspEdits(text, formatChangesWithin(text, start, end));
}

/** After a line break: lays out the line that was just left. `line` counts from 0 and is where the cursor stands now. */
export function onTypeFormattingEdits(text: string, line: number): readonly TextEdit[] {
  if (line < 1) return [];
  return rangeFormattingEdits(text, { start: { line: line - 1, character: 0 }, end: { line: line - 1, character: 0 } });
}

/** The characters after which `onTypeFormattingEdits` is asked. */
export const formattingTriggers: readonly string[] = ['\n'];

function lspEdits(text: string, changes: readonly TextChange[]): readonly TextEdit[] {
  const lines = createLineIndex(text);
  return changes.map(({ start, end, newText }) => ({ range: lspRange(lines.range(start, end)), newText }));
}
