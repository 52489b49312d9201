import type { Memory } from '../signIn/signInMemory';

/**
 * The folders whose services a window serves: those that Open Sample Workspace (Cloud) made, on this machine. Nothing that stands
 * in a folder's files makes a window serve anything.
 */
export interface ServedFolders {
  /** Absolute. */
  readonly all: readonly string[];
  remember(folder: string): Promise<void>;
}

export function servedFolders(memory: Memory): ServedFolders {
  const all = (): readonly string[] => memory.get<readonly string[]>(foldersKey) ?? [];
  return {
    get all() {
      return all();
    },
    async remember(folder) {
      if (!all().includes(folder)) await memory.update(foldersKey, [...all(), folder]);
    },
  };
}

const foldersKey = 'sampleServices.folders';
