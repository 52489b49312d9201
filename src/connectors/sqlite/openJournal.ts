import { closeSync, openSync, readSync, statSync } from 'node:fs';

/**
 * The journal beside a SQLite file that belongs to its content: a write-ahead log with anything in it, or a rollback journal
 * that an unfinished transaction left. SQLite in memory sees neither. Undefined where there is none.
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
function isHot(journal: string): boolean {
  const descriptor = openSync(journal, 'r');
  try {
    const first = new Uint8Array(1);
    return readSync(descriptor, first, 0, 1, 0) === 1 && first[0] !== 0;
  } finally {
    closeSync(descriptor);
  }
}
