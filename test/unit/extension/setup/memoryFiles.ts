import type { FileChange, FileEditor } from '../../../../src/extension/setup/fileEditor';

/** Files of a workspace in memory, and what was done with them. */
export interface MemoryFiles extends FileEditor {
  readonly texts: Map<string, string>;
  readonly opened: string[];
  readonly compared: (readonly FileChange[])[];
}

export function memoryFiles(
  texts: Readonly<Record<string, string>>,
  options: { readonly readOnly?: boolean; readonly unsaved?: readonly string[] } = {},
): MemoryFiles {
  const files = new Map(Object.entries(texts));
  const opened: string[] = [];
  const compared: (readonly FileChange[])[] = [];
  return {
    texts: files,
    opened,
    compared,
    read: async (file) => files.get(file),
    async write(changes) {
      if (options.readOnly) return { ok: false };
      for (const { file, text } of changes) files.set(file, text);
      return { ok: true, unsaved: options.unsaved ?? [] };
    },
    async open(file) {
      opened.push(file);
    },
    async compare(_title, changes) {
      compared.push(changes);
    },
  };
}
