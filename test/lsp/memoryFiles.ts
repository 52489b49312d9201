import type { FilePort, FolderEntry } from '../../src/server/filePort';
import { fileUri, relativePath } from '../../src/server/uris';

/** Files in memory, by normal URI. */
export interface MemoryFiles extends FilePort {
  write(uri: string, text: string): void;
  remove(uri: string): void;
  /** How many texts were read so far. */
  readonly reads: number;
}

export function memoryFiles(folder: string, files: Readonly<Record<string, string>>): MemoryFiles {
  const texts = new Map(Object.entries(files).map(([file, text]) => [fileUri(folder, file), text]));
  let reads = 0;
  return {
    async readText(base, file) {
      reads++;
      return texts.get(fileUri(base, file));
    },
    async list(base, below) {
      const start = below === '' ? base : fileUri(base, below);
      const entries = new Map<string, FolderEntry>();
      for (const uri of texts.keys()) {
        const [name, ...deeper] = relativePath(start, uri)?.split('/') ?? [];
        if (name !== undefined) entries.set(name, { name, isFolder: deeper.length > 0 });
      }
      return [...entries.values()];
    },
    write: (uri, text) => void texts.set(uri, text),
    remove: (uri) => void texts.delete(uri),
    get reads() {
      return reads;
    },
  };
}
