/** How the server sees files: it only ever reads. Nothing of this throws: what cannot be read is absent. */
export interface FilePort {
  /**
   * A file's text; undefined where it is missing, unreadable or far too large for what it should be, or where links lead it out
   * of `folder`. `folder` is a normal URI, `file` relative to it with forward slashes.
   */
  readText(folder: string, file: string): Promise<string | undefined>;
  /** What a folder below `folder` holds, in no order; empty where it cannot be listed. `below` is '' for the folder itself. */
  list(folder: string, below: string): Promise<readonly FolderEntry[]>;
}

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Folders that never hold mapping files. */
export const passedOver: ReadonlySet<string> = new Set(['node_modules', '.git', '.tandem']);
