import type { Opened } from './windowKinds';

/** One window to open with one extension in it, whose suites are run. */
export interface WindowToRun {
  readonly opened: Opened;
  readonly trusted: boolean;
  readonly timeoutMs: number;
  /** A private folder for all that the window keeps. */
  readonly home: string;
  readonly extension: string;
  readonly entry: string;
  /** What the suites find in their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Names pictures and logs of what went wrong. */
  readonly name: string;
}

/** A VS Code that can run suites in its extension host. */
export interface Host {
  /** For people: which VS Code it is. */
  readonly name: string;
  /**
   * Resolves when the suites have ended, whatever came of them. Answers what the window said where it did not get that far;
   * then the suites left no results.
   */
  run(window: WindowToRun): Promise<string | undefined>;
  close(): Promise<void>;
}
