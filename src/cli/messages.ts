import type { CliDependencies } from './cliDependencies';

/**
 * Standard error: lines that stay, and on a terminal one status line below them that is rewritten. The status line never
 * mixes with what stays.
 */
export interface Messages {
  /** Lines for the user. Their text must be printable. */
  readonly note: (lines: readonly string[]) => void;
  /** Shows `line` in place of the last one. For terminals only. */
  readonly status: (line: string) => void;
  readonly clearStatus: () => void;
}

export function createMessages({ stderr }: Pick<CliDependencies, 'stderr'>): Messages {
  let shown = false;
  const clearStatus = (): void => {
    if (shown) stderr.write(clearLine);
    shown = false;
  };
  return {
    note(lines) {
      clearStatus();
      stderr.write(lines.map((line) => `${line}\n`).join(''));
    },
    status(line) {
      stderr.write(clearLine + line);
      shown = true;
    },
    clearStatus,
  };
}

/** Back to the line's beginning and empty it. */
const clearLine = '\r\u001b[2K';
