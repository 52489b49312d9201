import type { Opened, RecordRow } from '../../src/protocol/resultsProtocol';
import { valueOf } from '../answers';
import { cellFocus, gridListeners } from '../grid/gridKeys';
import type { GridShape } from '../grid/moveCursor';
import { directionSigns } from '../directionSigns';
import { h } from '../html';
import type { VNode } from '../html';
import type { Column } from '../kept';
import { recordsPage } from '../needs';
import { recordRows } from '../recordRows';
import { safeText } from '../safeText';
import { shownColumns } from '../shownColumns';
import { cellsOf } from '../copiedRows';
import type { View } from '../view';
import { fill } from '../words';
import { recordName, recordTitle } from '../recordName';
import { aboutRun } from './aboutRun';
import { empty, missing } from './parts';
import { recordDetail } from './recordDetail';
import { recordTools } from './recordTools';

type Records = Extract<Opened, { readonly place: 'records' }>;

/** Selecting and opening come before the columns that can be chosen. */
const ownColumns = 2;

/** What jobs did to records, as one long list. */
export function recordsPlace(view: View, opened: Records): readonly VNode[] {
  const { state, words } = view;
  const rows = recordRows(state, opened);
  const about = aboutRun(view, opened, rows.at(state.window.first));
  const note = recordsNote(view, opened);
  const tools = [about, recordTools(view, opened, rows.total), note].filter((part) => part !== undefined);
  if (rows.total === null)
    return [...tools, missing(view, { name: 'records', params: recordsPage(opened, state.filters.search, 0) })];
  if (rows.total === 0)
    return [
      ...tools,
      empty(
        state.filters.search === '' ? words.noRecords : fill(words.noMatchingRecords, safeText(state.filters.search)),
      ),
    ];
  const columns = shownColumns(state);
  const width = ownColumns + columns.length;
  const shape: GridShape = { rows: rows.total, columnsOf: () => width, page: 10 };
  const onKey = (key: string, index: number): boolean => {
    const row = rows.at(index);
    if (!row || (key !== 'Enter' && key !== ' ')) return false;
    if (key === 'Enter') view.tell({ kind: 'expand', index });
    else view.tell({ kind: 'select', index, row });
    return true;
  };
  const grid = h(
    'div',
    {
      key: 'records',
      class: view.isNarrow ? 'records narrow' : 'records',
      role: 'grid',
      'aria-label': words.records,
      'aria-rowcount': rows.total + 1,
      'aria-colcount': width,
      'aria-multiselectable': 'true',
      on: gridListeners(view, shape, onKey),
    },
    h(
      'div',
      { role: 'row', class: 'head', 'aria-rowindex': 1 },
      h('div', { role: 'columnheader', class: 'tick' }, h('span', { class: 'unseen' }, fill(words.select, ''))),
      h('div', { role: 'columnheader', class: 'tick' }, h('span', { class: 'unseen' }, words.fields)),
      columns.map((name) => h('div', { role: 'columnheader', class: `c-${name}` }, words[name])),
    ),
    h(
      'div',
      { role: 'rowgroup', class: 'scroller', key: 'scroller', 'data-scroller': 'true' },
      h(
        'div',
        { class: 'all', role: 'presentation', lengths: { '--height': `${view.list.totalHeight}px` } },
        view.list.rows.map((place) => sameRow(view, rows.at(place.index), place, columns, shape)),
      ),
    ),
  );
  return [...tools, grid];
}

/** Why the list is shorter than the counter says, where it is. */
function recordsNote({ state }: View, opened: Records): VNode | undefined {
  const note = valueOf(state.answers, 'records', recordsPage(opened, state.filters.search, 0))?.note;
  return note === undefined ? undefined : h('p', { key: 'note', class: 'quiet', role: 'note' }, safeText(note));
}

/** A closed row is described once for as long as nothing about it changes: most of a scroll's rows stand already. */
function sameRow(
  view: View,
  row: RecordRow | undefined,
  place: View['list']['rows'][number],
  columns: readonly Column[],
  shape: GridShape,
): VNode {
  const { state, tell } = view;
  const { index, top, height } = place;
  if (row === undefined || state.expanded.has(index)) return recordRow(view, row, place, columns, shape);
  const cursor = state.cursor.row === index ? state.cursor.column : -1;
  const from = [tell, index, top, height, state.selected.has(index), cursor, shape.rows, ...columns];
  const before = closedRows.get(row);
  if (before && before.from.length === from.length && before.from.every((each, at) => each === from[at]))
    return before.node;
  const node = recordRow(view, row, place, columns, shape);
  closedRows.set(row, { from, node });
  return node;
}

/** What closed rows were last described as, and from what. */
const closedRows = new WeakMap<RecordRow, { readonly from: readonly unknown[]; readonly node: VNode }>();

function recordRow(
  view: View,
  row: RecordRow | undefined,
  { index, top, height }: View['list']['rows'][number],
  columns: readonly Column[],
  shape: GridShape,
): VNode {
  const { state, words } = view;
  const isOpen = state.expanded.has(index);
  const isSelected = state.selected.has(index);
  const name = row
    ? recordName(row.localId ?? row.integrationId, row.localTitle ?? row.integrationTitle, words.none)
    : '';
  const cells = row ? cellsOf(view, row) : undefined;
  return h(
    'div',
    {
      key: `row ${index}`,
      role: 'row',
      class: `record ${row?.action ?? 'unknown'}`,
      'aria-rowindex': index + 2,
      'aria-selected': String(isSelected),
      'aria-busy': row ? undefined : 'true',
      lengths: { '--top': `${top}px`, '--height': `${height}px` },
    },
    h(
      'div',
      { role: 'gridcell', class: 'tick', 'aria-colindex': 1 },
      h('span', {
        class: 'box',
        role: 'checkbox',
        'aria-checked': String(isSelected),
        'aria-label': fill(words.select, name),
        ...cellFocus(view, index, 0, shape),
        on: { click: () => row && view.tell({ kind: 'select', index, row }) },
      }),
    ),
    h(
      'div',
      { role: 'gridcell', class: 'tick', 'aria-colindex': 2 },
      h(
        'button',
        {
          type: 'button',
          class: 'opener',
          'aria-expanded': String(isOpen),
          'aria-label': `${words.fields}: ${name}`,
          ...cellFocus(view, index, 1, shape),
          on: { click: () => view.tell({ kind: 'expand', index }) },
        },
        h('span', { 'aria-hidden': 'true' }, isOpen ? '▾' : '▸'),
      ),
    ),
    columns.map((column, at) =>
      h(
        'div',
        {
          role: 'gridcell',
          class: `c-${column}`,
          'aria-colindex': at + ownColumns + 1,
          'data-label': words[column],
          title: cells?.[column],
          ...cellFocus(view, index, at + ownColumns, shape),
        },
        cells && row && h('bdi', {}, shortCell(column, row, words.none) ?? cells[column]),
      ),
    ),
    isOpen &&
      row &&
      h(
        'div',
        { role: 'gridcell', class: 'detail', 'aria-colspan': ownColumns + columns.length },
        recordDetail(view, row),
      ),
  );
}

/** What says enough in a list; the ids beside the titles and the rest are a hover away. */
function shortCell(column: Column, row: RecordRow, none: string): string | undefined {
  if (column === 'mapping') return `${safeText(row.mapping)} ${directionSigns[row.direction]}`;
  if (column === 'local') return recordTitle(row.localId, row.localTitle, none);
  return column === 'integration' ? recordTitle(row.integrationId, row.integrationTitle, none) : undefined;
}
