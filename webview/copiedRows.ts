import type { RecordRow } from '../src/protocol/resultsProtocol';
import type { Column } from './kept';
import { recordName } from './recordName';
import { safeText } from './safeText';
import { shownColumns } from './shownColumns';
import type { ViewState } from './state';
import type { Words } from './words';

/** The selected rows in their order, tab-separated, as spreadsheets take them; no cell can begin a formula or another row. */
export function copied(view: { readonly state: ViewState; readonly words: Words }): string {
  const columns = shownColumns(view.state);
  const lines = [...view.state.selected]
    .sort(([a], [b]) => a - b)
    .map(([, row]) => {
      const cells = cellsOf(view, row);
      return columns.map((name) => plainCell(cells[name]));
    });
  return [columns.map((name) => view.words[name]), ...lines].map((cells) => cells.join('\t')).join('\n');
}

/** The text of each column; also what is copied. */
export function cellsOf({ words }: { readonly words: Words }, row: RecordRow): Readonly<Record<Column, string>> {
  return {
    mapping: `${safeText(row.mapping)} ${words[`direction.${row.direction}`]}`,
    action: words[`action.${row.action}`],
    local: recordName(row.localId, row.localTitle, words.none),
    integration: recordName(row.integrationId, row.integrationTitle, words.none),
    fields: safeText(row.fields.map(({ field }) => field).join(', ')),
    reason: safeText(row.code === null ? row.reason : `${row.code}: ${row.reason}`),
  };
}

function plainCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, ' ');
  return /^\s*[=+\-@]/.test(line) ? `'${line}` : line;
}
