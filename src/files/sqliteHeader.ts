/** The parts of a SQLite file's first 100 bytes that matter for reading it whole and replacing it safely (sqlite.org/fileformat2.html, 1.3). */
export interface SqliteHeader {
  /** Grows with every change that another program makes in rollback mode. */
  readonly changeCounter: number;
  /** The file asks its readers for a write-ahead log. */
  readonly usesWal: boolean;
  /** Bytes. */
  readonly pageSize: number;
  /** Absent where it says nothing: programs older than SQLite 3.7 leave it alone. */
  readonly pageCount?: number;
}

const magic = 'SQLite format 3\0';

/** The header of a file with these first bytes and this length; undefined where it is no SQLite file or not all of one. */
export function sqliteHeader(bytes: Uint8Array, fileSize: number): SqliteHeader | undefined {
  if (bytes.length < 100 || Buffer.from(bytes.subarray(0, magic.length)).toString('latin1') !== magic) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 100);
  const stored = view.getUint16(16);
  const pageSize = stored === 1 ? 65_536 : stored;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || fileSize % pageSize !== 0) return undefined;
  const changeCounter = view.getUint32(24);
  const pageCount = view.getUint32(28);
  // Where the two counters differ, the page count is older than the last change.
  const countIsValid = pageCount > 0 && view.getUint32(92) === changeCounter;
  if (countIsValid && fileSize < pageCount * pageSize) return undefined;
  const usesWal = view.getUint8(18) === 2 || view.getUint8(19) === 2;
  return { changeCounter, usesWal, pageSize, ...(countIsValid && { pageCount }) };
}

/** Makes an image of a file say that it does without a write-ahead log, or that it wants one. */
export function setUsesWal(bytes: Uint8Array, usesWal: boolean): void {
  bytes.fill(usesWal ? 2 : 1, 18, 20);
}

/** Counts a change, so that a program that kept pages of the file knows them to be old. */
export function setChangeCounter(bytes: Uint8Array, changeCounter: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 100);
  view.setUint32(24, changeCounter >>> 0);
  // The version-valid-for number: the page count in the header belongs to this change.
  view.setUint32(92, changeCounter >>> 0);
}
