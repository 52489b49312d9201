import type { Err } from '../core/result';
import type { StoreError, StoreErrorCode } from '../core/ports/stateStore';
import { err } from '../core/result';

/** A store failure: a closed code, and a sentence for the user that names the file and ends with the next step. */
export function storeError(code: StoreErrorCode, message: string): Err<StoreError> {
  return err({ code, message });
}

/** The state could not be written; `cause` is what the file system said. */
export function notWritten(file: string, cause: unknown): Err<StoreError> {
  const nextStep = 'Free space or fix the permissions, then run again; what was reported as done is kept.';
  return storeError('STATE_NOT_WRITTEN', `${file} could not be written (${reasonOf(cause)}). ${nextStep}`);
}

/** The state cannot be understood; `damage` says what is wrong with it. */
export function corrupt(file: string, damage: string): Err<StoreError> {
  const nextStep =
    'Restore it from a backup, or delete it together with its journal and couple the records again by matching.';
  return storeError('STATE_CORRUPT', `${file} is damaged: ${damage}. ${nextStep}`);
}

/** The operating system's short code (`ENOSPC`) where there is one, else the message. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return errorCode(cause) ?? cause.message;
}

/** `ENOENT`, `EEXIST`, … of a failed file system call; undefined for any other failure. */
export function errorCode(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
