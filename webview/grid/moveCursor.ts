import type { Cursor } from '../state';

/** How far one can go: rows in all, and cells in each. */
export interface GridShape {
  readonly rows: number;
  readonly columnsOf: (row: number) => number;
  /** Rows that Page Up and Page Down leap over. */
  readonly page: number;
}

/** Where a key leads; undefined for keys that are not for the grid. With Ctrl, Home and End lead to the first and last cell. */
export function moveCursor(
  { row, column }: Cursor,
  key: string,
  withControl: boolean,
  shape: GridShape,
): Cursor | undefined {
  const to = (wantedRow: number, wantedColumn: number): Cursor => {
    const nextRow = between(wantedRow, shape.rows - 1);
    return { row: nextRow, column: between(wantedColumn, shape.columnsOf(nextRow) - 1) };
  };
  switch (key) {
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowRight':
      return to(row, Math.min(column, shape.columnsOf(row) - 1) + 1);
    case 'ArrowLeft':
      return to(row, Math.min(column, shape.columnsOf(row) - 1) - 1);
    case 'PageDown':
      return to(row + shape.page, column);
    case 'PageUp':
      return to(row - shape.page, column);
    case 'Home':
      return to(withControl ? 0 : row, 0);
    case 'End':
      return to(withControl ? shape.rows - 1 : row, Number.MAX_SAFE_INTEGER);
    default:
      return undefined;
  }
}

function between(value: number, last: number): number {
  return Math.max(0, Math.min(value, last));
}
