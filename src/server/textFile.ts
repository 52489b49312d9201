/** A file as an editor or the disk has it. */
export interface TextFile {
  /** As the editor writes it, where the file is open. */
  readonly uri: string;
  /** Relative to the folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
}
