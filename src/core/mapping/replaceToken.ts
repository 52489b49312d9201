import type { Fix, TextEdit, TextRange } from '../model/problem';

/** The text that edits refer to. */
export interface EditableFile {
  readonly file: string;
  readonly text: string;
}

/**
 * The fix that puts `to` where `from` stands, in the quotes it has; none where the place holds anything but `from`, or
 * where `to` would need quotes that are not there.
 */
export function replaceToken(file: EditableFile, range: TextRange, from: string, to: string): readonly Fix[] {
  const [start, end] = [range.start.offset, range.end.offset];
  const newText = requoted(file.text.slice(start, end), from, to);
  if (newText === undefined) return [];
  const edit: TextEdit = { file: file.file, start, end, newText };
  return [{ title: `Change to '${to}'`, edits: [edit] }];
}

function requoted(written: string, from: string, to: string): string | undefined {
  if (written === from) return isPlainEverywhere(to) ? to : undefined;
  if (written === `'${from.replaceAll("'", "''")}'`) return `'${to.replaceAll("'", "''")}'`;
  if (written === `"${from}"` && !/["\\]/.test(to)) return `"${to}"`;
  return undefined;
}

/** Whether a text needs no quotes wherever a scalar may stand, also between braces and beside an arrow. */
function isPlainEverywhere(text: string): boolean {
  return /^(<?->?\s*)?[\p{L}\p{N}_$]([^:#,[\]{}\r\n]*[^:#,[\]{}\s])?$/u.test(text) || /^(<->|->|<-)$/.test(text);
}
