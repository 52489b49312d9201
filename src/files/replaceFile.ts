import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  writevSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';

/**
 * Replaces a file's content so that after a crash at any instant either the old or the new content is there, whole:
 * write to a temporary file beside it, fsync, rename, fsync of the folder (DESIGN 6). Keeps the file's permissions, and its
 * owner where that is allowed.
 * `beforeRename` runs last before the switch; throwing there leaves the old file as it was.
 */
export function replaceFile(file: string, content: FileContent, beforeRename?: () => void): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, 'w', 0o644);
    try {
      const existing = statSync(file, { throwIfNoEntry: false });
      if (existing) keepOwnerAndMode(descriptor, existing);
      writeAll(descriptor, piecesOf(content));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    beforeRename?.();
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(path.dirname(file));
}

/** Writes pieces one after the other, from where the file stands. Throws what the file system says. */
export function writeAll(descriptor: number, pieces: readonly Uint8Array[]): void {
  let written = writevSync(descriptor, pieces);
  if (written === lengthOf(pieces)) return;
  // The system need not take all at once.
  for (const piece of pieces) {
    const skipped = Math.min(written, piece.length);
    written -= skipped;
    for (let at = skipped; at < piece.length;) at += writeSync(descriptor, piece, at);
  }
}

/** How many bytes the pieces have together. */
export function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** Text, which becomes UTF-8, or bytes in one or several pieces. */
export type FileContent = string | Uint8Array | readonly Uint8Array[];

function piecesOf(content: FileContent): readonly Uint8Array[] {
  if (typeof content === 'string') return [Buffer.from(content, 'utf8')];
  return content instanceof Uint8Array ? [content] : content;
}

/** Makes renames and deletions in a folder durable. Windows cannot open folders and needs no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function keepOwnerAndMode(descriptor: number, existing: Stats): void {
  try {
    // Matters where an administrator saves another user's file. Before the mode: a change of owner takes bits away.
    fchownSync(descriptor, existing.uid, existing.gid);
  } catch {
    // Only an administrator may give files away; everybody else owns the new file.
  }
  fchmodSync(descriptor, existing.mode);
}
