import { createLineIndex } from '../lineIndex';
import { readSourceTree } from '../readSourceTree';
import type { TextChange } from '../edits/textChange';
import { applyChanges, changeBetween, lineEndOf } from '../edits/textChange';
import { beginsLine, commentColumns } from './commentColumns';
import { formattedBody, formattedScalar } from './formattedScalar';
import type { LayoutToken, LayoutType } from './layoutTokens';
import { layoutTokens } from './layoutTokens';
import { sameMeaning } from './sameMeaning';

/**
 * The changes that lay a mapping or workspace file out as the templates are: two columns a level, one space where one belongs, quotes
 * only where they are needed, at most one blank line. Comments stay with their lines. No changes where the text is not one readable YAML
 * document, and none that would change what it means. What is in form already stays untouched.
 */
export function formatChanges(text: string): readonly TextChange[] {
  const changes = wantedChanges(text);
  return changes.length > 0 && sameMeaning(text, applyChanges(text, changes)) ? changes : [];
}

/** Those of `formatChanges` on the lines from `start` to `end`; none where they cannot do without the others. */
export function formatChangesWithin(text: string, start: number, end: number): readonly TextChange[] {
  const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', Math.max(end, start));
  const to = lineEnd < 0 ? text.length : lineEnd;
  const changes = wantedChanges(text).filter((change) => change.start >= from && change.end <= to);
  return changes.length > 0 && sameMeaning(text, applyChanges(text, changes)) ? changes : [];
}

function wantedChanges(text: string): readonly TextChange[] {
  const tokens = isReadable(text) ? layoutTokens(text) : undefined;
  if (!tokens || tokens.length === 0) return [];
  const columns = commentColumns(text, tokens);
  const eol = lineEndOf(text);
  const changes: TextChange[] = [];
  const change = (start: number, end: number, newText: string) => {
    const before = text.slice(start, end);
    if (before === newText) return;
    // As little as possible: a part of the text is formatted by the changes that lie in it.
    const needed = changeBetween(before, newText);
    changes.push({ start: start + needed.start, end: start + needed.end, newText: needed.newText });
  };
  let end = 0;
  let previous: LayoutToken | undefined;
  for (const token of tokens) {
    const gap = text.slice(end, token.offset);
    const column = columns.get(token) ?? token.column;
    const wanted = formattedGap(text, gap, previous, token, column, eol);
    // Space at the end of a line is one thing, the lines that follow are another.
    const lineEnd = previous && wanted !== gap ? /\r?\n/.exec(gap)?.index : undefined;
    if (lineEnd !== undefined) change(end, end + lineEnd, '');
    change(end + (lineEnd ?? 0), token.offset, wanted);
    end = token.offset + token.source.length;
    change(token.offset, end, formattedToken(token, column));
    previous = token;
  }
  change(end, text.length, text[end - 1] === '\n' ? '' : eol);
  return changes;
}

function isReadable(text: string): boolean {
  let readable = true;
  readSourceTree(text, createLineIndex(text), (code) => {
    if (code === 'YAML_SYNTAX') readable = false;
  });
  return readable;
}

function formattedToken(token: LayoutToken, column: number): string {
  switch (token.type) {
    case 'comment':
      return token.source.trimEnd();
    case 'block-scalar-body':
      return formattedBody(token.source, column);
    default:
      return formattedScalar(token);
  }
}

/** What stands between two tokens: line ends and indentation, or one space or none. */
function formattedGap(
  text: string,
  gap: string,
  previous: LayoutToken | undefined,
  token: LayoutToken,
  column: number,
  eol: string,
): string {
  // The text of a block scalar brings its indentation along.
  if (token.type === 'block-scalar-body') return gap;
  if (!previous || previous.type === 'byte-order-mark') return ' '.repeat(column);
  if (!beginsLine(text, token.offset)) return isApart(previous, token, gap) ? ' ' : '';
  const lines = gap.split('\n').length - 1;
  const most = previous.type === 'block-scalar-body' ? 1 : 2;
  return eol.repeat(Math.min(lines, most)) + ' '.repeat(column);
}

function isApart(previous: LayoutToken, token: LayoutToken, gap: string): boolean {
  if (token.type === 'comment') return true;
  if (token.type === 'map-value-ind') return previous.type === 'alias' || apartAfter.has(previous.type);
  if (token.type === 'comma' || token.type === 'flow-seq-end') return false;
  if (token.type === 'flow-map-end') return previous.type !== 'flow-map-start';
  if (previous.type === 'flow-seq-start') return false;
  return previous.type === 'flow-map-start' || apartAfter.has(previous.type) || gap !== '';
}

const apartAfter: ReadonlySet<LayoutType> = new Set([
  'seq-item-ind',
  'explicit-key-ind',
  'map-value-ind',
  'anchor',
  'tag',
  'comma',
  'doc-start',
]);
