import type { Opened } from '../../src/protocol/resultsProtocol';
import { h } from '../html';
import type { VNode } from '../html';
import { columnNames } from '../kept';
import { button, checkbox, textField } from '../kit';
import { copied } from '../copiedRows';
import { recordsPage } from '../needs';
import type { View } from '../view';
import { fill } from '../words';
import { actionButton } from './parts';

/** Search, columns, copy and export above the list of records. */
export function recordTools(
  view: View,
  opened: Extract<Opened, { readonly place: 'records' }>,
  total: number | null,
): VNode {
  const { state, words, format, tell } = view;
  const question = { ...recordsPage(opened, state.filters.search, 0), limit: total ?? 0 };
  const exportAs = (label: string, way: 'csv' | 'json' | 'markdown'): VNode =>
    actionButton(view, label, { name: 'export', format: way, question });
  return h(
    'div',
    { key: 'tools', class: 'tools', role: 'group' },
    textField(words.search, state.filters.search, words.searchHint, (search) =>
      tell({ kind: 'filter', filters: { search } }),
    ),
    h(
      'details',
      { class: 'columns' },
      h('summary', {}, words.columns),
      columnNames.map((name) =>
        checkbox(words[name], state.columns.includes(name), (shown) => tell({ kind: 'column', column: name, shown })),
      ),
    ),
    button(words.copy, () => view.act({ name: 'copy', text: copied(view) }), {
      disabledBecause: state.selected.size === 0 ? words.copyHint : undefined,
    }),
    total !== null &&
      total > 0 && [
        exportAs(words.exportCsv, 'csv'),
        exportAs(words.exportJson, 'json'),
        exportAs(words.exportMarkdown, 'markdown'),
      ],
    total !== null &&
      h('span', { class: 'total' }, total === 1 ? words.countOfOne : fill(words.countOf, format.count(total))),
  );
}
