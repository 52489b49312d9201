import { fstatSync, statSync, type BigIntStats } from 'node:fs';

/** What changes whenever another program writes a file or puts another in its place. */
export interface FileIdentity {
  readonly size: bigint;
  readonly modifiedNs: bigint;
  readonly inode: bigint;
}

/** The identity of what stands under a path now, or of an open file; undefined where there is nothing. */
export function fileIdentity(file: string | number): FileIdentity | undefined {
  const stat: BigIntStats | undefined =
    typeof file === 'number'
      ? fstatSync(file, { bigint: true })
      : statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat && { size: stat.size, modifiedNs: stat.mtimeNs, inode: stat.ino };
}

export function isSameFile(a: FileIdentity, b: FileIdentity): boolean {
  return a.size === b.size && a.modifiedNs === b.modifiedNs && a.inode === b.inode;
}
