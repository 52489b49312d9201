import type { RecordRow } from '../../protocol/resultsProtocol';
import { unreachable } from '../../core/assert';

export type ExportFormat = 'csv' | 'json' | 'markdown';

/** Turns rows into a file's text, page by page: a hundred thousand are never one list. */
export interface RecordsWriter {
  begin(): string;
  rows(rows: readonly RecordRow[]): string;
  end(): string;
}

/** For files, so in no user's language: the same names as in JSON, ids and stored values as they are. */
export const exportColumns = [
  'mapping',
  'direction',
  'action',
  'localId',
  'localTitle',
  'integrationId',
  'integrationTitle',
  'changes',
  'code',
  'reason',
  'jobId',
] as const;

export function recordsWriter(format: ExportFormat): RecordsWriter {
  switch (format) {
    case 'csv':
      return {
        // With the mark spreadsheets read the text as UTF-8.
        begin: () => `\ufeff${csvLine(exportColumns)}`,
        rows: (rows) => rows.map((row) => csvLine(cellsOf(row))).join(''),
        end: () => '',
      };
    case 'markdown':
      return {
        begin: () => markdownLine(exportColumns) + markdownLine(exportColumns.map(() => '---')),
        rows: (rows) => rows.map((row) => markdownLine(cellsOf(row).map(markdownCell))).join(''),
        end: () => '',
      };
    case 'json': {
      let isFirst = true;
      return {
        begin: () => '[',
        rows: (rows) =>
          rows
            .map((row) => {
              const comma = isFirst ? '\n' : ',\n';
              isFirst = false;
              return comma + JSON.stringify(row);
            })
            .join(''),
        end: () => '\n]\n',
      };
    }
    default:
      return unreachable(format);
  }
}

/** Extension of the file, without the dot. */
export const fileExtensions: Readonly<Record<ExportFormat, string>> = { csv: 'csv', json: 'json', markdown: 'md' };

function cellsOf(row: RecordRow): readonly string[] {
  return [
    row.mapping,
    row.direction,
    row.action,
    row.localId ?? '',
    row.localTitle ?? '',
    row.integrationId ?? '',
    row.integrationTitle ?? '',
    row.fields.map(changeText).join('; '),
    row.code ?? '',
    row.reason,
    row.jobId,
  ];
}

/** `telephone1: 555 0100 → 555 0199`; the field alone where its values were not kept. */
function changeText({ field, before, after, cut }: RecordRow['fields'][number]): string {
  if (before === undefined && after === undefined) return field;
  return `${field}: ${before ?? ''} → ${after ?? ''}${cut === true ? ' …' : ''}`;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * RFC 4180, each cell in quotes. A cell that a spreadsheet would take for a formula is led by an apostrophe: a record's values are
 * other people's, and opening the file must not run them.
 */
export function csvCell(text: string): string {
  // Spreadsheets pass over blanks and unseen marks before they look for a formula's sign, half or full width.
  const isFormula = /^[\s\p{C}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u.test(text) || /^[\t\r\n]/.test(text);
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Text that stays text: no markup, no link, no second row. */
function markdownCell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~&-]/g, (sign) => `\\${sign}`).replace(/[\r\n\u2028\u2029\v\f\u0085]+/g, ' ');
}
