/** A place in a text: zero-based offsets, and lines and columns from 1. `end` is exclusive. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

export interface TextPosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type Severity = 'error' | 'warning' | 'information';

/** Replaces a stretch of a file's text. Offsets are zero-based, `end` exclusive. */
export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A change that would resolve a problem, in words for a person and as edits. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Something wrong, or worth knowing, in a workspace or mapping file. `Code` is a closed union of stable codes owned by
 * `core/mapping`; the message says what is wrong and what to do next.
 */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  /** The file as the workspace names it: relative to tandem.yaml's folder, with forward slashes. */
  readonly file: string;
  readonly range: TextRange;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly file: string; readonly range: TextRange; readonly message: string }[];
}
