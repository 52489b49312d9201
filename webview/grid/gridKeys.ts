import type { Listener } from '../html';
import type { View } from '../view';
import { moveCursor } from './moveCursor';
import type { GridShape } from './moveCursor';

/** What a cell carries to be reached by the keyboard: one of a grid is in the tab order, the rest by arrow keys. */
export function cellFocus(view: View, row: number, column: number, shape: GridShape): Readonly<Record<string, string>> {
  const { cursor } = view.state;
  const isHere =
    row === Math.min(cursor.row, shape.rows - 1) && column === Math.min(cursor.column, shape.columnsOf(row) - 1);
  return { 'data-cell': `${row}:${column}`, tabindex: isHere ? '0' : '-1' };
}

/** Listeners of a grid. `onKey` gets the keys that do not move, and tells whether it used one. */
export function gridListeners(
  view: View,
  shape: GridShape,
  onKey: (key: string, row: number) => boolean = () => false,
): Readonly<Record<string, Listener>> {
  return {
    keydown(event) {
      if (!(event instanceof KeyboardEvent) || event.altKey || event.metaKey) return;
      // What stands in a cell, such as a button in an opened row, has its keys to itself.
      if (!(event.target instanceof Element) || !event.target.hasAttribute('data-cell')) return;
      const next = moveCursor(view.current().cursor, event.key, event.ctrlKey, shape);
      if (next) view.tell({ kind: 'cursor', cursor: next });
      else if (!onKey(event.key, view.current().cursor.row)) return;
      event.preventDefault();
    },
    focusin(event) {
      const cell = event.target instanceof Element ? event.target.closest('[data-cell]') : null;
      const [row = 0, column = 0] = (cell?.getAttribute('data-cell') ?? '').split(':').map(Number);
      const { cursor } = view.current();
      if (cell && (row !== cursor.row || column !== cursor.column))
        view.tell({ kind: 'cursor', cursor: { row, column } });
    },
  };
}
