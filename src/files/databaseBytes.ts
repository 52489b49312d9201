import { readSync } from 'node:fs';
import { sqliteHeader } from './sqliteHeader';

/**
 * Room behind a database's bytes. The first transaction that makes the database larger would else copy all of it into a larger
 * buffer (MEMFS of emscripten), which takes longer than the transaction itself.
 */
const roomBytes = 1 << 18;

/** The bytes of a file from its beginning; fewer where it ends before `size`. There is room for a database to grow behind them. */
export function readDatabaseBytes(descriptor: number, size: number): Uint8Array {
  const buffer = new Uint8Array(size + roomBytes);
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, buffer, length, size - length, length);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

/**
 * The bytes with the room that `readDatabaseBytes` left behind them, for a database to take over. SQLite goes by the page count in
 * the header (sqlite.org/fileformat2.html, 1.3.7); where that does not say all of the file, the bytes stay as they are.
 */
export function withRoomToGrow(bytes: Uint8Array): Uint8Array {
  const header = sqliteHeader(bytes, bytes.length);
  if (!header?.pageCount || header.pageCount * header.pageSize !== bytes.length || bytes.byteOffset !== 0) return bytes;
  // Whole pages only.
  const room = bytes.buffer.byteLength - bytes.length;
  return new Uint8Array(bytes.buffer, 0, bytes.length + room - (room % header.pageSize));
}
