import type { FoldingRange } from 'vscode-languageserver-types';
import type { FileAnalysis } from '../analysis';

/**
 * What can be folded: everything that is indented below a line (sections, field mappings, value maps), brackets over several lines,
 * and comments over several lines. From the indentation alone, so that it works while the YAML is broken.
 */
export function foldingRanges(file: Pick<FileAnalysis, 'text'>): readonly FoldingRange[] {
  const lines = file.text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map(lineOf);
  return [...blocks(lines), ...comments(lines)].toSorted((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

interface Line {
  readonly kind: 'blank' | 'comment' | 'content';
  readonly indent: number;
  /** The line begins an item of a list, so that it may hold what stands at its own indentation. */
  readonly isItem: boolean;
  readonly closes: boolean;
}

function lineOf(text: string): Line {
  const content = text.trim();
  const indent = text.length - text.trimStart().length;
  const kind = content === '' ? 'blank' : content.startsWith('#') ? 'comment' : 'content';
  return { kind, indent, isItem: /^-(\s|$)/.test(content), closes: /^[}\]]/.test(content) };
}

function blocks(lines: readonly Line[]): readonly FoldingRange[] {
  const found: FoldingRange[] = [];
  const open: { readonly start: number; readonly line: Line; last: number }[] = [];
  const close = (block: { readonly start: number; readonly last: number } | undefined) => {
    if (block && block.last > block.start) found.push({ startLine: block.start, endLine: block.last });
  };
  lines.forEach((line, index) => {
    if (line.kind === 'blank') return;
    while (open.length > 0 && !isBelow(line, open.at(-1)?.line)) close(open.pop());
    // A comment says nothing of where a block ends; it counts where something of the block follows.
    if (line.kind === 'comment') return;
    for (const block of open) block.last = index;
    open.push({ start: index, line, last: index });
  });
  while (open.length > 0) close(open.pop());
  return found;
}

/** Lists may stand at the indentation of their key, and brackets close there. */
function isBelow(line: Line, above: Line | undefined): boolean {
  if (!above) return false;
  if (line.kind === 'comment') return true;
  if (line.indent !== above.indent) return line.indent > above.indent;
  return (line.isItem && !above.isItem) || (line.closes && !above.closes);
}

function comments(lines: readonly Line[]): readonly FoldingRange[] {
  const found: FoldingRange[] = [];
  let start = 0;
  lines.forEach((line, index) => {
    if (line.kind !== 'comment') start = index + 1;
    else if (lines[index + 1]?.kind !== 'comment' && index > start) {
      found.push({ startLine: start, endLine: index, kind: 'comment' });
    }
  });
  return found;
}
