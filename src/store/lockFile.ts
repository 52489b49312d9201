import { constants, copyFileSync, linkSync, readFileSync, statSync } from 'node:fs';
import { errorCode } from './storeError';
import { isRunning, processStart } from './processIdentity';

/** Who holds a lock, as its file says. Times are ISO 8601 UTC. */
export interface LockHolder {
  readonly host: string;
  readonly pid: number;
  /** When the process started, where the system tells (`processStart`). */
  readonly start: string | null;
  /** Which of the process's threads, as Node numbers them: later ones are higher, 0 or absent is the process itself. */
  readonly thread?: number;
  readonly command: string;
  /** Different for every lock ever taken. */
  readonly token: string;
  readonly acquiredAt: string;
  readonly expiresAt: string;
}

/** Always the same length for one holder, because the expiry is renewed in place. */
export function lockText(holder: LockHolder): string {
  return JSON.stringify(holder, null, 2) + '\n';
}

/** The holder a lock file names; undefined where there is no file. Content that says nothing counts as another machine's. */
export function readLockHolder(file: string): LockHolder | undefined {
  let text: string;
  let writtenAt: string;
  try {
    text = readFileSync(file, 'utf8');
    writtenAt = statSync(file).mtime.toISOString();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  return parsedHolder(text) ?? unknownHolder(writtenAt);
}

/**
 * Whether nobody will come back for the lock. On this machine the process decides: it is gone, or its number belongs to a
 * later one. Elsewhere, and where the system does not tell when a process started, the expiry decides. A process works in one
 * thread at a time: the next one is started when the one before has ended, and finds what that one held abandoned.
 */
export function isAbandoned(
  holder: LockHolder,
  asking: Pick<LockHolder, 'host' | 'pid' | 'thread'>,
  now: string,
): boolean {
  const expired = holder.expiresAt <= now;
  if (holder.host !== asking.host) return expired;
  if (!isRunning(holder.pid)) return true;
  if (holder.pid === asking.pid && (holder.thread ?? 0) > 0 && (holder.thread ?? 0) < (asking.thread ?? 0)) return true;
  const start = processStart(holder.pid);
  return start === null || holder.start === null ? expired : start !== holder.start;
}

/** Makes `target` a file with the candidate's content, whole from its first moment; false when it exists already. */
export function linkExclusively(candidate: string, target: string): boolean {
  try {
    linkSync(candidate, target);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
  }
  // Some file systems have no links; there the file is exclusive all the same, and whole a moment later.
  try {
    copyFileSync(candidate, target, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** How long a lock without a readable holder is respected: as if renewed when it was written. */
const unknownLeaseMs = 120_000;

function parsedHolder(text: string): LockHolder | undefined {
  try {
    const holder: unknown = JSON.parse(text);
    return isHolder(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, start, thread, ...texts } = value as Record<string, unknown>;
  const isText = (key: string) => typeof texts[key] === 'string';
  return (
    typeof pid === 'number' &&
    (start === null || typeof start === 'string') &&
    (thread === undefined || typeof thread === 'number') &&
    ['host', 'command', 'token', 'acquiredAt', 'expiresAt'].every(isText) &&
    // It becomes part of file names.
    /^[\w-]+$/.test(texts['token'] as string)
  );
}

function unknownHolder(writtenAt: string): LockHolder {
  return {
    host: '',
    pid: 0,
    start: null,
    command: 'an unknown program',
    token: `unreadable-${Date.parse(writtenAt)}`,
    acquiredAt: writtenAt,
    expiresAt: new Date(Date.parse(writtenAt) + unknownLeaseMs).toISOString(),
  };
}
