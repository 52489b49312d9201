import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync, fchmodSync } from 'node:fs';
import path from 'node:path';

/**
 * Replaces a file's content so that after a crash at any instant either the old or the new content is there, whole:
 * write to a temporary file beside it, fsync, rename, fsync of the folder (DESIGN 6). Keeps the file's permissions.
 * `beforeRename` runs last before the switch; throwing there leaves the old file as it was.
 */
export function replaceFile(file: string, content: Uint8Array | string, beforeRename?: () => void): void {
  const temporary = `${file}.${process.pid}.tmp`;
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  try {
    const descriptor = openSync(temporary, 'w', 0o644);
    try {
      const mode = existingMode(file);
      if (mode !== undefined) fchmodSync(descriptor, mode);
      for (let offset = 0; offset < bytes.length;) offset += writeSync(descriptor, bytes, offset);
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

function existingMode(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mode;
}
