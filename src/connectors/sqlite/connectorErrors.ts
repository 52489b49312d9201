import type { ConnectorError } from '../../core/ports/connector';
import type { Result } from '../../core/result';
import { err } from '../../core/result';

/**
 * What an error out of SQLite means for the whole file, or undefined where it concerns a statement only. sql.js hands over
 * nothing but SQLite's English texts, which are stable.
 */
export function connectorErrorFrom(error: unknown, displayName: string): ConnectorError | undefined {
  const message = error instanceof Error ? error.message : String(error);
  if (/malformed|not a database|disk I\/O error|unsupported file format/i.test(message)) {
    return { code: 'FILE_CORRUPT', message: corruptMessage(displayName) };
  }
  if (/out of memory|database or disk is full|memory access out of bounds/i.test(message)) {
    return {
      code: 'FILE_TOO_LARGE',
      message: `${displayName} needs more memory than SQLite can have here. Split the file, or synchronize fewer records at a time.`,
    };
  }
  return undefined;
}

/** For all kinds of damage: header, length, pages. */
export function corruptMessage(displayName: string): string {
  return `${displayName} is not a SQLite database, or it is damaged. Restore it from a backup, or repair it with sqlite3's .recover command.`;
}

/** Runs one operation; damage found on the way becomes an error, everything else thrown is a bug and stays thrown. */
export function guarded<T>(displayName: string, work: () => Result<T, ConnectorError>): Result<T, ConnectorError> {
  try {
    return work();
  } catch (error) {
    const known = connectorErrorFrom(error, displayName);
    if (known) return err(known);
    throw error;
  }
}
