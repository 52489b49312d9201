/** The files of a workspace as the editor has them. Paths are relative to it, with forward slashes. */
export interface FileEditor {
  /** The text, unsaved changes included; undefined where there is no such file. */
  read(file: string): Promise<string | undefined>;
  /**
   * Makes and replaces files in one step that Undo takes back, and saves them. Files that held unsaved changes before are left for
   * the user to save: `unsaved` names them.
   */
  write(changes: readonly FileChange[]): Promise<Written>;
  /** Shows a file in an editor. */
  open(file: string): Promise<void>;
  /** Shows what a change would do to files, side by side, several in one editor. */
  compare(title: string, changes: readonly FileChange[]): Promise<void>;
}

export interface FileChange {
  readonly file: string;
  readonly text: string;
}

export type Written = { readonly ok: true; readonly unsaved: readonly string[] } | { readonly ok: false };
