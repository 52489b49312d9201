import type { RecordRow } from '../src/protocol/resultsProtocol';

export interface RowMeasures {
  /** Of a line of text, in CSS pixels. */
  readonly line: number;
  readonly isNarrow: boolean;
  readonly columns: number;
  readonly expanded: ReadonlySet<number>;
  readonly at: (index: number) => RecordRow | undefined;
}

/** More fields than these scroll within the opened row. */
const mostFields = 8;

/** Heights are computed rather than measured, so that any row can be scrolled to without drawing those before it. */
export function rowHeights({ line, isNarrow, columns, expanded, at }: RowMeasures): (index: number) => number {
  const closed = isNarrow ? (columns + 1) * line + 12 : line + 8;
  const opened = new Map([...expanded].map((index) => [index, closed + detailHeight(at(index), line, isNarrow)]));
  return (index) => opened.get(index) ?? closed;
}

function detailHeight(row: RecordRow | undefined, line: number, isNarrow: boolean): number {
  const fields = Math.min(row?.fields.length ?? 0, mostFields);
  const table = fields === 0 ? 0 : (fields + 1) * (line + 6) * (isNarrow ? 2 : 1) + 8;
  const buttons = isNarrow ? 3 * 36 : 40;
  // A guess from below at what fits in a line; more scrolls within the row.
  const reason = Math.min(4, Math.ceil((row?.reason.length ?? 0) / (isNarrow ? 40 : 110)));
  return table + buttons + reason * line + 28;
}
