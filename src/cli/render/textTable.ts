import { cutText, displayWidth } from './displayWidth';
import { printable } from './printable';
import type { Colour, TextStyle } from './textStyle';

export interface TableColumn {
  readonly title: string;
  /** Numbers stand right. Left where absent. */
  readonly align?: 'left' | 'right';
}

/** A cell's text as it is in the data; the table makes it printable. */
export type TableCell = string | { readonly text: string; readonly colour: Colour };

/**
 * Lines of an aligned table, its titles first. Columns are as wide as their widest cell; where `width` is given and the
 * table is wider, the last column is cut to fit as far as it can be.
 */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly TableCell[])[],
  options: { readonly style: TextStyle; readonly width?: number | undefined },
): readonly string[] {
  const cells = rows.map((row) => row.map(printableCell));
  const widths = columns.map((column, at) =>
    cells.reduce((widest, row) => Math.max(widest, displayWidth(row[at]?.text ?? '')), displayWidth(column.title)),
  );
  const last = widths.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + gap.length, 0);
  const lastWidth = options.width === undefined ? Infinity : Math.max(narrowest, options.width - before);
  const { paint, glyphs } = options.style;

  const line = (row: readonly Cell[]): string =>
    columns
      .map(({ align = 'left' }, at) => {
        const { text, colour } = row[at] ?? { text: '' };
        const shown = at === last ? cutText(text, lastWidth, glyphs.ellipsis) : text;
        const width = at === last && align === 'left' ? 0 : (widths[at] ?? 0);
        return padPainted(shown, colour ? paint(colour, shown) : shown, width, align);
      })
      .join(gap)
      .trimEnd();
  return [line(columns.map(({ title }) => ({ text: title, colour: 'dim' }))), ...cells.map(line)];
}

const gap = '  ';
/** The last column keeps at least this much, and the line wraps: no text at all helps nobody. */
const narrowest = 20;

interface Cell {
  readonly text: string;
  readonly colour?: Colour;
}

function printableCell(cell: TableCell): Cell {
  return typeof cell === 'string' ? { text: printable(cell) } : { ...cell, text: printable(cell.text) };
}

/** Pads by the plain text's width: colour codes take no room. */
function padPainted(plain: string, painted: string, width: number, align: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(plain)));
  return align === 'left' ? painted + fill : fill + painted;
}
