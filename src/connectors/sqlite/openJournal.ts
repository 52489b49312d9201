import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Magic number, counts, and the sizes of sector and page (sqlite.org/fileformat.html#the_rollback_journal). */
const headerLength = 28;

/**
 * The journal beside a SQLite file that belongs to its content: a write-ahead log with anything in it, or a rollback journal
 * of a transaction that goes on or was never finished. SQLite in memory sees neither. Undefined where there is none.
 */
export function openJournal(file: string): string | undefined {
  const wal = `${file}-wal`;
  if (sizeOf(wal) > 0) return wal;
  const journal = `${file}-journal`;
  return sizeOf(journal) > 0 && isHot(journal) ? journal : undefined;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

// A finished transaction may leave its journal behind with a header of zeros (sqlite.org/pragma.html#pragma_journal_mode).
// One that goes on has zeros only where the header will begin: the page size behind them is set from the start.
function isHot(journal: string): boolean {
  const descriptor = openSync(journal, 'r');
  try {
    const header = new Uint8Array(headerLength);
    readSync(descriptor, header, 0, headerLength, 0);
    return header.some((byte) => byte !== 0);
  } finally {
    closeSync(descriptor);
  }
}
