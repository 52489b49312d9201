import { close, openSync, read, readFileSync } from 'node:fs';

/** Where SQLite puts its locks in a file, and how many bytes they take (https://www.sqlite.org/src/file/src/os.h). */
const firstLockByte = 0x40000000;
const lockBytes = 2 + 510;

/**
 * Whether another program is about to change a SQLite file: it began a transaction that writes, and may not have written
 * anything yet that could be seen. Linux lists the locks of all processes; elsewhere the answer is false, and the journal
 * beside the file is the first sign. A list on which it is free may be so many milliseconds old.
 */
export function isHeldForWriting(inode: bigint, maxAgeMs: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const recent = lastLook && performance.now() - lastLook.atMs <= maxAgeMs ? lastLook : undefined;
    if (recent && !isWriteLocked(recent.locks, inode)) return false;
    lastLook = { locks: readFileSync(lockList, 'utf8'), atMs: performance.now() };
    return isWriteLocked(lastLook.locks, inode);
  } catch {
    return false;
  }
}

/**
 * Makes a look that comes within the next 10 to 20 ms cheap. Before it makes the list, the kernel waits for all processors, which takes
 * about 10 ms, unless it did so a moment ago: so another thread asks for the list now, and lets go what it gets.
 */
export function readyLocks(): void {
  if (process.platform !== 'linux') return;
  try {
    const descriptor = openSync(lockList, 'r');
    read(descriptor, Buffer.alloc(1), 0, 1, null, () => close(descriptor, () => undefined));
  } catch {
    // The look itself copes with a list that cannot be read.
  }
}

const lockList = '/proc/locks';

let lastLook: { readonly locks: string; readonly atMs: number } | undefined;

/**
 * Reads lines such as `1: POSIX  ADVISORY  WRITE 4711 fe:00:2187335 1073741825 1073741825`. The device is not compared: some
 * file systems list another one than they tell for the file, and no two databases share an inode's number by chance.
 */
export function isWriteLocked(locks: string, inode: bigint): boolean {
  return locks.split('\n').some((line) => {
    const [, device = '', first, last] = /^\d+:\s+\w+\s+\w+\s+WRITE\s+\S+\s+(\S+)\s+(\d+)\s+(\d+|EOF)/.exec(line) ?? [];
    if (first === undefined || device.split(':').at(-1) !== String(inode)) return false;
    return Number(first) < firstLockByte + lockBytes && (last === 'EOF' || Number(last) >= firstLockByte);
  });
}
